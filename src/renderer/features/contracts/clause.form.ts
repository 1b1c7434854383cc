// What the form for a clause asks, and a clause from its answers.

import type { Contract, ContractClause } from '#core/contracts/contract.entity.ts'
import { assetKindWords, workKindWords } from '#core/words/records.ts'
import { clauseWords, verdictWords } from '#core/words/rooms-contracts.ts'
import { ticketKindWords } from '#core/words/tickets.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'

const half = true
const { fields: words, groups } = clauseWords
const placeholder = words.any

const notArchived = { op: 'empty', field: 'archivedAt' } as const

/** What follows for work that a clause is about. */
const consequences: readonly FormFieldSpec[] = [
  {
    name: 'rateMinor',
    label: words.rate,
    kind: 'money',
    half,
    hint: words.rateHint,
    group: groups.money,
    when: (typed) => typed['verdict'] === 'billable'
  },
  {
    name: 'afterHoursBasisPoints',
    label: words.afterHours,
    kind: 'factor',
    half,
    hint: words.afterHoursHint,
    when: (typed) => typed['verdict'] === 'billable' || typed['verdict'] === 'drawn'
  },
  {
    name: 'slaPolicyId',
    label: words.slaPolicy,
    kind: 'entity',
    entity: 'sla_policy',
    where: [notArchived],
    half,
    hint: words.slaPolicyHint
  },
  {
    name: 'calendarId',
    label: words.calendar,
    kind: 'entity',
    entity: 'calendar',
    where: [notArchived],
    half,
    hint: words.calendarHint,
    when: (typed) => typed['hours'] === 'business'
  }
]

/** The form for a clause of this contract's client. */
export function clauseForm(clientId: string): readonly FormFieldSpec[] {
  const where = [{ op: 'is', field: 'clientId', value: clientId } as const, notArchived]
  return [
    { name: 'title', label: words.title, kind: 'line', required: true },
    { name: 'verdict', label: words.verdict, kind: 'choice', required: true, half, choices: choicesOf(verdictWords) },
    { name: 'hours', label: words.hours, kind: 'choice', required: true, half, choices: choicesOf(clauseWords.hoursChoices) },
    {
      name: 'assetKinds',
      label: words.assetKinds,
      kind: 'choices',
      half,
      placeholder,
      choices: choicesOf(assetKindWords),
      group: groups.what
    },
    { name: 'workKinds', label: words.workKinds, kind: 'choices', half, placeholder, choices: choicesOf(workKindWords) },
    { name: 'assetIds', label: words.assetIds, kind: 'entities', entity: 'asset', where, half, placeholder },
    { name: 'siteIds', label: words.siteIds, kind: 'entities', entity: 'site', where, half, placeholder },
    { name: 'ticketKinds', label: words.ticketKinds, kind: 'choices', half, placeholder, choices: choicesOf(ticketKindWords) },
    { name: 'services', label: words.services, kind: 'tags', half, hint: words.servicesHint },
    ...consequences,
    { name: 'validFrom', label: words.validFrom, kind: 'date', half, group: groups.when },
    { name: 'validTo', label: words.validTo, kind: 'date', half },
    { name: 'note', label: words.note, kind: 'text' }
  ]
}

/** A clause that says nothing yet, at the end of the contract. */
export function blankClause(contract: Contract): ContractClause {
  return {
    id: crypto.randomUUID(),
    title: '',
    verdict: 'covered',
    assetKinds: [],
    assetIds: [],
    siteIds: [],
    workKinds: [],
    hours: 'always',
    rateMinor: null,
    afterHoursBasisPoints: null,
    note: '',
    ticketKinds: [],
    services: [],
    validFrom: null,
    validTo: null,
    position: contract.clauses.length,
    slaPolicyId: null,
    calendarId: null
  }
}

/** Clauses in the order in which people put them. */
export function inOrder(clauses: readonly ContractClause[]): readonly ContractClause[] {
  return clauses.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1))
}

/** The clauses numbered as they stand. */
export function numbered(clauses: readonly ContractClause[]): readonly ContractClause[] {
  return clauses.map((clause, position) => ({ ...clause, position }))
}

/** A clause with what was changed in the form. */
export function clauseOf(before: ContractClause, changed: Typed): ContractClause {
  return { ...before, ...changed }
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
