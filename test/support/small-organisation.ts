// A small organisation for tests: two clients with two tickets each, people of every scope, a contract and a cost that few may see, and
// canaries: words that stand in rows of one client only, so that a leak is found by searching any answer for them.

import type { Doc } from '#core/kernel/execute.ts'
import { idOf, rowOf } from './rows.ts'

/** Ids by what they are. */
export const small = {
  organisation: idOf(1),
  north: idOf(10),
  south: idOf(20),
  admin: idOf(2),
  /** Sees north only, and no contracts. */
  technician: idOf(3),
  /** Sees south only, contracts too. */
  agent: idOf(4),
  northTicket: idOf(11),
  northTicket2: idOf(12),
  southTicket: idOf(21),
  southTicket2: idOf(22),
  northContract: idOf(13),
  southContract: idOf(23),
  northComment: idOf(14),
  southComment: idOf(24),
  cost: idOf(30)
} as const

/** Words that must not be seen outside of their client or permission. */
export const canaries = { north: 'canary-north', south: 'canary-south', contract: 'canary-contract', cost: 987_654_321 } as const

/** E-mail of a person. */
export function emailOf(name: 'admin' | 'technician' | 'agent'): string {
  return `${name}@desk.example`
}

/** All rows, what others refer to first. @param organisationId another organisation gets the same rows under its own id */
export function smallRows(organisationId: string = small.organisation): readonly { readonly entity: string; readonly doc: Doc }[] {
  return [
    row('organisation', { id: organisationId, clientId: null, name: 'Small desk' }),
    person('admin', 'administrator', null),
    person('technician', 'technician', [small.north]),
    person('agent', 'agent', [small.south]),
    row('person_cost', { id: small.cost, clientId: null, personId: small.technician, costRateMinor: canaries.cost }),
    ...clientRows('north', canaries.north),
    ...clientRows('south', canaries.south)
  ]
}

function clientRows(name: 'north' | 'south', canary: string) {
  const clientId = small[name]
  const tickets = name === 'north' ? [small.northTicket, small.northTicket2] : [small.southTicket, small.southTicket2]
  const contract = name === 'north' ? small.northContract : small.southContract
  const comment = name === 'north' ? small.northComment : small.southComment
  return [
    row('client', { id: clientId, clientId, name: `Client ${name} ${canary}`, archivedAt: null }),
    row('contract', { id: contract, clientId, name: `${canaries.contract} ${canary}`, archivedAt: null }),
    ...tickets.map((id, index) =>
      row('ticket', {
        id,
        clientId,
        number: index + (name === 'north' ? 1 : 3),
        subject: `Printer ${canary} ${index + 1}`,
        description: 'It blinks.\nNothing else.',
        status: 'new',
        priority: 3,
        siteId: null,
        contactId: null,
        assigneeId: null,
        teamId: null,
        parentId: null,
        duplicateOfId: null,
        openedAt: 1_700_000_000_000,
        updatedAt: 1_700_000_000_000,
        archivedAt: null
      })
    ),
    row('comment', { id: comment, clientId, ticketId: tickets[0] ?? '', authorId: null, contactId: null, body: `Please hurry ${canary}` })
  ]
}

function person(name: 'admin' | 'technician' | 'agent', role: string, clientIds: readonly string[] | null) {
  return row('person', { id: small[name], clientId: null, name, email: emailOf(name), role, clientIds, active: true })
}

function row(entity: string, fields: Partial<Doc> & { readonly id: string }) {
  return { entity, doc: rowOf(entity, fields) }
}
