// Rules of people: an e-mail address names one person, the organisation never loses its last administrator, and nobody gives more
// than they have.

import type { Actor, Reader } from '../kernel/command.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type Person, person } from './person.entity.ts'

/** The others that a change of a person is judged against. */
export interface PersonPeers {
  readonly sameEmail: readonly Person[]
  readonly administrators: readonly Person[]
}

/** Loads them. */
export async function loadPeers(email: string | undefined, reader: Reader): Promise<PersonPeers> {
  return {
    sameEmail: email === undefined ? [] : await reader.list(person, 'email', email),
    administrators: await reader.list(person, 'role', 'administrator')
  }
}

/** Refuses an address that somebody else has, also when that person is inactive: they may come back. */
export function checkEmail(row: Person, peers: PersonPeers): Result<never, Refusal> | null {
  const other = peers.sameEmail.find((candidate) => candidate.id !== row.id && candidate.email === row.email)
  return other ? refuse('email-taken', { field: 'email', values: { email: row.email, name: other.name } }) : null
}

/** Refuses a step after which nobody active could administer: `clientIds` must stay unlimited too, or nobody sees every client. */
export function checkLastAdministrator(before: Person, after: Person, peers: PersonPeers): Result<never, Refusal> | null {
  if (!isFullAdministrator(before) || isFullAdministrator(after)) return null
  const others = peers.administrators.filter((candidate) => candidate.id !== before.id && isFullAdministrator(candidate))
  return others.length === 0 ? refuse('last-administrator', { values: { name: before.name } }) : null
}

/** Refuses who sees only some clients to touch a person who sees others, or to let anybody (themselves too) see others. */
export function checkReach(rows: readonly Person[], actor: Actor): Result<never, Refusal> | null {
  const beyond = rows.find((row) => !isWithin(row.clientIds, actor.clientIds))
  return beyond ? refuse('out-of-scope', { field: 'clientIds', values: { entity: person.name, id: beyond.id } }) : null
}

/** True when whoever sees `outer` sees all clients of `inner`; null: all there are. */
export function isWithin(inner: Person['clientIds'], outer: Actor['clientIds']): boolean {
  if (outer === null) return true
  return inner?.every((clientId) => outer.includes(clientId)) ?? false
}

function isFullAdministrator(row: Person): boolean {
  return row.active && row.role === 'administrator' && row.clientIds === null
}
