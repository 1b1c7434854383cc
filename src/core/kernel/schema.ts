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

/** Years in which what people and files tell of can lie; a day of slack on both sides, because a day begins at another instant in each zone. */
export const knownYears = { first: 1970, last: 2200 } as const
const dayMs = 86_400_000
const firstInstant = Date.UTC(knownYears.first, 0, 1) - dayMs
const lastInstant = Date.UTC(knownYears.last + 1, 0, 1) + dayMs
const expectedYears = `expected a date from ${knownYears.first} to ${knownYears.last}`

/** An instant that somebody gives: rows keep whatever came before, but nobody means the year 1 or 9999. */
export const givenInstant = instant.refine((at) => firstInstant <= at && at <= lastInstant, expectedYears)

/** A calendar date that somebody gives. */
export const givenDate = calendarDate.refine((date) => {
  const year = Number(date.slice(0, 4))
  return year >= knownYears.first && year <= knownYears.last
}, expectedYears)

/** The same field as people and files may give it: instants and dates within the known years. */
export function asGiven(field: z.ZodType): z.ZodType {
  if (field === instant) return givenInstant
  if (field === calendarDate) return givenDate
  if (!(field instanceof z.ZodNullable || field instanceof z.ZodOptional)) return field
  const inner = field.unwrap() as z.ZodType
  const given = asGiven(inner)
  if (given === inner) return field
  return field instanceof z.ZodNullable ? given.nullable() : given.optional()
}

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
