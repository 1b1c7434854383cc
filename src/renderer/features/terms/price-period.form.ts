// What the form for the prices of one period asks, and how its flat answers become the period and back.

import type { PricePeriod } from '#core/billing/price-list.entity.ts'
import { workKinds } from '#core/work/time-entry.entity.ts'
import { priceWords as words } from '#core/words/rooms-terms.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'
import { personRates, roleRates } from './RateLines.tsx'

const half = true

export const periodForm: readonly FormFieldSpec[] = [
  { name: 'validFrom', label: words.validFrom, kind: 'date', required: true, half },
  { name: 'validTo', label: words.validTo, kind: 'date', half, hint: words.validToHint },
  { name: 'hourlyMinor', label: words.hourly, kind: 'money', required: true, half, group: words.groups.hours },
  ...workKinds.map((kind) => ({
    name: `work-${kind}`,
    label: words[kind],
    kind: 'money' as const,
    half,
    hint: words.emptyIsHourly
  })),
  { name: 'byRole', label: words.byRole, kind: 'custom', custom: roleRates },
  { name: 'byPerson', label: words.byPerson, kind: 'custom', custom: personRates },
  { name: 'minimumMinutes', label: words.minimum, kind: 'number', required: true, half, group: words.groups.rounding },
  { name: 'incrementMinutes', label: words.increment, kind: 'number', required: true, half },
  { name: 'mode', label: words.mode, kind: 'choice', required: true, half, choices: choicesOf(words.modes) },
  { name: 'scope', label: words.scope, kind: 'choice', required: true, half, choices: choicesOf(words.scopes) },
  { name: 'afterHoursBasisPoints', label: words.afterHours, kind: 'factor', required: true, half, group: words.groups.surcharges },
  { name: 'emergencyBasisPoints', label: words.emergency, kind: 'factor', required: true, half },
  { name: 'combine', label: words.combine, kind: 'choice', required: true, half, choices: choicesOf(words.combines) },
  { name: 'callOutMinor', label: words.callOut, kind: 'money', half, hint: words.notCharged, group: words.groups.fees },
  { name: 'callOutAfterHoursMinor', label: words.callOutAfterHours, kind: 'money', half, hint: words.callOutHint },
  { name: 'incidentMinor', label: words.incident, kind: 'money', half, hint: words.incidentHint },
  { name: 'timeCapMinor', label: words.cap, kind: 'money', half },
  { name: 'travelPerVisitMinor', label: words.travelPerVisit, kind: 'money', half, hint: words.notCharged },
  { name: 'travelPerHourMinor', label: words.travelPerHour, kind: 'money', half, hint: words.notCharged },
  { name: 'travelPerKilometreMinor', label: words.travelPerKilometre, kind: 'money', half, hint: words.notCharged }
]

/** The period as the form's values. */
export function flatOf({ byWork, rounding, ...period }: PricePeriod): Typed {
  const work = Object.fromEntries(workKinds.map((kind) => [`work-${kind}`, byWork[kind] ?? null]))
  return { ...period, ...rounding, ...work }
}

/** The period with what was changed in the form. */
export function periodOf(before: PricePeriod, changed: Typed): PricePeriod {
  const flat = { ...flatOf(before), ...changed }
  const { minimumMinutes, incrementMinutes, mode, scope, ...others } = flat
  const plain = Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith('work-')))
  const byWork = Object.fromEntries(
    workKinds.flatMap((kind) => (typeof flat[`work-${kind}`] === 'number' ? [[kind, flat[`work-${kind}`]]] : []))
  )
  return { ...before, ...plain, byWork, rounding: { minimumMinutes, incrementMinutes, mode, scope } as PricePeriod['rounding'] }
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
