// A file sealed under a passphrase: PBKDF2-SHA-256 makes the key, AES-GCM seals chunk by chunk, each under its own number and the last one
// under a mark of its own, so that a chunk that was changed, moved, left out or cut off is found. The head carries a checksum beside the
// proof of the passphrase, so that a wrong passphrase and a damaged file are told apart.
// Layout (little endian): magic 8 · version u8 · zero 3 · iterations u32 · chunk bytes u32 · salt 16 · nonce 7 · zero 1 · proof 16 ·
// crc32 u32 · chunks, each 16 bytes longer than what it holds.

import { crc32 } from '#core/kernel/journal-frame.ts'
import { BackupUnreadable } from './backup-records.ts'

/** The passphrase is not the one that the file was sealed under. */
export class WrongPassphrase extends Error {
  constructor() {
    super('this is not the passphrase of the file')
    this.name = 'WrongPassphrase'
  }
}

/** How a file is sealed. `iterations` is kept in the file, so that it may rise. */
export interface SealOptions {
  readonly passphrase: string
  readonly randomBytes: (count: number) => Uint8Array
  readonly iterations?: number
}

const magic = new TextEncoder().encode('FXSEALED')
const version = 1
const headBytes = 44
const tagBytes = 16
const frontBytes = headBytes + tagBytes + 4
const chunkBytes = 1_048_576
const defaultIterations = 600_000
/** A file from elsewhere must not keep this device busy for minutes, nor ask for all its memory. */
const mostIterations = 10_000_000
const largestChunk = 16_777_216
/** Number of the empty chunk that proves the passphrase; no file has so many. */
const proofNumber = 0xffff_ffff

interface Head {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly iterations: number
  readonly chunk: number
  readonly salt: Uint8Array<ArrayBuffer>
  readonly nonce: Uint8Array<ArrayBuffer>
}

/** True for a file that was sealed here; its passphrase is needed. */
export async function isSealed(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, magic.length).arrayBuffer())
  return start.length === magic.length && start.every((byte, index) => byte === magic[index])
}

/** Seals what comes. Each answer carries on what `parts` told with its bytes; bytes are held back until a chunk is full. */
export async function* sealParts<T extends { readonly bytes: Uint8Array }>(
  parts: AsyncIterable<T>,
  options: SealOptions
): AsyncIterable<T> {
  const head = newHead(options)
  const key = await keyOf(options.passphrase, head)
  const proof = await seal(key, head, proofNumber, 2, new Uint8Array())
  const front = new Uint8Array(frontBytes)
  front.set(head.bytes)
  front.set(proof, headBytes)
  new DataView(front.buffer).setUint32(headBytes + tagBytes, checksumOf(front), true)
  let ready: Uint8Array<ArrayBuffer> = front
  let held: Uint8Array[] = []
  let heldBytes = 0
  let number = 0
  let last: T | null = null
  for await (const part of parts) {
    last = part
    held.push(part.bytes)
    heldBytes += part.bytes.length
    if (heldBytes > chunkBytes) {
      let rest = joined(held)
      for (; rest.length > chunkBytes; rest = rest.slice(chunkBytes))
        ready = joined([ready, await seal(key, head, number++, 0, rest.slice(0, chunkBytes))])
      held = [rest]
      heldBytes = rest.length
    }
    yield { ...part, bytes: ready }
    ready = new Uint8Array()
  }
  if (last) yield { ...last, bytes: joined([ready, await seal(key, head, number, 1, joined(held))]) }
}

/**
 * What was sealed, whole.
 * @throws WrongPassphrase
 * @throws BackupUnreadable when it was cut or changed anywhere
 */
export async function openSealed(file: Blob, passphrase: string): Promise<Blob> {
  const front = new Uint8Array(await file.slice(0, frontBytes).arrayBuffer())
  const head = readHead(front)
  const key = await keyOf(passphrase, head)
  if (!(await open(key, head, proofNumber, 2, front.slice(headBytes, headBytes + tagBytes)))) throw new WrongPassphrase()
  const opened: Blob[] = []
  const sealedBytes = head.chunk + tagBytes
  for (let [at, number, isLast] = [frontBytes, 0, false]; !isLast; at += sealedBytes, number++) {
    isLast = at + sealedBytes >= file.size
    const sealed = new Uint8Array(await file.slice(at, at + sealedBytes).arrayBuffer())
    const bytes = await open(key, head, number, isLast ? 1 : 0, sealed)
    if (!bytes) throw new BackupUnreadable(`sealed part ${number + 1} at byte ${at}`)
    // A blob is kept outside of the worker's memory.
    opened.push(new Blob([bytes]))
  }
  return new Blob(opened)
}

function newHead({ randomBytes, iterations = defaultIterations }: SealOptions): Head {
  const bytes = new Uint8Array(headBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  view.setUint8(8, version)
  view.setUint32(12, iterations, true)
  view.setUint32(16, chunkBytes, true)
  bytes.set(randomBytes(16), 20)
  bytes.set(randomBytes(7), 36)
  return partsOf(bytes)
}

function partsOf(bytes: Uint8Array<ArrayBuffer>): Head {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return {
    bytes,
    iterations: view.getUint32(12, true),
    chunk: view.getUint32(16, true),
    salt: bytes.slice(20, 36),
    nonce: bytes.slice(36, 43)
  }
}

function readHead(front: Uint8Array<ArrayBuffer>): Head {
  const isWhole = front.length === frontBytes && new DataView(front.buffer).getUint32(headBytes + tagBytes, true) === checksumOf(front)
  if (!isWhole) throw new BackupUnreadable('its head')
  if (front[8] !== version) throw new BackupUnreadable('it is of another form than this version reads')
  const head = partsOf(front.slice(0, headBytes))
  if (head.iterations < 1 || head.iterations > mostIterations || head.chunk < 1 || head.chunk > largestChunk)
    throw new BackupUnreadable('its head')
  return head
}

function checksumOf(front: Uint8Array): number {
  return (crc32(front, 0, headBytes + tagBytes, 0xffffffff) ^ 0xffffffff) >>> 0
}

async function keyOf(passphrase: string, { salt, iterations }: Head): Promise<CryptoKey> {
  // The same letters may come composed or not from another keyboard.
  const secret = new TextEncoder().encode(passphrase.normalize('NFC'))
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey'])
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** @param mark 0: more follow; 1: the last one; 2: the proof of the passphrase */
function parametersOf({ bytes, nonce }: Head, number: number, mark: 0 | 1 | 2): AesGcmParams {
  const iv = new Uint8Array(12)
  iv.set(nonce)
  new DataView(iv.buffer).setUint32(7, number, true)
  iv[11] = mark
  return { name: 'AES-GCM', iv, additionalData: bytes }
}

async function seal(
  key: CryptoKey,
  head: Head,
  number: number,
  mark: 0 | 1 | 2,
  bytes: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt(parametersOf(head, number, mark), key, bytes))
}

async function open(
  key: CryptoKey,
  head: Head,
  number: number,
  mark: 0 | 1 | 2,
  sealed: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parametersOf(head, number, mark), key, sealed))
  } catch {
    return null
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
