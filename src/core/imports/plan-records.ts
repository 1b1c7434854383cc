// Plans tickets, clients, contacts and assets: one row, one record. A row with a value that isn't understood is refused whole, with the
// cell named; a person or team that isn't known is left empty and noted.

import { hash128 } from '../kernel/ids.ts'
import { importedId } from '../records/import-record.ts'
import type { CsvRow } from './csv.ts'
import type { ImportField } from './field.ts'
import { fold } from './mapping.ts'
import type { ImportAnswers, PlanContext, Planner, PlannedCall, PlanStep } from './plan.ts'
import { type ImportProblem, problemAt } from './problem.ts'
import { createResolver, keySource, type Resolver } from './resolve.ts'
import { fieldsOf } from './targets.ts'
import { createValueReader, isMissing, type ValueReader } from './values.ts'

type Values = Readonly<Record<string, unknown>>

/** Makes the planner of a file with one record per row. */
export function createRecordPlanner(answers: ImportAnswers, context: PlanContext): Planner {
  const read = createValueReader(answers)
  const fields = fieldsOf(answers.target).filter((field) => field.key in answers.mapping)
  const resolver = createResolver(answers, context.directory)
  const lines = new Map<string, number>()
  const keyOf = createRowKeys()
  return {
    add(row) {
      const problems: ImportProblem[] = []
      const values = readRow(row, { answers, context, fields, read, problems })
      if (problems.some((problem) => problem.severity === 'refused')) return { calls: [], problems }
      const step = { row, values, cell: (key: string) => row.cells[answers.mapping[key] ?? -1] ?? '', answers, context, resolver, keyOf }
      const planned = answers.target === 'client' ? planClient(step) : planOwned(step)
      return { calls: planned.calls, problems: [...problems, ...planned.problems, ...toldTwice(planned.calls.at(-1), lines)] }
    }
  }
}

/** Rows without a number of their own are told apart by everything that stands in them; equal ones by which of them they are. */
function createRowKeys(): (row: CsvRow) => string {
  const seen = new Map<string, number>()
  return ({ cells }) => {
    const digest = hash128(cells.join('\u001f'))
    const nth = (seen.get(digest) ?? 0) + 1
    seen.set(digest, nth)
    return `row/${digest}/${nth}`
  }
}

/** Two rows of one key are one record: the later one writes over the earlier, which is said. */
function toldTwice(call: PlannedCall | undefined, lines: Map<string, number>): readonly ImportProblem[] {
  if (call === undefined) return []
  const key = textOf(call.input['key'])
  const place = `${textOf(call.input['clientId'])}/${key}`
  const before = lines.get(place)
  lines.set(place, call.line)
  return before === undefined
    ? []
    : [{ ...problemAt(call.line, '', key.split('/').at(-1) ?? key, 'twice', 'note'), detail: `line ${before}` }]
}

interface RowReading {
  readonly answers: ImportAnswers
  readonly context: PlanContext
  readonly fields: readonly ImportField[]
  readonly read: ValueReader
  readonly problems: ImportProblem[]
}

function readRow(row: CsvRow, { answers, context, fields, read, problems }: RowReading): Values {
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const column = answers.mapping[field.key] ?? -1
    const cell = row.cells[column] ?? ''
    const header = context.header[column] ?? ''
    const result = read(field, cell)
    if (!result.ok) problems.push(problemAt(row.line, header, cell, result.problem))
    else if (result.value !== null) values[field.key] = result.value
    if (field.kind !== 'person' && field.kind !== 'team') continue
    const id = isMissing(cell) ? null : context.directory[field.kind](cell)
    if (id === null && !isMissing(cell)) problems.push(problemAt(row.line, header, cell, `unknown-${field.kind}`, 'note'))
    values[field.key] = id
  }
  return values
}

interface RowStep {
  readonly row: CsvRow
  readonly values: Values
  readonly cell: (key: string) => string
  readonly answers: ImportAnswers
  readonly context: PlanContext
  readonly resolver: Resolver
  readonly keyOf: (row: CsvRow) => string
}

function planClient({ row, values, answers, context }: RowStep): PlanStep {
  const name = String(values['name'])
  const code = values['code']
  // A name of signs alone folds to nothing.
  const key = typeof code === 'string' ? code : fold(name) || name
  const id = importedId('client', answers.source, key)
  const known = context.directory.client(typeof code === 'string' ? code : name) ?? context.directory.client(name)
  if (known !== null && known !== id) return { calls: [], problems: [problemAt(row.line, '', name, 'made-by-hand', 'note')] }
  const fields = { currency: answers.currency, ...values }
  return { calls: [{ name: 'import.client', input: { source: answers.source, key, fields }, line: row.line }], problems: [] }
}

/** Records that belong to a client: the client is found first, then what the row names within it. */
function planOwned(step: RowStep): PlanStep {
  const { row, answers, cell, context } = step
  const column = answers.mapping['client'] ?? -1
  const found = step.resolver.client(isMissing(cell('client')) ? null : cell('client').trim(), row.line)
  if (!found.ok) return { calls: [], problems: [problemAt(row.line, context.header[column] ?? '', cell('client'), found.reason)] }
  const planned = planners[answers.target === 'contact' || answers.target === 'asset' ? answers.target : 'ticket'](step, found.clientId)
  return { calls: [...found.calls, ...planned.calls], problems: planned.problems }
}

type OwnedPlanner = (step: RowStep, clientId: string) => PlanStep

const planners: Readonly<Record<'ticket' | 'contact' | 'asset', OwnedPlanner>> = {
  ticket: planTicket,
  contact: planContact,
  asset: planAsset
}

function planTicket({ row, values, answers, resolver, keyOf }: RowStep, clientId: string): PlanStep {
  const { client: _client, contact, contactEmail, assignee, team, priority, ...plain } = values
  const name = textOf(contact)
  const email = textOf(contactEmail)
  const person = name === '' && email === '' ? null : resolver.contact(clientId, name, email, row.line)
  const fields = {
    ...levelsOf(priority, plain),
    ...(person === null ? {} : { contactId: person.id }),
    ...(assignee === undefined ? {} : { assigneeId: assignee }),
    ...(team === undefined ? {} : { teamId: team })
  }
  const key = textOf(values['externalNumber']) || keyOf(row)
  const input = { source: keySource(answers), key, clientId, fields, events: [], comments: [] }
  return { calls: [...(person?.calls ?? []), { name: 'import.ticket', input, line: row.line }], problems: [] }
}

/** Impact and urgency decide the priority here; a source that only has a priority gets the pair that leads to it. */
function levelsOf(priority: unknown, plain: Values): Values {
  if (typeof priority !== 'number' || 'impact' in plain || 'urgency' in plain) return plain
  const [impact, urgency] = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 3],
    [3, 3]
  ][priority - 1] ?? [2, 2]
  return { ...plain, impact, urgency }
}

function planContact({ row, values, answers, context }: RowStep, clientId: string): PlanStep {
  const { client: _client, firstName, lastName, ...plain } = values
  const name = textOf(plain['name']) || [textOf(firstName), textOf(lastName)].join(' ').trim()
  if (name === '') return { calls: [], problems: [problemAt(row.line, '', '', 'missing')] }
  const email = textOf(plain['email'])
  const key = `${clientId}/${email === '' ? fold(name) : email.toLowerCase()}`.slice(0, 200)
  const known = context.directory.contact(clientId, name, email)
  if (known !== null && known !== importedId('contact', answers.source, key))
    return { calls: [], problems: [problemAt(row.line, '', name, 'made-by-hand', 'note')] }
  return {
    calls: [{ name: 'import.contact', input: { source: answers.source, key, clientId, fields: { ...plain, name } }, line: row.line }],
    problems: []
  }
}

function planAsset({ row, values, answers, resolver }: RowStep, clientId: string): PlanStep {
  const { client: _client, owner, ...plain } = values
  const owned = textOf(owner) === '' ? null : resolver.contact(clientId, textOf(owner), '', row.line)
  const identity = textOf(plain['tag']) || textOf(plain['serial']) || textOf(plain['name'])
  const key = `${clientId}/${fold(identity)}`.slice(0, 200)
  const fields = { currency: answers.currency, ...plain, ...(owned === null ? {} : { ownerContactId: owned.id }) }
  const call: PlannedCall = { name: 'import.asset', input: { source: answers.source, key, clientId, fields }, line: row.line }
  return { calls: [...(owned?.calls ?? []), call], problems: [] }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
