// Deleting a profile because the server locked its device out. Invariants: unsent work is sealed and on the disk before anything is deleted;
// a wipe that was begun goes on at the next start before a row is read; sealed boxes stay until the server has them; nothing else stays, and
// nothing that was written after the deletion is deleted with it.

import { TransportError } from '#sync/ports.ts'
import type { RescueOffer, RescueRequest } from '#sync/protocol/session.ts'
import { boxesOf, type UnsentFile, type UnsentWork } from './unsent-work.ts'

/** What the server has not taken yet. */
export interface SealedBox extends RescueRequest {
  readonly token: string
}

/** How far a wipe has come. */
export interface WipeMemo {
  /** UTC milliseconds of the device's clock. */
  readonly at: number
  readonly boxes: readonly SealedBox[]
  readonly commands: number
  /** Files that the boxes have no room for. */
  readonly lostFiles: number
  readonly isCleared: boolean
  /** Somebody signed in since: what lies here is theirs, and only boxes are left to be handed in. */
  readonly isOver: boolean
}

/** Where the memo lies: the wipe itself doesn't reach there. */
export interface WipeMemory {
  read(): Promise<WipeMemo | null>
  /** One change after the other, each durable when it resolves. */
  change(step: (memo: WipeMemo | null) => WipeMemo | null): Promise<WipeMemo | null>
}

/** What a wipe works with. */
export interface WipeParts {
  readonly memo: WipeMemory
  /** Seals text under a public key; base64. */
  readonly seal: (publicKey: string, text: string) => Promise<string>
  /** Files that the server lacks; asked when nothing else has them open. */
  readonly files: () => Promise<readonly UnsentFile[]>
  /** Deletes everything of the profile but the memo. May be asked again after it failed half-way. */
  readonly clear: () => Promise<void>
  /** Hands a box in. @throws TransportError */
  readonly deliver: (token: string, request: RescueRequest) => Promise<void>
}

/** Keeps the memo as text. */
export function createWipeMemory(place: { read(): Promise<string | null>; write(text: string | null): Promise<void> }): WipeMemory {
  let last: Promise<unknown> = Promise.resolve()
  const read = async (): Promise<WipeMemo | null> => JSON.parse((await place.read()) ?? 'null') as WipeMemo | null
  return {
    read,
    change(step) {
      const turn = last.then(async () => {
        const before = await read()
        const after = step(before)
        if (after !== before) await place.write(after && JSON.stringify(after))
        return after
      })
      last = turn.catch(() => undefined)
      return turn
    }
  }
}

/** Seals what was unsent: from here on the wipe can't be called off. Boxes of an earlier wipe that still wait stay beside. [WIPE1] */
export async function beginWipe(parts: WipeParts, offer: RescueOffer, work: UnsentWork): Promise<void> {
  const known = await parts.memo.read()
  if (known && !known.isCleared) return
  const boxes: SealedBox[] = []
  for (const box of boxesOf(work)) {
    const sealed = await parts.seal(offer.key, JSON.stringify(box))
    boxes.push({ token: offer.token, sealed, commands: box.commands.length })
  }
  const lostFiles = work.files.filter(({ contentBase64 }) => contentBase64 === null).length
  await parts.memo.change((before) => {
    const all = [...(before?.boxes ?? []), ...boxes]
    const commands = all.reduce((sum, box) => sum + box.commands, 0)
    return { at: work.at, boxes: all, commands, lostFiles, isCleared: false, isOver: false }
  })
}

/** Deletes what a wipe that was begun has not deleted yet. */
export async function clearBegun(parts: WipeParts): Promise<void> {
  const memo = await parts.memo.read()
  if (!memo || memo.isCleared) return
  await parts.clear()
  await parts.memo.change((now) => now && { ...now, isCleared: true })
}

/** Hands the boxes in. @throws TransportError when one could not be handed in: it stays, sealed; the others don't wait for one that is refused */
export async function handIn(parts: WipeParts): Promise<void> {
  let refusal: unknown = null
  for (const { token, sealed, commands } of (await parts.memo.read())?.boxes ?? []) {
    try {
      await parts.deliver(token, { sealed, commands })
      await parts.memo.change((now) => now && { ...now, boxes: now.boxes.filter((box) => box.sealed !== sealed) })
    } catch (error) {
      if (!isRefused(error)) throw error
      refusal ??= error
    }
  }
  if (refusal !== null) throw refusal
  await parts.memo.change((now) => (now?.isOver && now.boxes.length === 0 ? null : now))
}

/** The server does not take this box: asking again at once changes nothing. */
export function isRefused(error: unknown): boolean {
  return error instanceof TransportError && (error.problem.type === 'bad-request' || error.problem.type === 'signed-out')
}
