// One profile's journal: every command is here, on disk, before the store says "saved". Invariants: an append answers only after its bytes
// are synced; one that failed leaves no bytes behind; opening cuts an unfinished tail (kept beside the file), skips damage and reports both;
// compaction puts a whole new file in place, so a crash leaves the old journal or the new one.

import { encodeFrame, type PlacedFrame, scanFrames } from '../kernel/journal-frame.ts'
import { type FilePort, isFull, type OpenFile, readWhole, writeBeside } from './file-port.ts'
import {
  acknowledgedIn,
  acknowledgement,
  compacted,
  entryFrame,
  entryOf,
  type JournalCipher,
  type JournalLine,
  type KeptLine,
  lastSequenceOf
} from './journal-entries.ts'

/** What opening found: cut bytes of an unfinished last write, places that can't be read (damaged, or sealed under a lost key), last count. */
export interface JournalHealth {
  readonly tornBytes: number
  readonly damagedPlaces: number
  readonly lastSequence: number
}

/** Some entries in the order of writing; `done`: none follow. */
export interface JournalPage {
  readonly entries: KeptLine[]
  readonly done: boolean
  readonly health: JournalHealth
}

/** An open journal. */
export interface JournalFile {
  /** Answers after sync. An entry whose key is there already is not written again. */
  readonly append: (entries: readonly JournalLine[]) => Promise<{ lastSequence: number }>
  readonly acknowledge: (keys: readonly string[]) => Promise<void>
  readonly read: (skip: number, limit: number) => Promise<JournalPage>
  readonly close: () => Promise<void>
}

/** What a journal is made of. `makeRoom` is asked when there is no room; true: it may be tried once more. */
export interface JournalOptions {
  readonly files: FilePort
  readonly name: string
  /** UTC milliseconds. */
  readonly now: () => number
  /** Seals new entries; null: they are written plain. */
  readonly cipher?: JournalCipher | null
  readonly makeRoom?: () => Promise<boolean>
}

interface Place {
  readonly key: string
  readonly sequence: number
  readonly at: number
  readonly offset: number
  readonly size: number
}

interface State {
  readonly options: JournalOptions
  readonly cipher: JournalCipher | null
  file: OpenFile
  places: Place[]
  keys: Set<string>
  acknowledged: Set<string>
  health: JournalHealth
  /** Where the next frame goes: everything before it is synced. */
  bytes: number
  /** A write failed and its bytes could not be taken back yet. */
  isSoiled: boolean
  /** The file has a new name that may not be on the disk yet: nothing may be written to it before. */
  isRenamed: boolean
  compactedAt: number
}

const untouched = { isSoiled: false, isRenamed: false, compactedAt: 0 }

/** How often a journal that stays open looks whether it can be made smaller. */
const compactEveryMs = 24 * 3_600_000

/** Opens or makes the journal. */
export async function openJournal(options: JournalOptions): Promise<JournalFile> {
  const state = await load(options)
  const serial = createQueue()
  return {
    append: (entries) => serial(() => append(state, entries)),
    acknowledge: (keys) => serial(() => acknowledge(state, keys)),
    read: (skip, limit) => serial(() => read(state, skip, limit)),
    close: () => serial(() => state.file.close())
  }
}

async function load(options: JournalOptions): Promise<State> {
  const { files, name, now } = options
  await finishCompaction(files, name)
  const cipher = options.cipher ?? null
  const file = await files.open(name)
  try {
    const bytes = await file.read(0, await file.size())
    const scan = scanFrames(bytes)
    if (scan.tornBytes > 0) {
      await writeBeside(files, `${name}.torn-${now()}`, bytes.subarray(scan.soundBytes))
      await file.truncate(scan.soundBytes)
      await file.sync()
    }
    await files.syncNames()
    const index = indexOf(scan.frames, cipher)
    const health = {
      tornBytes: scan.tornBytes,
      damagedPlaces: scan.damaged.length + index.sealed,
      lastSequence: lastSequenceOf(scan.frames)
    }
    const state: State = { options, cipher, file, ...index, health, bytes: scan.soundBytes, ...untouched }
    await compact(state)
    return state
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Where a crash hit between the removal of the old name and the coming of the new one, the new file is whole: it is taken. */
async function finishCompaction(files: FilePort, name: string): Promise<void> {
  const beside = await readWhole(files, `${name}.new`)
  const isTaken = beside.length > 0 && (await readWhole(files, name)).length === 0 && scanFrames(beside).tornBytes === 0
  if (isTaken) await files.rename(`${name}.new`, name)
  else await files.remove(`${name}.new`)
}

interface Index {
  readonly places: Place[]
  readonly keys: Set<string>
  readonly acknowledged: Set<string>
  readonly sealed: number
}

function indexOf(frames: readonly PlacedFrame[], cipher: JournalCipher | null): Index {
  const places: Place[] = []
  let sealed = 0
  for (const frame of frames) {
    if (frame.kind !== 1) continue
    const { sequence, at, offset, size } = frame
    const entry = entryOf(frame, cipher)
    if (entry) places.push({ sequence, at, offset, size, key: entry.key })
    else sealed++
  }
  return { places, keys: new Set(places.map(({ key }) => key)), acknowledged: acknowledgedIn(frames), sealed }
}

/** Makes the file smaller where that is worth it; damaged places are kept beside it. Where it can't be done, the journal stays as it is. */
async function compact(state: State): Promise<void> {
  const { files, name, now } = state.options
  const at = now()
  if (state.compactedAt !== 0 && at - state.compactedAt < compactEveryMs) return
  state.compactedAt = at
  const bytes = await state.file.read(0, state.bytes)
  const scan = scanFrames(bytes)
  const kept = compacted(scan.frames, at, state.cipher)
  if (kept === null) return
  try {
    for (const { offset, size } of scan.damaged)
      await writeBeside(files, `${name}.damaged-${at}-${offset}`, bytes.subarray(offset, offset + size))
    await writeBeside(files, `${name}.new`, concat(kept.map(encodeFrame)))
  } catch {
    return
  }
  await state.file.close()
  state.isRenamed = true
  await files.rename(`${name}.new`, name).catch(() => undefined)
  state.file = await files.open(name)
  const frames = scanFrames(await state.file.read(0, await state.file.size())).frames
  const last = frames.at(-1)
  Object.assign(state, indexOf(frames, state.cipher), { bytes: last === undefined ? 0 : last.offset + last.size })
  await settleName(state).catch(() => undefined)
}

async function settleName(state: State): Promise<void> {
  if (!state.isRenamed) return
  await state.options.files.syncNames()
  state.isRenamed = false
}

async function append(state: State, entries: readonly JournalLine[]): Promise<{ lastSequence: number }> {
  const at = state.options.now()
  const fresh = new Map(entries.filter(({ key }) => !state.keys.has(key)).map((entry) => [entry.key, entry]))
  const chunks: Uint8Array[] = []
  const places: Place[] = []
  let sequence = state.health.lastSequence
  let offset = state.bytes
  for (const [key, line] of fresh) {
    const frame = encodeFrame(entryFrame(line, ++sequence, at, state.cipher))
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

async function acknowledge(state: State, keys: readonly string[]): Promise<void> {
  const fresh = keys.filter((key) => state.keys.has(key) && !state.acknowledged.has(key))
  if (fresh.length === 0) return
  await write(state, [encodeFrame(acknowledgement(state.health.lastSequence, state.options.now(), fresh))])
  for (const key of fresh) state.acknowledged.add(key)
  await compact(state)
}

async function write(state: State, chunks: readonly Uint8Array[]): Promise<void> {
  if (chunks.length === 0) return
  const bytes = concat(chunks)
  try {
    await writeOnce(state, bytes)
  } catch (error) {
    if (!isFull(error) || !(await state.options.makeRoom?.())) throw error
    await writeOnce(state, bytes)
  }
}

async function writeOnce(state: State, bytes: Uint8Array): Promise<void> {
  await settleName(state)
  if (state.isSoiled) await takeBack(state)
  state.isSoiled = true
  try {
    await state.file.write(state.bytes, bytes)
    await state.file.sync()
    state.isSoiled = false
    state.bytes += bytes.length
  } catch (error) {
    // When even that fails, the next write begins with it.
    await takeBack(state).catch(() => undefined)
    throw error
  }
}

/** A failed write may have left bytes; without taking them back the next frame would stand behind damage. */
async function takeBack(state: State): Promise<void> {
  await state.file.truncate(state.bytes)
  await state.file.sync()
  state.isSoiled = false
}

async function read(state: State, skip: number, limit: number): Promise<JournalPage> {
  const entries: KeptLine[] = []
  for (const { sequence, at, key, offset, size } of state.places.slice(skip, skip + limit)) {
    const frame = scanFrames(await state.file.read(offset, size)).frames[0]
    const entry = frame && entryOf(frame, state.cipher)
    if (!entry) throw new Error(`journal entry ${sequence} was damaged after it was opened`)
    entries.push({ sequence, at, key, payload: entry.payload, acknowledged: state.acknowledged.has(key) })
  }
  return { entries, done: skip + limit >= state.places.length, health: state.health }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
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
