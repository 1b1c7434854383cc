// One profile's journal file: every command is here, on disk, before the store says "saved". Invariants: an append answers only after
// its bytes are synced; one that failed leaves no bytes behind; opening cuts an unfinished tail (kept beside the file), skips damage and reports both.

import { type FileHandle, open, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { encodeFrame, type Frame, type PlacedFrame, scanFrames } from '#core/kernel/journal-frame.ts'

export interface JournalEntry {
  readonly key: string
  readonly payload: string
}

export interface KeptEntry extends JournalEntry {
  /** The journal's own count. */
  readonly sequence: number
  readonly at: number
  readonly acknowledged: boolean
}

export interface JournalHealth {
  readonly tornBytes: number
  readonly damagedPlaces: number
  readonly lastSequence: number
}

export interface JournalPage {
  readonly entries: KeptEntry[]
  readonly done: boolean
  readonly health: JournalHealth
}

export interface Journal {
  readonly append: (entries: readonly JournalEntry[]) => Promise<{ lastSequence: number }>
  readonly acknowledge: (keys: readonly string[]) => Promise<void>
  readonly read: (skip: number, limit: number) => Promise<JournalPage>
  readonly close: () => Promise<void>
}

type Place = Omit<PlacedFrame, 'payload' | 'kind'> & { readonly key: string }

interface State {
  readonly file: FileHandle
  readonly places: Place[]
  readonly keys: Set<string>
  readonly acknowledged: Set<string>
  health: JournalHealth
  bytes: number
  broken: string | null
}

/** How long acknowledged entries stay: a restored server may ask for them again. */
export const keepAcknowledgedMs = 30 * 24 * 3_600_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Opens or makes the journal at `path`; `now` gives UTC milliseconds. */
export async function openJournal(path: string, now: () => number): Promise<Journal> {
  const state = await load(path, now())
  const serial = createQueue()
  return {
    append: (entries) => serial(() => append(state, entries, now())),
    acknowledge: (keys) => serial(() => acknowledge(state, keys, now())),
    read: (skip, limit) => serial(() => read(state, skip, limit)),
    close: () => serial(() => state.file.close())
  }
}

async function load(path: string, now: number): Promise<State> {
  let file = await open(path, 'a+', 0o600)
  let bytes = await file.readFile()
  const scan = scanFrames(bytes)
  if (scan.tornBytes > 0) {
    await writeFile(`${path}.torn-${now}`, bytes.subarray(scan.soundBytes), { mode: 0o600 })
    await file.truncate(scan.soundBytes)
    await file.sync()
  }
  const kept = compacted(scan.frames, now)
  let frames = scan.frames
  if (kept.length < frames.length / 2) {
    await file.close()
    await rewrite(path, kept)
    file = await open(path, 'a+', 0o600)
    bytes = await file.readFile()
    frames = scanFrames(bytes).frames
  }
  await syncFolder(path)
  const health = { tornBytes: scan.tornBytes, damagedPlaces: scan.damaged.length, lastSequence: lastSequenceOf(frames) }
  const last = frames.at(-1)
  return { file, ...index(frames), health, bytes: last === undefined ? 0 : last.offset + last.size, broken: null }
}

function index(frames: readonly PlacedFrame[]): Pick<State, 'places' | 'keys' | 'acknowledged'> {
  const places = frames
    .filter((frame) => frame.kind === 1)
    .map(({ sequence, at, offset, size, payload }) => ({ sequence, at, offset, size, key: entryOf(payload).key }))
  return { places, keys: new Set(places.map((place) => place.key)), acknowledged: acknowledgedIn(frames) }
}

function acknowledgedIn(frames: readonly Frame[]): Set<string> {
  return new Set(frames.filter((frame) => frame.kind === 2).flatMap((frame) => decoder.decode(frame.payload).split('\n')))
}

/** What must stay: entries not yet acknowledged or young, what acknowledges them, and in its frame the highest sequence. */
function compacted(frames: readonly PlacedFrame[], now: number): readonly Frame[] {
  const acknowledged = acknowledgedIn(frames)
  const entries = frames.filter((frame) => frame.kind === 1)
  const kept: Frame[] = entries.filter((frame) => frame.at > now - keepAcknowledgedMs || !acknowledged.has(entryOf(frame.payload).key))
  const keys = kept.map((frame) => entryOf(frame.payload).key).filter((key) => acknowledged.has(key))
  return [...kept, acknowledgement(lastSequenceOf(frames), now, keys)]
}

function acknowledgement(lastSequence: number, at: number, keys: readonly string[]): Frame {
  return { kind: 2, sequence: lastSequence, at, payload: encoder.encode(keys.join('\n')) }
}

function lastSequenceOf(frames: readonly Frame[]): number {
  return frames.reduce((last, frame) => Math.max(last, frame.sequence), 0)
}

async function rewrite(path: string, frames: readonly Frame[]): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(Buffer.concat(frames.map(encodeFrame)))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/** Makes the file's name itself durable; Windows has no folder handles and doesn't need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function append(state: State, entries: readonly JournalEntry[], at: number): Promise<{ lastSequence: number }> {
  const fresh = new Map(entries.filter(({ key }) => !state.keys.has(key)).map(({ key, payload }) => [key, payload]))
  const chunks: Uint8Array[] = []
  const places: Place[] = []
  let sequence = state.health.lastSequence
  let offset = state.bytes
  for (const [key, payload] of fresh) {
    const frame = encodeFrame({ kind: 1, sequence: ++sequence, at, payload: encoder.encode(`${key}\n${payload}`) })
    places.push({ sequence, at, offset, size: frame.length, key })
    chunks.push(frame)
    offset += frame.length
  }
  await write(state, chunks)
  for (const place of places) {
    state.places.push(place)
    state.keys.add(place.key)
  }
  state.health = { ...state.health, lastSequence: sequence }
  return { lastSequence: sequence }
}

async function acknowledge(state: State, keys: readonly string[], at: number): Promise<void> {
  const fresh = keys.filter((key) => state.keys.has(key) && !state.acknowledged.has(key))
  if (fresh.length === 0) return
  await write(state, [encodeFrame(acknowledgement(state.health.lastSequence, at, fresh))])
  for (const key of fresh) state.acknowledged.add(key)
}

async function write(state: State, chunks: readonly Uint8Array[]): Promise<void> {
  if (chunks.length === 0) return
  if (state.broken !== null) throw new Error(`the journal can't be written since: ${state.broken}`)
  const bytes = Buffer.concat(chunks)
  try {
    await state.file.appendFile(bytes)
    await state.file.datasync()
    state.bytes += bytes.length
  } catch (error) {
    await takeBack(state, error)
    throw error
  }
}

/** A failed write may have left bytes; without taking them back the next frame would stand behind damage. */
async function takeBack(state: State, cause: unknown): Promise<void> {
  try {
    await state.file.truncate(state.bytes)
    await state.file.datasync()
  } catch {
    state.broken = cause instanceof Error ? cause.message : 'an earlier write failed'
  }
}

async function read(state: State, skip: number, limit: number): Promise<JournalPage> {
  const entries: KeptEntry[] = []
  for (const { sequence, at, key, offset, size } of state.places.slice(skip, skip + limit)) {
    const bytes = new Uint8Array(size)
    await state.file.read(bytes, 0, size, offset)
    const frame = scanFrames(bytes).frames[0]
    if (frame === undefined) throw new Error(`journal entry ${sequence} was damaged after it was opened`)
    entries.push({ sequence, at, key, payload: entryOf(frame.payload).payload, acknowledged: state.acknowledged.has(key) })
  }
  return { entries, done: skip + limit >= state.places.length, health: state.health }
}

function entryOf(payload: Uint8Array): JournalEntry {
  const text = decoder.decode(payload)
  const end = text.indexOf('\n')
  return { key: text.slice(0, end), payload: text.slice(end + 1) }
}

/** Runs jobs one after the other; a failed one doesn't stop the next. */
function createQueue(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (job) => {
    const result = tail.then(job, job)
    tail = result.catch(() => undefined)
    return result
  }
}
