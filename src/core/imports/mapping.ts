// Which column means which field. Guessed from the header and a kept profile, corrected by a person, kept again by the column's
// name, so that the next file of the same system maps itself even when its columns moved.

import { type ImportField, saidOf } from './field.ts'
import { fieldsOf, type ImportTarget, importTargets } from './targets.ts'

/** Field key → index of its column. What isn't in it isn't imported. */
export type Mapping = Readonly<Record<string, number>>

/** A mapping as it is kept: column name → field key. */
export type KeptMapping = Readonly<Record<string, string>>

/** Guesses the columns of a target: kept names first (one kept as '' is left out), then aliases (a field's first alias wins over another's later one). */
export function guessMapping(target: ImportTarget, header: readonly string[], kept: KeptMapping = {}): Mapping {
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  const put = (key: string, column: number): void => {
    if (key in mapping || taken.has(column)) return
    mapping[key] = column
    taken.add(column)
  }
  const fields = fieldsOf(target)
  for (const [column, name] of header.entries()) {
    const key = saidOf(kept, name)
    if (key === '') taken.add(column)
    if (key !== undefined && fields.some((field) => field.key === key)) put(key, column)
  }
  for (const { field, column } of aliasHits(fields, header)) put(field.key, column)
  return mapping
}

/** What a file seems to hold. `sure` false: its columns would fit nearly anything, so somebody must say. */
export interface TargetGuess {
  readonly target: ImportTarget
  readonly sure: boolean
}

const surePoints = 4

/** The target that a header, with the file's name beside it, fits best; tickets, unsure, when none does. */
export function guessTarget(header: readonly string[], fileName = ''): TargetGuess {
  if (isIncidentLog(header)) return { target: 'incident-log', sure: true }
  const folded = new Set(header.map(fold))
  const named = namedTarget(fileName)
  let best: TargetGuess = { target: 'ticket', sure: false }
  let bestScore = 0
  for (const target of importTargets) {
    if (target === 'incident-log') continue
    const mapping = guessMapping(target, header)
    const score =
      Object.keys(mapping).length - unmappedRequired(target, mapping).length * 3 + decisive(target, folded) + (named === target ? 4 : 0)
    if (score > bestScore) [best, bestScore] = [{ target, sure: score >= surePoints }, score]
  }
  return best
}

/** A log has a count of changes in each row, or calls its states by ServiceNow's own name beside other counts. */
function isIncidentLog(header: readonly string[]): boolean {
  const mapping = guessMapping('incident-log', header)
  if (unmappedRequired('incident-log', mapping).length > 0) return false
  const counts = 'reassignment_count' in mapping || 'reopen_count' in mapping
  return 'sys_mod_count' in mapping || (counts && header.some((name) => fold(name) === 'incidentstate'))
}

/** Words in the names of files, without an s at their end; the last one counts (`customer_contacts.csv`). */
const fileWords: Readonly<Record<string, ImportTarget>> = {
  ticket: 'ticket',
  task: 'ticket',
  issue: 'ticket',
  request: 'ticket',
  incident: 'ticket',
  client: 'client',
  customer: 'client',
  organization: 'client',
  organisation: 'client',
  company: 'client',
  companie: 'client',
  contact: 'contact',
  people: 'contact',
  person: 'contact',
  user: 'contact',
  asset: 'asset',
  device: 'asset',
  computer: 'asset',
  inventory: 'asset',
  hardware: 'asset',
  cmdb: 'asset'
}

function namedTarget(fileName: string): ImportTarget | null {
  const name = fileName.split(/[\\/]/).at(-1) ?? ''
  const words = name.toLowerCase().split(/[^a-z]+/)
  const hits = words.flatMap((word) => saidOf(fileWords, word.replace(/s$/, '')) ?? [])
  return hits.at(-1) ?? null
}

/** The mapping by column names, for a profile. */
export function keepMapping(header: readonly string[], mapping: Mapping): KeptMapping {
  const entries = Object.entries(mapping).map(([key, column]): [string, string] => [header[column] ?? '', key])
  return Object.fromEntries(entries.filter(([name]) => name !== ''))
}

/** Required fields that no column is mapped to. A contact's name may also come as first and last name, tickets may have no numbers. */
export function unmappedRequired(target: ImportTarget, mapping: Mapping): readonly ImportField[] {
  const split = 'firstName' in mapping || 'lastName' in mapping
  const spared = (key: string): boolean => key === 'externalNumber' || (key === 'name' && split)
  return fieldsOf(target).filter((field) => field.required && !(field.key in mapping) && !spared(field.key))
}

/** Case, blanks, accents and punctuation don't count in a header. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}

interface AliasHit {
  readonly field: ImportField
  readonly column: number
  readonly rank: number
}

function aliasHits(fields: readonly ImportField[], header: readonly string[]): readonly AliasHit[] {
  const hits: AliasHit[] = []
  for (const [column, name] of header.entries()) {
    const folded = fold(name)
    if (folded === '') continue
    for (const field of fields) {
      const rank = field.aliases.findIndex((alias) => fold(alias) === folded)
      if (rank >= 0) hits.push({ field, column, rank })
    }
  }
  return hits.sort((a, b) => a.rank - b.rank || a.column - b.column)
}

function decisive(target: ImportTarget, folded: ReadonlySet<string>): number {
  const signs: Readonly<Record<ImportTarget, readonly string[]>> = {
    ticket: ['subject', 'shortdescription', 'priority', 'requester', 'requesterid', 'ticketid', 'ticketnumber'],
    'incident-log': [],
    client: ['industry', 'employees', 'servicemodel', 'clientcode'],
    contact: ['firstname', 'lastname', 'jobtitle', 'mobile', 'mobilephone', 'fullname'],
    asset: ['serial', 'serialnumber', 'assettag', 'manufacturer', 'warrantyexpire', 'make']
  }
  return signs[target].filter((sign) => folded.has(sign)).length * 2
}
