// The bytes of a journal: one frame per record, so that a torn or damaged place is found and named and everything else is still read.
// Invariant: `scanFrames` never returns a frame whose checksum fails, and never drops a sound frame, wherever the damage lies.
// Layout (little endian): magic u32 · length u32 · kind u8 · codec u8 · zero u16 · sequence f64 · at f64 · crc32 u32 · payload.

/** What a frame holds: `1` an entry, `2` the keys of acknowledged entries. */
export type FrameKind = 1 | 2

/**
 * One journal record. `sequence` is the journal's own count (1, 2, …), `at` is in UTC milliseconds, `payload` is opaque bytes,
 * `codec` says how to read them (0, or absent: as they are; 1: sealed).
 */
export interface Frame {
  readonly kind: FrameKind
  readonly codec?: number
  readonly sequence: number
  readonly at: number
  readonly payload: Uint8Array
}

/** A frame and where it lies, in bytes from the start of the file. */
export interface PlacedFrame extends Frame {
  readonly offset: number
  readonly size: number
}

/** Result of reading a journal: sound frames in file order, damaged places between them, and where the sound part ends. */
export interface FrameScan {
  readonly frames: readonly PlacedFrame[]
  readonly damaged: readonly { readonly offset: number; readonly size: number }[]
  /** Bytes up to which the file is kept; what follows (`tornBytes`) is the rest of a write that did not finish. */
  readonly soundBytes: number
  readonly tornBytes: number
}

/** Bytes in front of each payload. */
export const frameHeaderBytes = 32

/** Largest payload a frame may hold, in bytes. */
export const maxFramePayloadBytes = 16 * 1024 * 1024

const magic = 0x4a525846

/**
 * The bytes of one frame.
 * @throws when the payload is larger than `maxFramePayloadBytes`
 */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  if (frame.payload.length > maxFramePayloadBytes) throw new Error(`journal frame of ${frame.payload.length} bytes is too large`)
  const bytes = new Uint8Array(frameHeaderBytes + frame.payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, frame.payload.length, true)
  view.setUint8(8, frame.kind)
  view.setUint8(9, frame.codec ?? 0)
  view.setFloat64(12, frame.sequence, true)
  view.setFloat64(20, frame.at, true)
  bytes.set(frame.payload, frameHeaderBytes)
  view.setUint32(28, frameChecksum(bytes, 0, bytes.length), true)
  return bytes
}

/** Reads all frames of a file. Damage before a sound frame is skipped and reported; damage that nothing sound follows is a torn tail. */
export function scanFrames(bytes: Uint8Array): FrameScan {
  const frames: PlacedFrame[] = []
  const damaged: { offset: number; size: number }[] = []
  let offset = 0
  while (offset < bytes.length) {
    const next = findFrame(bytes, offset)
    if (next === null) break
    if (next.offset > offset) damaged.push({ offset, size: next.offset - offset })
    frames.push(next)
    offset = next.offset + next.size
  }
  return { frames, damaged, soundBytes: offset, tornBytes: bytes.length - offset }
}

function findFrame(bytes: Uint8Array, from: number): PlacedFrame | null {
  for (let offset = from; offset + frameHeaderBytes <= bytes.length; offset++) {
    const frame = readFrame(bytes, offset)
    if (frame !== null) return frame
  }
  return null
}

function readFrame(bytes: Uint8Array, offset: number): PlacedFrame | null {
  if (bytes[offset] !== (magic & 0xff)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset)
  if (view.getUint32(0, true) !== magic) return null
  const length = view.getUint32(4, true)
  const kind = view.getUint8(8)
  const size = frameHeaderBytes + length
  if (length > maxFramePayloadBytes || size > view.byteLength || (kind !== 1 && kind !== 2)) return null
  if (view.getUint32(28, true) !== frameChecksum(bytes, offset, offset + size)) return null
  return {
    kind,
    codec: view.getUint8(9),
    sequence: view.getFloat64(12, true),
    at: view.getFloat64(20, true),
    payload: bytes.slice(offset + frameHeaderBytes, offset + size),
    offset,
    size
  }
}

/** Everything of the frame but the magic number and the checksum itself. */
function frameChecksum(bytes: Uint8Array, start: number, end: number): number {
  const head = crc32(bytes, start + 4, start + 28, 0xffffffff)
  return (crc32(bytes, start + frameHeaderBytes, end, head) ^ 0xffffffff) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 (as in zip files) over a part of bytes, before its final inversion; `seed` is 0xffffffff, or where an earlier part ended. */
export function crc32(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let crc = seed
  for (let index = start; index < end; index++) crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0)
  return crc
}
