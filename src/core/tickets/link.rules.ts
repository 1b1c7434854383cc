// Rules of links between tickets: one client, never to itself, never in a circle.

import type { Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type Ticket, ticket } from './ticket.entity.ts'

/** Kinds of link, read from the ticket that has it. */
export const linkKinds = ['parent', 'caused-by', 'duplicate'] as const

/** The field that holds each kind of link. */
export const linkFields = { parent: 'parentId', 'caused-by': 'causedById', duplicate: 'duplicateOfId' } as const

const longestChain = 50

/** The target, what it links to in the same way, and so on. */
export async function loadChain(kind: (typeof linkKinds)[number], targetId: Id, reader: Reader): Promise<readonly Ticket[]> {
  const chain: Ticket[] = [await reader.need(ticket, targetId)]
  while (chain.length < longestChain) {
    const nextId = chain.at(-1)?.[linkFields[kind]] ?? null
    const next = nextId === null || chain.some((row) => row.id === nextId) ? null : await reader.get(ticket, nextId)
    if (!next) break
    chain.push(next)
  }
  return chain
}

/** Refuses a target of another client and a chain that leads back to the ticket. */
export function checkTarget(row: Ticket, chain: readonly Ticket[]): Result<never, Refusal> | null {
  if (chain.some((link) => link.id === row.id))
    return refuse('wrong-state', { field: 'targetId', expected: 'a ticket that does not lead back here' })
  const target = chain[0]
  return target && target.clientId !== row.clientId ? refuse('wrong-client', { field: 'targetId' }) : null
}
