// One row of an incident log as one event of a ticket: what changed against the row before, in our fields where we have them and under
// the source's own names where not. The state as the source wrote it is kept in the event's data, also one that nobody knows (-100).

import type { FieldChange } from '../kernel/change.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import { saidOf } from './field.ts'
import { ticketFields } from './ticket-fields.ts'
import { yesOrNo } from './values.ts'

/** One row. `status` null: the source's state is none that we know. `cell` answers '' for what is missing. */
export interface SourceStep {
  readonly line: number
  readonly at: number
  readonly status: Ticket['status'] | null
  readonly cell: (key: string) => string
}

const stateField = ticketFields.find((field) => field.key === 'status')

/** Our status of a source's state; null when it is none. */
export function stateOf(state: string): Ticket['status'] | null {
  const word = state.trim().toLowerCase()
  const found = stateField?.choices?.find((choice) => choice === word) ?? saidOf(stateField?.synonyms, word)
  return (found as Ticket['status'] | undefined) ?? null
}

/** Columns whose changes are told, and the field of ours that each is (left out: under its own name). */
const told: readonly (readonly [column: string, field: string])[] = [
  ['caller_id', 'caller_id'],
  ['assignment_group', 'assignment_group'],
  ['assigned_to', 'assigned_to'],
  ['priority', 'priority'],
  ['impact', 'impact'],
  ['urgency', 'urgency'],
  ['category', 'category'],
  ['subcategory', 'subcategory'],
  ['u_symptom', 'u_symptom'],
  ['reassignment_count', 'reassignCount'],
  ['reopen_count', 'reopenCount'],
  ['made_sla', 'slaMet'],
  ['location', 'location'],
  ['problem_id', 'problem_id'],
  ['rfc', 'rfc'],
  ['knowledge', 'knowledge'],
  ['u_priority_confirmation', 'u_priority_confirmation'],
  ['cmdb_ci', 'cmdb_ci'],
  ['closed_code', 'closed_code']
]
const numbers: ReadonlySet<string> = new Set(['priority', 'impact', 'urgency', 'reassignCount', 'reopenCount'])

/** The event of a step. `before` null: the incident's first row. */
export function eventOfStep(key: string, step: SourceStep, before: SourceStep | null): Readonly<Record<string, unknown>> {
  const actor = [step.cell('sys_updated_by'), before === null ? step.cell('opened_by') : ''].find((name) => name !== '')
  return {
    key,
    kind: kindOf(step, before),
    at: step.at,
    ...(actor === undefined ? {} : { actorName: actor.slice(0, 200) }),
    changes: changesOf(step, before),
    data: dataOf(step)
  }
}

function kindOf(step: SourceStep, before: SourceStep | null): string {
  if (before === null) return 'ticket.opened'
  if (step.status !== null && step.status !== before.status) {
    if (step.status === 'resolved') return 'ticket.resolved'
    if (step.status === 'closed') return 'ticket.closed'
    return isDone(before.status) ? 'ticket.reopened' : 'ticket.status-changed'
  }
  if (Number(step.cell('reopen_count')) > Number(before.cell('reopen_count'))) return 'ticket.reopened'
  const moved = ['assignment_group', 'assigned_to'].some((column) => step.cell(column) !== before.cell(column))
  return moved ? 'ticket.assigned' : 'ticket.edited'
}

function changesOf(step: SourceStep, before: SourceStep | null): readonly FieldChange[] {
  const status: readonly FieldChange[] =
    step.status !== null && step.status !== before?.status ? [{ field: 'status', from: before?.status ?? null, to: step.status }] : []
  const others = told.flatMap(([column, field]): FieldChange[] => {
    const from = before === null ? null : valueOf(field, before.cell(column))
    const to = valueOf(field, step.cell(column))
    return from === to ? [] : [{ field, from, to }]
  })
  return [...status, ...others]
}

function valueOf(field: string, text: string): Json {
  if (text === '') return null
  if (field === 'slaMet') return yesOrNo(text) ?? text
  const digits = /^-?\d+/.exec(text)?.[0]
  return numbers.has(field) && digits !== undefined ? Number(digits) : text
}

function dataOf(step: SourceStep): Readonly<Record<string, Json>> {
  const kept = ['incident_state', 'made_sla', 'active', 'sys_mod_count', 'reassignment_count', 'reopen_count'] as const
  return Object.fromEntries(kept.map((column) => [column, step.cell(column)]).filter(([, text]) => text !== ''))
}

function isDone(status: Ticket['status'] | null): boolean {
  return status === 'resolved' || status === 'closed'
}
