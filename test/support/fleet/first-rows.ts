// What every simulated world begins with: an organisation, three people, four clients, twelve tickets. Made once, copied for each world.

import type { Doc } from '#core/kernel/execute.ts'
import { createMemoryStore } from '#server/store/memory-store.ts'
import { rowOf } from '#test/support/rows.ts'
import { adminId, clientIds, organisationId, simId, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'

/** World time at the beginning. */
export const startAt = Date.UTC(2026, 0, 5)

let made: Promise<string> | null = null

/** The first rows as a backup of the store in memory. */
export function firstRows(): Promise<string> {
  made ??= makeRows()
  return made
}

async function makeRows(): Promise<string> {
  const store = createMemoryStore()
  store.create(organisationId, simId('e90c', 1))
  const rows = seedRows()
  await store.decide(organisationId, (decision) =>
    decision.write({
      version: rows.length,
      numbers: { ticket: ticketIds.length },
      leaves: [],
      commands: [],
      rows: rows.map(([entity, doc], index) => ({
        entity,
        id: doc.id,
        version: index + 1,
        deletedAt: null,
        doc,
        stamps: {},
        isNew: true,
        by: adminId
      }))
    })
  )
  return store.backup()
}

type NamedRow = readonly [entity: string, doc: Doc]

function seedRows(): readonly NamedRow[] {
  const [first = '', second = '', third = ''] = clientIds
  return [
    ['organisation', rowOf('organisation', { id: organisationId, clientId: null })],
    person(adminId, 'administrator', null),
    person(technicianIds[0] ?? '', 'technician', [first, second]),
    person(technicianIds[1] ?? '', 'dispatcher', [second, third]),
    ...clientIds.map((id): NamedRow => ['client', rowOf('client', { id, clientId: id, archivedAt: null })]),
    ...ticketIds.map((id, index) => firstTicket(id, clientIds[index % clientIds.length] ?? first, index + 1))
  ]
}

function person(id: string, role: string, clients: readonly string[] | null): NamedRow {
  const fields = { id, clientId: null, name: id.slice(9), email: `p${id.slice(-8)}@desk.example`, role, clientIds: clients, active: true }
  return ['person', rowOf('person', fields)]
}

function firstTicket(id: string, clientId: string, number: number): NamedRow {
  const subject = `Ticket ${number}`
  const times = { openedAt: startAt, updatedAt: startAt, archivedAt: null }
  return ['ticket', rowOf('ticket', { id, clientId, number, subject, status: 'new', description: 'First line\nLast line', ...times })]
}
