// What the forms for a contract ask.

import { contractFieldWords as words, renewalWords } from '#core/words/rooms-contracts.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'
import { feeIndexation } from './Indexation.tsx'
import { feeTiers } from './fee-tiers.ts'
import { unitSteps } from './unit-steps.ts'

const half = true
const notArchived = [{ op: 'empty', field: 'archivedAt' }] as const
const perUnit: ReadonlySet<unknown> = new Set(['per-user', 'per-device', 'tiered'])
const isTiered = (typed: Typed): boolean => typed['model'] === 'tiered'
const ends = (typed: Typed): boolean => isTyped(typed['endsOn'])
/** Work by agreed rates has no fee; one that stands there from before is shown, because it is charged. */
const hasFee = (typed: Typed): boolean => typed['model'] !== 'rate-agreement' || Number(typed['feeMinor']) !== 0
const includes = (typed: Typed): boolean => hasFee(typed) && isTyped(typed['includedMinutes'])

/** What a new contract starts with. */
export const contractDefaults: Typed = { model: 'flat-fee', interval: 'monthly', renewal: 'manual', noticeDays: 90, feeMinor: 0 }

export const contractForm: readonly FormFieldSpec[] = [
  { name: 'name', label: words.name, kind: 'line', required: true },
  { name: 'model', label: words.model, kind: 'choice', required: true, half, choices: choicesOf(words.models) },
  { name: 'currency', label: words.currency, kind: 'line', required: true, half },
  { name: 'startsOn', label: words.startsOn, kind: 'date', required: true, half, group: words.groups.term },
  { name: 'endsOn', label: words.endsOn, kind: 'date', half, hint: words.endsHint },
  { name: 'renewal', label: words.renewal, kind: 'choice', required: true, half, choices: choicesOf(renewalWords), when: ends },
  {
    name: 'renewalMonths',
    label: words.renewalMonths,
    kind: 'number',
    half,
    when: (typed) => ends(typed) && typed['renewal'] === 'automatic'
  },
  { name: 'noticeDays', label: words.noticeDays, kind: 'number', required: true, half },
  { name: 'feeMinor', label: words.fee, kind: 'money', required: true, half, hint: words.feeHint, group: words.groups.fee, when: hasFee },
  { name: 'interval', label: words.interval, kind: 'choice', required: true, half, choices: choicesOf(words.intervals), when: hasFee },
  { name: 'units', label: words.units, kind: 'number', half, when: (typed) => perUnit.has(typed['model']) },
  { name: 'unitSteps', label: words.unitSteps, kind: 'custom', custom: unitSteps, when: (typed) => perUnit.has(typed['model']) },
  { name: 'tierModel', label: words.tierModel, kind: 'choice', half, choices: choicesOf(words.tierModels), when: isTiered },
  { name: 'tiers', label: words.tiers, kind: 'custom', custom: feeTiers, when: isTiered },
  { name: 'includedMinutes', label: words.includedMinutes, kind: 'minutes', half, hint: words.includedHint, when: hasFee },
  { name: 'rollover', label: words.rollover, kind: 'choice', half, choices: choicesOf(words.rollovers), when: includes },
  {
    name: 'slaPolicyId',
    label: words.slaPolicy,
    kind: 'entity',
    entity: 'sla_policy',
    where: notArchived,
    half,
    group: words.groups.promise
  },
  { name: 'calendarId', label: words.calendar, kind: 'entity', entity: 'calendar', where: notArchived, half },
  { name: 'priceListId', label: words.priceList, kind: 'entity', entity: 'price_list', where: notArchived, half },
  { name: 'taxRateId', label: words.taxRate, kind: 'entity', entity: 'tax_rate', where: notArchived, half },
  { name: 'notes', label: words.notes, kind: 'text' },
  {
    name: 'billing',
    label: words.billing,
    kind: 'choice',
    half,
    hint: words.billingHint,
    choices: choicesOf(words.billings),
    group: words.groups.further,
    folded: true
  },
  { name: 'hourlyRateMinor', label: words.hourlyRate, kind: 'money', half, hint: words.hourlyRateHint },
  { name: 'indexation', label: words.indexation, kind: 'custom', custom: feeIndexation },
  { name: 'position', label: words.position, kind: 'number', half, hint: words.positionHint }
]

export const newContractForm: readonly FormFieldSpec[] = [
  { name: 'clientId', label: words.client, kind: 'entity', entity: 'client', where: notArchived, required: true },
  ...contractForm
]

function isTyped(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
