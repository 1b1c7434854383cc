// SLA policies with their calendars made ready, by policy and zone. Same rows, same terms: what it remembers is no state.

import type { Id } from '../kernel/ids.ts'
import { rememberPairs } from '../kernel/remember-pairs.ts'
import type { HoursBook } from './hours-book.ts'
import type { SlaPolicyRow } from './sla-policy.entity.ts'
import type { SlaTerms } from './sla-terms.ts'

/** Terms by policy and zone. */
export interface SlaBook {
  readonly hours: HoursBook
  /** Null when there is no such policy, or its calendar can't be used. */
  termsAt(policyId: Id, zone: string): SlaTerms | null
}

/** Lays policies out. Archived ones still count: what refers to them keeps its promise. */
export function openSlaBook(policies: readonly SlaPolicyRow[], hours: HoursBook): SlaBook {
  const rows = new Map(policies.map((row) => [row.id, row]))
  return {
    hours,
    termsAt: rememberPairs((policyId, zone): SlaTerms | null => {
      const policy = rows.get(policyId)
      const opening = policy ? hours.hoursAt(policy.calendarId, zone) : null
      return policy && opening ? { policy, hours: opening } : null
    })
  }
}
