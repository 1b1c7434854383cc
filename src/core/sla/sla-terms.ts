// What a client was promised: targets per priority, which waiting stops which clock, and how the clocks begin.
// Defaults follow domain.md, rule 4: only the resolution clock pauses, closed time never counts, a miss stays a miss.

import { z } from 'zod'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { basisPoints, id, line } from '../kernel/schema.ts'
import type { OpeningHours } from './opening-hours.ts'

/** The three clocks of a ticket. */
export const clockKinds = ['first-response', 'next-response', 'resolution'] as const

/** One clock's name. */
export type ClockKind = (typeof clockKinds)[number]

/** Statuses in which a ticket may wait; which of them pause a clock is the policy's choice. */
export const waitableStatuses = ['new', 'open', 'in-progress', 'waiting-client', 'waiting-vendor'] as const

/** Where a ticket's work stands, as the clocks see it (the same words as the ticket's status). */
export type ClockStatus = (typeof waitableStatuses)[number] | 'resolved' | 'closed'

const minutes = z.int().min(1, 'expected at least one minute').max(2_628_000, 'expected at most five years')

/** Targets of one priority in business minutes; null is no promise. */
export const slaTargets = z.strictObject({
  firstResponseMinutes: minutes.nullable(),
  nextResponseMinutes: minutes.nullable(),
  resolutionMinutes: minutes.nullable()
})

/** Targets of one priority. */
export type SlaTargets = z.infer<typeof slaTargets>

/**
 * An SLA policy. `targets` is keyed by priority, 1 critical … 5 planning; a priority without an entry has no promise.
 * `warnAt` is the share of a target in basis points after which people are warned.
 */
export const slaPolicySchema = z.strictObject({
  id,
  name: line(120),
  calendarId: id,
  targets: z.partialRecord(z.literal(['1', '2', '3', '4', '5']), slaTargets),
  pausingStatuses: z.array(z.literal([...waitableStatuses])).default(['waiting-client', 'waiting-vendor']),
  pausedClocks: z.array(z.literal([...clockKinds])).default(['resolution']),
  closedTimeIsPause: z.boolean().default(true),
  breachIsFinal: z.boolean().default(true),
  anchor: z.literal(['opened', 'assigned']).default('opened'),
  warnAt: basisPoints.min(1).max(10_000).default(7500)
})

/** A valid SLA policy. */
export type SlaPolicy = z.infer<typeof slaPolicySchema>

/** A policy with its calendar ready for arithmetic. */
export interface SlaTerms {
  readonly policy: Omit<SlaPolicy, 'id' | 'name' | 'calendarId'> & { readonly id: string }
  readonly hours: OpeningHours
}

/** Reads a policy from outside; a refusal names the field and the reason. */
export function parseSlaPolicy(input: unknown): Result<SlaPolicy, Refusal> {
  const parsed = slaPolicySchema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse('invalid-input', { field: issue?.path.join('.') ?? '', expected: issue?.message ?? 'expected an SLA policy' })
}

/** Target of a clock under these terms, business milliseconds; null when nothing is promised. */
export function targetMs(terms: SlaTerms, kind: ClockKind, priority: number): number | null {
  const targets = terms.policy.targets[String(priority) as '1']
  if (!targets) return null
  const target = {
    'first-response': targets.firstResponseMinutes,
    'next-response': targets.nextResponseMinutes,
    resolution: targets.resolutionMinutes
  }[kind]
  return target === null ? null : target * 60_000
}
