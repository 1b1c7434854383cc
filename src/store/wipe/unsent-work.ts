// What of a person's work lies on this device alone: commands that the server has not applied, whatever was typed and not sent, and files.
// Gathered once, before everything here is deleted.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import type { FileToCopy } from '#store/attachments/file-copies.ts'
import { bytesToBase64 } from '#store/service/base64.ts'
import type { Draft, KeptJournalEntry, OutboxEntry } from '#sync/ports.ts'

/** A file that only this device had. `contentBase64` null: it was too large to go along, or damaged here. */
export interface UnsentFile {
  readonly ticketId: string
  readonly sha256: string
  readonly size: number
  readonly contentBase64: string | null
}

/** What is sealed for the administrators. */
export interface UnsentWork {
  readonly form: 'fixpoint-unsent-1'
  /** UTC milliseconds. */
  readonly at: number
  readonly commands: readonly { readonly state: OutboxEntry['state']['type']; readonly envelope: CommandEnvelope }[]
  readonly drafts: readonly Draft[]
  readonly files: readonly UnsentFile[]
}

/** Bytes of files that go along at most. */
const mostFileBytes = 12_582_912

/** Bytes of JSON in one box at most, unless a single thing is larger: what the server takes in one request. */
const mostBoxBytes = 22_000_000

/** The work in as many boxes as it needs, in its order; one where there is nothing: the administrators hear of the wipe by it. */
export function boxesOf(work: UnsentWork): readonly UnsentWork[] {
  const boxes: { commands: UnsentWork['commands'][number][]; drafts: Draft[]; files: UnsentFile[] }[] = []
  const encoder = new TextEncoder()
  let room = 0
  const boxFor = (thing: unknown): (typeof boxes)[number] => {
    const bytes = encoder.encode(JSON.stringify(thing)).length + 1
    const last = boxes.at(-1)
    const box = last && bytes <= room ? last : { commands: [], drafts: [], files: [] }
    if (box !== last) room = mostBoxBytes
    if (box !== last) boxes.push(box)
    room -= bytes
    return box
  }
  for (const command of work.commands) boxFor(command).commands.push(command)
  for (const draft of work.drafts) boxFor(draft).drafts.push(draft)
  for (const file of work.files) boxFor(file).files.push(file)
  return boxes.length === 0 ? [work] : boxes.map((box) => ({ ...work, ...box }))
}

/**
 * Commands of the outbox, and those that only the journal still knows, in the order in which they were made. `isOtherEpoch`: the server was
 * restored, so what it once acknowledged goes along: it may have forgotten it.
 */
export function unsentCommands(
  outbox: readonly OutboxEntry[],
  journal: readonly KeptJournalEntry[],
  isOtherEpoch: boolean
): UnsentWork['commands'] {
  const known = new Set(outbox.map(({ envelope }) => envelope.id))
  const gone = new Set(journal.filter(({ settled, dropped }) => dropped || (settled && !isOtherEpoch)).map(({ envelope }) => envelope.id))
  const only = new Map(journal.map(({ envelope }) => [envelope.id, envelope]))
  const fromJournal = [...only.values()].filter(({ id }) => !known.has(id) && !gone.has(id))
  return [
    ...outbox.map(({ state, envelope }) => ({ state: state.type, envelope })),
    ...fromJournal.map((envelope) => ({ state: 'waiting' as const, envelope }))
  ].sort((a, b) => a.envelope.at - b.envelope.at || a.envelope.sequence - b.envelope.sequence)
}

/** Files that the server lacks, the small ones with their bytes; smallest first, until there is no room for more. */
export async function unsentFiles(files: readonly FileToCopy[]): Promise<readonly UnsentFile[]> {
  const found: UnsentFile[] = []
  let room = mostFileBytes
  for (const { file, pieces } of [...files].sort((a, b) => a.file.size - b.file.size)) {
    const { ticketId, sha256, size } = file
    const bytes = size <= room ? await wholeOf(pieces()) : null
    room -= bytes?.length ?? 0
    found.push({ ticketId, sha256, size, contentBase64: bytes && bytesToBase64(bytes) })
  }
  return found
}

async function wholeOf(pieces: AsyncIterable<Uint8Array<ArrayBuffer> | null>): Promise<Uint8Array<ArrayBuffer> | null> {
  const all: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of pieces) {
    if (!piece) return null
    all.push(piece)
  }
  return new Uint8Array(await new Blob(all).arrayBuffer())
}
