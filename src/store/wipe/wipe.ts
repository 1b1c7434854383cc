// Deleting a profile because the server locked its device out. Invariants: unsent work is sealed and on the disk before anything is deleted;
// a wipe that was begun goes on at the next start before a row is read; the sealed box stays until the server has it; nothing else stays.

import type { RescueOffer, RescueRequest } from '#sync/protocol/session.ts'
import type { UnsentWork } from './unsent-work.ts'

/** How far a wipe has come. `sealed` null: the server has it. */
export interface WipeMemo {
  /** UTC milliseconds of the device's clock. */
  readonly at: number
  readonly token: string
  readonly sealed: string | null
  readonly commands: number
  /** Files that the box has no room for. */
  readonly lostFiles: number
  readonly isCleared: boolean
}

/** What a wipe works with. */
export interface WipeParts {
  /** Kept where the wipe itself doesn't reach; writing is durable. */
  readonly memo: { read(): Promise<WipeMemo | null>; write(memo: WipeMemo | null): Promise<void> }
  /** Seals text under a public key; base64. */
  readonly seal: (publicKey: string, text: string) => Promise<string>
  /** Deletes everything of the profile but the memo. May be asked again after it failed half-way. */
  readonly clear: () => Promise<void>
  /** Hands the box in. @throws TransportError */
  readonly deliver: (token: string, request: RescueRequest) => Promise<void>
}

/** Seals what was unsent: from here on the wipe can't be called off. [WIPE1] */
export async function beginWipe(parts: WipeParts, offer: RescueOffer, work: UnsentWork): Promise<WipeMemo> {
  const known = await parts.memo.read()
  if (known?.sealed) return known
  const memo: WipeMemo = {
    at: work.at,
    token: offer.token,
    sealed: await parts.seal(offer.key, JSON.stringify(work)),
    commands: work.commands.length,
    lostFiles: work.files.filter(({ contentBase64 }) => contentBase64 === null).length,
    isCleared: false
  }
  await parts.memo.write(memo)
  return memo
}

/** Deletes, then hands the box in; says how far it came. @throws TransportError when the box could not be handed in: it stays, sealed */
export async function goOnWithWipe(parts: WipeParts, begun: WipeMemo): Promise<WipeMemo> {
  let memo = begun
  if (!memo.isCleared) {
    await parts.clear()
    memo = { ...memo, isCleared: true }
    await parts.memo.write(memo)
  }
  if (memo.sealed === null) return memo
  await parts.deliver(memo.token, { sealed: memo.sealed, commands: memo.commands })
  memo = { ...memo, sealed: null }
  await parts.memo.write(memo)
  return memo
}
