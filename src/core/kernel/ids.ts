// Identity. A command id is a UUIDv7 whose last 16 bits are zero; every id that the command creates is
// the same UUID plus n, so device and server derive equal ids without asking each other ("deterministic on both sides").

/** Lower-case UUID, 36 characters. */
export type Id = string

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True for a lower-case UUID of any version 1 to 8. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/** True for an id that may name a command: a UUIDv7 ending in four zeros. */
export function isCommandId(text: string): boolean {
  return UUID.test(text) && text[14] === '7' && text.endsWith('0000')
}

/**
 * Builds a command id from an instant and ten random bytes.
 * @param atMs UTC milliseconds
 * @param random at least 8 random bytes
 */
export function commandId(atMs: number, random: Uint8Array): Id {
  const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0').slice(-12)
  const hex = Array.from(random.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = (8 + (Number.parseInt(hex[3] ?? '0', 16) % 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 15)}0000`
}

/**
 * The n-th id that a command creates (n from 1 to 65,535); n = 0 is the command's own id.
 * @throws when n is out of range
 */
export function deriveId(command: Id, n: number): Id {
  if (!Number.isInteger(n) || n < 0 || n > 0xffff) throw new Error(`deriveId: n must be 0…65535, got ${n}`)
  return command.slice(0, 32) + n.toString(16).padStart(4, '0')
}

/** UTC milliseconds at which a UUIDv7 was made. */
export function idTime(id: Id): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/**
 * A stable id for a row that comes from elsewhere: the same namespace and key always give the same UUID (version 8), so that a
 * second import finds what the first one made. Not cryptographic: 122 bits of a mixing hash.
 * @param namespace what the key is unique in, such as `ticket/servicenow`
 * @param key the source's own identifier
 */
export function sourceId(namespace: string, key: string): Id {
  const hex = hash128(`${namespace.length}:${namespace}${key}`)
  const variant = (8 + (Number.parseInt(hex[16] ?? '0', 16) % 4)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** 32 hex digits that depend on every character: for stable ids and for noticing that a value changed. Not cryptographic. */
export function hash128(text: string): string {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88
  let c = 0xb7e15162 | 0
  let d = 0xdeadbeef | 0
  // An import asks this for each value of a million: the four lanes stay in registers, and no array is made.
  for (let index = 0; index < text.length + 8; index += 1) {
    const unit = index < text.length ? text.charCodeAt(index) : index
    const first = b ^ Math.imul(rotate(a ^ unit, 5), 597_399_067)
    const second = c ^ Math.imul(rotate(b + unit, 13), 2_869_860_233)
    const third = d ^ Math.imul(rotate(c ^ first, 17), 951_274_213)
    d = a ^ Math.imul(rotate(d + second, 11), 2_716_044_179)
    a = first
    b = second
    c = third
  }
  return hex(a) + hex(b) + hex(c) + hex(d)
}

/** Two digits of every byte: ids are made by the hundred thousand in an import and in a run. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(lane: number): string {
  return `${digits[lane >>> 24]}${digits[(lane >>> 16) & 255]}${digits[(lane >>> 8) & 255]}${digits[lane & 255]}`
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
