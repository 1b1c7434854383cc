// Who a ticket may be given to: somebody active who may see its client.

import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { Person } from '../organisation/person.entity.ts'

/** True when the person may see the client. */
export function canSee(person: Pick<Person, 'clientIds'>, clientId: Id): boolean {
  return person.clientIds === null || person.clientIds.includes(clientId)
}

/** Refuses an assignee who is inactive or may not see the client; null (nobody) is fine. */
export function checkAssignee(person: Person | null, clientId: Id): Result<never, Refusal> | null {
  if (!person) return null
  if (!person.active) return refuse('wrong-state', { field: 'assigneeId', expected: 'an active person', values: { name: person.name } })
  return canSee(person, clientId) ? null : refuse('wrong-client', { field: 'assigneeId', values: { name: person.name } })
}
