// The ticket that an incident's rows come to: what the last one says, with the times at which it was resolved and closed, and whether
// it met its SLA according to the row that closed it (on earlier rows the flag is still true).

import type { Ticket } from '../tickets/ticket.entity.ts'
import type { createInstantReader } from './dates.ts'
import { saidOf } from './field.ts'
import type { SourceStep } from './incident-steps.ts'
import type { ImportReason } from './problem.ts'
import { ticketFields } from './ticket-fields.ts'
import { countIn, levelIn, yesOrNo } from './values.ts'

type Fields = Partial<Ticket>

const channels = ticketFields.find((field) => field.key === 'channel')

/** Fields of the ticket. `steps` are in order and at least one. */
export function buildTicketFields(number: string, steps: readonly SourceStep[], readTime: ReturnType<typeof createInstantReader>): Fields {
  const [first] = steps
  const last = steps.at(-1)
  if (first === undefined || last === undefined) throw new Error('Invariant broken: an incident has at least one step')
  const status = steps.findLast((step) => step.status !== null)?.status ?? 'new'
  const since = steps.findLast((step, place) => step.status === status && steps[place - 1]?.status !== status) ?? last
  const done = status === 'resolved' || status === 'closed'
  const opened = readTime(last.cell('opened_at'))
  const closing = steps.findLast((step) => step.status === 'closed')
  return {
    externalNumber: number.slice(0, 64),
    kind: 'incident',
    channel: channelOf(last.cell('contact_type')),
    subject: subjectOf(number, last),
    description: descriptionOf(last),
    status,
    statusSince: since.at,
    impact: levelIn(last.cell('impact')) ?? 2,
    urgency: levelIn(last.cell('urgency')) ?? 2,
    category: last.cell('category') === '' ? null : last.cell('category').slice(0, 120),
    openedAt: typeof opened === 'number' ? opened : first.at,
    resolvedAt: done ? (instantOr(readTime(last.cell('resolved_at'))) ?? statusAt(steps, 'resolved')) : null,
    closedAt: status === 'closed' ? (instantOr(readTime(last.cell('closed_at'))) ?? statusAt(steps, 'closed')) : null,
    reopenCount: countIn(last.cell('reopen_count')) ?? 0,
    reassignCount: countIn(last.cell('reassignment_count')) ?? 0,
    slaMet: closing === undefined ? null : yesOrNo(closing.cell('made_sla')),
    updatedAt: last.at
  }
}

/** Columns of an incident's last row whose value isn't understood, each with what was expected. The ticket does without them. */
export function strangeCells(steps: readonly SourceStep[], readTime: ReturnType<typeof createInstantReader>): readonly StrangeCell[] {
  const last = steps.at(-1)
  const closing = steps.findLast((step) => step.status === 'closed')
  if (last === undefined) return []
  const read: readonly (readonly [
    column: string,
    reason: ImportReason,
    step: SourceStep | undefined,
    isRead: (text: string) => boolean
  ])[] = [
    ['impact', 'unknown-level', last, (text) => levelIn(text) !== null],
    ['urgency', 'unknown-level', last, (text) => levelIn(text) !== null],
    ['reopen_count', 'no-number', last, (text) => countIn(text) !== null],
    ['reassignment_count', 'no-number', last, (text) => countIn(text) !== null],
    ['made_sla', 'no-yes-or-no', closing, (text) => yesOrNo(text) !== null],
    ...['opened_at', 'resolved_at', 'closed_at'].map(
      (column) => [column, 'no-date', last, (text: string) => typeof readTime(text) === 'number'] as const
    )
  ]
  return read.flatMap(([column, reason, step, isRead]) => {
    const text = step?.cell(column) ?? ''
    return step === undefined || text === '' || isRead(text) ? [] : [{ line: step.line, column, text, reason }]
  })
}

/** A cell that isn't understood. */
export interface StrangeCell {
  readonly line: number
  readonly column: string
  readonly text: string
  readonly reason: ImportReason
}

/** Columns that the description lists, in the words of the source. */
const listed: readonly (readonly [column: string, label: string])[] = [
  ['caller_id', 'Caller'],
  ['location', 'Location'],
  ['cmdb_ci', 'Configuration item'],
  ['assignment_group', 'Group'],
  ['assigned_to', 'Assigned to'],
  ['opened_by', 'Opened by'],
  ['priority', 'Priority'],
  ['problem_id', 'Problem'],
  ['rfc', 'Change request'],
  ['caused_by', 'Caused by change'],
  ['vendor', 'Vendor'],
  ['closed_code', 'Closing code'],
  ['resolved_by', 'Resolved by']
]

function descriptionOf(step: SourceStep): string {
  const lines = listed.filter(([column]) => step.cell(column) !== '').map(([column, label]) => `${label}: ${step.cell(column)}`)
  return [step.cell('description'), lines.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, 65_536)
}

function subjectOf(number: string, step: SourceStep): string {
  const short = step.cell('short_description')
  const parts = [step.cell('category'), step.cell('subcategory'), step.cell('u_symptom')].filter((part) => part !== '')
  const subject = short === '' ? parts.join(' · ') : short
  return (subject === '' ? number : subject).slice(0, 300)
}

function channelOf(text: string): Ticket['channel'] {
  const word = text.trim().toLowerCase()
  return (channels?.choices?.find((choice) => choice === word) ?? saidOf(channels?.synonyms, word) ?? 'import') as Ticket['channel']
}

function instantOr(value: number | string): number | null {
  return typeof value === 'number' ? value : null
}

function statusAt(steps: readonly SourceStep[], status: Ticket['status']): number | null {
  return steps.findLast((step) => step.status === status)?.at ?? null
}
