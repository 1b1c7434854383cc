// From minutes worked to minutes billed. The real time is always the input, never an earlier billed figure, so an entry that moves to
// another contract is rounded afresh. All durations here are whole seconds.

import { z } from 'zod'
import { apportion } from './rounding.ts'

/** How billed time follows from real time. `scope` says what is rounded as one: an entry, a ticket's total or a period's total. */
export const timeRoundingSchema = z.strictObject({
  minimumMinutes: z.int().min(0).max(1440),
  incrementMinutes: z.int().min(0).max(1440),
  mode: z.literal(['up', 'down', 'nearest', 'nearest-half-down']),
  scope: z.literal(['entry', 'ticket', 'period'])
})

/** A client's rounding rule. */
export type TimeRounding = z.infer<typeof timeRoundingSchema>

/** A piece of work to be rounded. `id` breaks ties, so that the order of arrival never matters. */
export interface WorkedTime {
  readonly id: string
  readonly ticketId: string
  /** Key of the billing period, such as `2026-11`. */
  readonly period: string
  readonly seconds: number
}

/** An entry with what is billed for it. The billed seconds of a scope add up to its rounded total. */
export interface BilledTime {
  readonly id: string
  readonly realSeconds: number
  readonly billedSeconds: number
}

/**
 * Rounds one duration: first the minimum, then the increment. Nothing worked is nothing billed.
 * @param seconds real time, not negative
 */
export function roundDuration(seconds: number, rule: Pick<TimeRounding, 'minimumMinutes' | 'incrementMinutes' | 'mode'>): number {
  if (seconds <= 0) return 0
  const raised = Math.max(seconds, rule.minimumMinutes * 60)
  const increment = rule.incrementMinutes * 60
  return increment === 0 ? raised : roundSteps(raised, increment, rule.mode) * increment
}

/** Rounds entries by the rule's scope; what a scope's total gains or loses is shared out by real time. Returned in order of id. */
export function roundEntries(entries: readonly WorkedTime[], rule: TimeRounding): readonly BilledTime[] {
  const groups = new Map<string, WorkedTime[]>()
  for (const entry of entries.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = rule.scope === 'entry' ? entry.id : rule.scope === 'ticket' ? entry.ticketId : entry.period
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  const billed: BilledTime[] = []
  for (const group of groups.values()) {
    const total = roundDuration(
      group.reduce((sum, entry) => sum + entry.seconds, 0),
      rule
    )
    const parts = apportion(
      total,
      group.map((entry) => entry.seconds)
    )
    for (const [index, entry] of group.entries()) {
      billed.push({ id: entry.id, realSeconds: entry.seconds, billedSeconds: parts[index] ?? 0 })
    }
  }
  return billed.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function roundSteps(seconds: number, increment: number, mode: TimeRounding['mode']): number {
  const whole = Math.floor(seconds / increment)
  const rest = seconds - whole * increment
  if (mode === 'down' || rest === 0) return whole
  if (mode === 'up') return whole + 1
  if (mode === 'nearest') return rest * 2 >= increment ? whole + 1 : whole
  return rest * 2 > increment ? whole + 1 : whole
}
