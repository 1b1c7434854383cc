// What the frames of a journal say: entries under their keys, plain or sealed, and which of them are acknowledged. Invariant: what can't
// be unsealed now (its key is out of reach) is counted and kept as it is, because the key may come back.

import type { Frame, PlacedFrame } from '../kernel/journal-frame.ts'

/** One entry to be written: text under a key that is unique in its journal. */
export interface JournalLine {
  readonly key: string
  readonly payload: string
}

/** An entry as it was kept: the journal's own count, UTC milliseconds of the writing, and whether the server has it. */
export interface KeptLine extends JournalLine {
  readonly sequence: number
  readonly at: number
  readonly acknowledged: boolean
}

/**
 * Seals payloads. `context` is bound to the sealed bytes: under another one they don't open. `open` gives null when these bytes are not
 * of any key at hand.
 */
export interface JournalCipher {
  seal(plain: Uint8Array, context: string): Uint8Array
  open(sealed: Uint8Array, context: string): Uint8Array | null
}

/** How long acknowledged entries stay, in milliseconds: a restored server may ask for them again. */
export const keepAcknowledgedMs = 30 * 24 * 3_600_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The frame of an entry. */
export function entryFrame(line: JournalLine, sequence: number, at: number, cipher: JournalCipher | null): Frame {
  const plain = encoder.encode(`${line.key}\n${line.payload}`)
  const frame = { kind: 1, sequence, at } as const
  return cipher ? { ...frame, codec: 1, payload: cipher.seal(plain, contextOf(frame)) } : { ...frame, payload: plain }
}

/** The entry of a frame; null when it is sealed under a key that is out of reach. */
export function entryOf(frame: Frame, cipher: JournalCipher | null): JournalLine | null {
  const plain = (frame.codec ?? 0) === 0 ? frame.payload : (cipher?.open(frame.payload, contextOf(frame)) ?? null)
  if (plain === null) return null
  const text = decoder.decode(plain)
  const end = text.indexOf('\n')
  return { key: text.slice(0, end), payload: text.slice(end + 1) }
}

/** The frame that says that these keys are acknowledged. It carries the journal's last count. */
export function acknowledgement(lastSequence: number, at: number, keys: readonly string[]): Frame {
  return { kind: 2, sequence: lastSequence, at, payload: encoder.encode(keys.join('\n')) }
}

/** Keys that a journal's frames acknowledge. */
export function acknowledgedIn(frames: readonly Frame[]): Set<string> {
  return new Set(frames.filter((frame) => frame.kind === 2).flatMap((frame) => decoder.decode(frame.payload).split('\n')))
}

/** The highest count among frames; 0 without any. */
export function lastSequenceOf(frames: readonly Frame[]): number {
  return frames.reduce((last, frame) => Math.max(last, frame.sequence), 0)
}

/**
 * What must stay of a journal at `now`: entries that are young, not acknowledged or not readable, what acknowledges them, and in its
 * frame the last count. Null when less than half could go: rewriting the file would not be worth it.
 */
export function compacted(frames: readonly PlacedFrame[], now: number, cipher: JournalCipher | null): readonly Frame[] | null {
  const entries = frames.filter((frame) => frame.kind === 1)
  if (!entries.some((frame) => frame.at <= now - keepAcknowledgedMs) && frames.length - entries.length < entries.length) return null
  const acknowledged = acknowledgedIn(frames)
  const keys: string[] = []
  const kept = entries.filter((frame) => {
    const key = entryOf(frame, cipher)?.key
    const isAcknowledged = key !== undefined && acknowledged.has(key)
    if (isAcknowledged && frame.at <= now - keepAcknowledgedMs) return false
    if (isAcknowledged) keys.push(key)
    return true
  })
  return kept.length + 1 < frames.length / 2 ? [...kept, acknowledgement(lastSequenceOf(frames), now, keys)] : null
}

function contextOf({ kind, sequence, at }: Pick<Frame, 'kind' | 'sequence' | 'at'>): string {
  return `${kind}:${sequence}:${at}`
}
