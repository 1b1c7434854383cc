// Canonical JSON: the one text of a value that hashes are taken over, on the device and in SQL alike.
// It is PostgreSQL's jsonb::text form (keys by UTF-8 length, then bytes; ", " and ": "), so that the server can compute
// the same hash in plain SQL without any of our code. Documents hold only what survives that form (see isPlain).

/** A JSON value without `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Canonical text of a JSON value. Members whose value is `undefined` are left out.
 * @throws on numbers that jsonb would print differently (non-finite, or exponent form)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(', ')}]`
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>)
  throw new Error(`canonicalJson: ${typeof value} is no JSON`)
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let text = ''
  for (const key of sortedKeys(value)) {
    const member = value[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ', '}${JSON.stringify(key)}: ${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** What came from a canonical text is in order already. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value)
  for (let index = 1; index < keys.length; index += 1)
    if (compareKeys(keys[index - 1] ?? '', keys[index] ?? '') > 0) return keys.sort(compareKeys)
  return keys
}

function canonicalNumber(value: number): string {
  if (Object.is(value, -0)) return '0'
  const text = String(value)
  if (!Number.isFinite(value) || text.includes('e')) throw new Error(`canonicalJson: number ${text} has no canonical form`)
  return text
}

/** True when a value has a canonical form that PostgreSQL prints alike: see `canonicalJson`. */
export function isCanonical(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value) && !String(value).includes('e')
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed()
  if (Array.isArray(value)) return value.every(isCanonical)
  if (typeof value !== 'object') return false
  return Object.entries(value).every(([key, member]) => member === undefined || (isCanonical(key) && isCanonical(member)))
}

/** Where in a value the first part stands that has no canonical form, as names joined by dots; null: there is none. */
export function uncanonicalPlace(value: unknown): string | null {
  if (isCanonical(value)) return null
  if (typeof value !== 'object' || value === null) return ''
  const [name = '', member] = Object.entries(value).find((entry) => entry[1] !== undefined && !isCanonical(entry)) ?? []
  const inner = uncanonicalPlace(member)
  return inner === null || inner === '' ? name : `${name}.${inner}`
}

const encoder = new TextEncoder()

// oxlint-disable-next-line no-control-regex -- the whole range of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/

function compareKeys(a: string, b: string): number {
  // Nearly every key is a field name, whose bytes are its characters.
  if (ascii.test(a) && ascii.test(b)) return a.length - b.length || (a < b ? -1 : 1)
  const left = encoder.encode(a)
  const right = encoder.encode(b)
  if (left.length !== right.length) return left.length - right.length
  for (const [index, byte] of left.entries()) {
    const other = right[index] ?? 0
    if (byte !== other) return byte - other
  }
  return 0
}
