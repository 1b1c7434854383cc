// Field types that entities and commands share. Text refuses what PostgreSQL's jsonb can't keep (NUL, lone surrogates),
// so a document that a device accepts is never refused by the server for its bytes.

import { z } from 'zod'
import { isId } from './ids.ts'

/** A UUID reference to a row. */
export const id = z.string().refine(isId, 'expected a lower-case UUID')

/** UTC milliseconds. */
export const instant = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000)

/** A calendar date without zone, YYYY-MM-DD. */
export const calendarDate = z.iso.date()

/** An amount in minor units of its currency (integer; may be negative). */
export const minor = z.int()

/** ISO 4217 code, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as EUR')

/** Hundredths of a percent. */
export const basisPoints = z.int()

/** IANA time zone name that this runtime knows. */
export const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin')

/** A tax rate in basis points with up to two decimals: rates such as New York's 8.875 % are 887.5. */
export const taxPoints = z
  .number()
  .min(0, 'expected a rate that is not negative')
  .max(100_000)
  .refine((points) => Math.round(points * 100) / 100 === points, 'expected a percentage of at most four decimals')

/** Text of at most `max` UTF-16 units, well formed and without NUL. */
export function text(max: number) {
  return z.string().max(max).refine(isStorable, 'expected well-formed text without NUL')
}

/** One line of text, trimmed, 1…`max` characters. */
export function line(max: number) {
  return text(max).trim().min(1, 'expected some text')
}

/** Values of custom fields, by definition id. Merged key by key. */
export const customValues = z.record(id, z.union([text(4000), z.number(), z.boolean(), z.null()]))

function isStorable(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed()
}

/** Names that this runtime was asked about: every person's row has one, and asking is dear. */
const knownZones = new Set<string>()

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true
  try {
    if (new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length === 0) return false
    knownZones.add(name)
    return true
  } catch {
    return false
  }
}
