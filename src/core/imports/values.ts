// One cell becomes one value, or a reason why not. Nothing is guessed silently: what isn't understood is a problem with
// the value in it, never a default. Blank cells and the marks that systems write for "nothing" are null.

import type { DateOrder, DateProblem } from './dates.ts'
import { createInstantReader, readCalendarDate } from './dates.ts'
import { type ImportField, saidOf } from './field.ts'

/** Why a value was not taken. Words for each stand in the catalogue of the import room. */
export type ValueProblem =
  | DateProblem
  | 'missing'
  | 'too-long'
  | 'no-number'
  | 'no-yes-or-no'
  | 'unknown-choice'
  | 'unknown-level'
  | 'not-storable'

/** A read value (null: nothing there), or the problem. */
export type ValueRead =
  | { readonly ok: true; readonly value: string | number | boolean | readonly string[] | null }
  | { readonly ok: false; readonly problem: ValueProblem }

/** How dates, times and amounts of a file are meant. `minorDigits` of the currency, 2 for EUR. */
export interface ValueSettings {
  readonly order: DateOrder
  readonly zone: string
  readonly minorDigits: number
}

/** Reads one cell as that field. */
export type ValueReader = (field: ImportField, cell: string) => ValueRead

const nothing = new Set(['', '?', 'null', 'none', '\\n', 'n/a', '#n/a', 'nan', 'undefined'])
const yes = new Set(['true', 'yes', 'y', '1', 'x', 'on', 'ja', 'wahr'])
const no = new Set(['false', 'no', 'n', '0', 'off', 'nein', 'falsch'])
const levelWords: Readonly<Record<string, number>> = {
  high: 1,
  critical: 1,
  urgent: 1,
  major: 1,
  medium: 2,
  moderate: 2,
  normal: 2,
  low: 3,
  minor: 3
}
const priorityWords: Readonly<Record<string, number>> = {
  critical: 1,
  urgent: 1,
  emergency: 1,
  highest: 1,
  blocker: 1,
  high: 2,
  major: 2,
  medium: 3,
  moderate: 3,
  normal: 3,
  low: 4,
  minor: 4,
  lowest: 5,
  planning: 5,
  trivial: 5
}

const longestNothing = Math.max(...Array.from(nothing, (mark) => mark.length))

/** True for a cell that says "nothing here". */
export function isMissing(cell: string): boolean {
  // Asked for every cell of a file: most are empty, or longer than any of the marks.
  if (cell === '') return true
  if (cell.length > longestNothing && cell.trim().length > longestNothing) return false
  return nothing.has(cell.trim().toLowerCase())
}

/** Makes the reader for a file. It remembers the zone's offsets, so make one per file. */
export function createValueReader(settings: ValueSettings): ValueReader {
  const readInstant = createInstantReader(settings.order, settings.zone)
  return (field, cell) => {
    if (isMissing(cell) || isZeroDate(field, cell)) return field.required ? fail('missing') : read(null)
    if (cell.includes('\u0000') || !cell.isWellFormed()) return fail('not-storable')
    if (field.kind === 'instant') return orProblem(readInstant(cell))
    if (field.kind === 'date') {
      const date = readCalendarDate(cell, settings.order)
      return typeof date === 'string' ? fail(date) : read(date.date)
    }
    if (field.kind === 'money') return orProblem(readMoney(cell, settings.minorDigits))
    return readPlain(field, cell)
  }
}

/** What MySQL writes for no date. */
function isZeroDate({ kind }: ImportField, cell: string): boolean {
  return (kind === 'instant' || kind === 'date') && cell.trim().startsWith('0000-00-00')
}

function readPlain(field: ImportField, cell: string): ValueRead {
  switch (field.kind) {
    case 'boolean':
      return readBoolean(cell)
    case 'integer':
      return orProblem(readInteger(cell))
    case 'tags':
      return read(readTags(cell))
    case 'choice':
      return readChoice(field, cell)
    case 'level':
      return readScale(cell, levelWords, 3)
    case 'priority':
      return readScale(cell, priorityWords, 5)
    default:
      return readText(field, cell)
  }
}

/** Trailing blanks of a line go; blanks inside stay as they are, doubled ones too: they belong to the source's names. */
function readText(field: ImportField, cell: string): ValueRead {
  const value = field.kind === 'text' ? cell : cell.replaceAll('\n', ' ').trim()
  return value.length > (field.max ?? 200) ? fail('too-long') : read(value)
}

function readBoolean(cell: string): ValueRead {
  const answer = yesOrNo(cell)
  return answer === null ? fail('no-yes-or-no') : read(answer)
}

/** Yes or no as systems write them; null when it is neither. */
export function yesOrNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : null
}

/** Impact or urgency: `1`, `High`, `1 - High`; null when it is none. */
export function levelIn(cell: string): 1 | 2 | 3 | null {
  const level = readScale(cell, levelWords, 3)
  return level.ok && (level.value === 1 || level.value === 2 || level.value === 3) ? level.value : null
}

/** A whole number; null when it is none. */
export function countIn(cell: string): number | null {
  const count = readInteger(cell)
  return typeof count === 'number' && count >= 0 ? count : null
}

function readInteger(cell: string): number | ValueProblem {
  const digits = cell.trim().replaceAll(/[\s'’](?=\d{3})/g, '')
  return /^[+-]?\d{1,15}(\.0+)?$/.test(digits) ? Math.trunc(Number(digits)) : 'no-number'
}

/** Minor units, -12.50 also as (12.50) and 12.50-. How the digits are grouped decides which sign is the decimal one. */
function readMoney(cell: string, minorDigits: number): number | ValueProblem {
  const match = /^(\()?([+-])?(?:[A-Z]{3}|\p{Sc})?\s*([+-])?(\d[\d.,'’\s]*?|[.,]\d+)\s*(?:[A-Z]{3}|\p{Sc})?(-)?(\))?$/u.exec(cell.trim())
  if (!match || (match[1] === undefined) !== (match[6] === undefined)) return 'no-number'
  const signs = [match[1], match[2], match[3], match[5]].filter((sign) => sign !== undefined)
  if (signs.length > 1) return 'no-number'
  const digits = plainDigits(match[4] ?? '')
  if (digits === null) return 'no-number'
  const [whole = '', fraction = ''] = digits.split('.')
  if (/[1-9]/.test(fraction.slice(minorDigits))) return 'no-number'
  const value = Number(`${whole}${fraction.slice(0, minorDigits).padEnd(minorDigits, '0')}`)
  if (!Number.isSafeInteger(value)) return 'no-number'
  const isNegative = signs.length > 0 && signs[0] !== '+'
  return isNegative && value !== 0 ? -value : value
}

/** 1.234,56 and 1,234.56 as 1234.56. A lone sign before three digits groups them (1.234), unless a zero stands before it. */
function plainDigits(text: string): string | null {
  const grouped = /^(\d{1,3}([.,'’]|\s)(?:\d{2,3}\2)*\d{3})(?:([.,])(\d+))?$/.exec(text)
  if (grouped && grouped[2] !== grouped[3] && !text.startsWith('0'))
    return `${(grouped[1] ?? '').replaceAll(/\D/g, '')}.${grouped[4] ?? ''}`
  const plain = /^(\d*)(?:[.,](\d*))?$/.exec(text)
  return plain ? `${plain[1] ?? ''}.${plain[2] ?? ''}` : null
}

function readTags(cell: string): readonly string[] {
  const bare = cell.trim().replace(/^\[(.*)\]$/s, '$1')
  const parts = bare.split(/[,;|\n]/).map((part) => part.trim().replaceAll(/^["']|["']$/g, ''))
  return [...new Set(parts.filter((part) => part !== '').map((part) => part.slice(0, 60)))].slice(0, 50)
}

function readChoice(field: ImportField, cell: string): ValueRead {
  const word = cell.trim().toLowerCase()
  const dashed = word.replaceAll(/[\s_]+/g, '-')
  const choices = field.choices ?? []
  const found = choices.find((choice) => choice === word || choice === dashed) ?? saidOf(field.synonyms, word.replaceAll('_', ' '))
  return found === undefined ? fail('unknown-choice') : read(found)
}

/** `1`, `High`, `1 - High` and `P1` are one level. */
function readScale(cell: string, wordsToLevel: Readonly<Record<string, number>>, lowest: number): ValueRead {
  const text = cell.trim().toLowerCase()
  const match = /^p?(\d)?\s*[-–:.]?\s*([a-z]*)/.exec(text)
  const digit = match?.[1] === undefined ? null : Number(match[1])
  if (digit !== null) return digit >= 1 && digit <= lowest ? read(digit) : fail('unknown-level')
  const level = saidOf(wordsToLevel, match?.[2] ?? '')
  return level === undefined ? fail('unknown-level') : read(level)
}

function orProblem(value: number | ValueProblem): ValueRead {
  return typeof value === 'number' ? read(value) : fail(value)
}

function read(value: string | number | boolean | readonly string[] | null): ValueRead {
  return { ok: true, value }
}

function fail(problem: ValueProblem): ValueRead {
  return { ok: false, problem }
}
