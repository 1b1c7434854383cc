// The real push and pull services on the store in memory, with devices that register themselves, backups, and a first organisation.

import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commandNamed } from '#core/registry.ts'
import { createMemoryStore, type MemoryStore } from '#server/store/memory-store.ts'
import type { Viewer } from '#server/store/server-store.ts'
import { createPullService, type PullService, type SnapshotText } from '#server/sync/pull-service.ts'
import { createPushService, type PushService } from '#server/sync/push-service.ts'
import { rowOf } from '../rows.ts'

export const organisationId = '01900000-0000-7000-8000-00000000aa00'
export const adminId = '01900000-0000-7000-8000-00000000ad00'

/** The n-th id of a kind; kinds keep out of each other's way. */
export function simId(kind: string, n: number): string {
  return `01900000-${kind}-7000-8000-${(n * 0x1_0000).toString(16).padStart(12, '0')}`
}

export const clientIds = [1, 2, 3, 4].map((n) => simId('c1c1', n))
export const ticketIds = Array.from({ length: 12 }, (_, n) => simId('71c7', n + 1))
export const technicianIds = [1, 2].map((n) => simId('7ec4', n))

export interface SimServer {
  readonly store: MemoryStore
  readonly push: PushService
  readonly pull: PullService
  /** Commands whose code threw: none may. */
  readonly poisoned: string[]
  registerDevice(): string
  /** Rows that a viewer's replica must hold, as `id version document`, by id. */
  linesOf(viewer: Viewer, entity: string): readonly string[]
  viewer(personId: string): Promise<Viewer | null>
}

export async function createSimServer(now: () => number, start: number): Promise<SimServer> {
  const store = createMemoryStore()
  store.create(organisationId, simId('e90c', 1))
  const poisoned: string[] = []
  const onPoison = (command: { readonly name: string; readonly input: unknown }, error: unknown): void => {
    poisoned.push(`${command.name} ${JSON.stringify(command.input)}: ${String(error)}`)
  }
  await seed(store, start)
  let devices = 0
  return {
    store,
    push: createPushService({ store, commandNamed, now, onPoison }),
    pull: createPullService({ store, now }),
    poisoned,
    registerDevice: () => simId('de01', ++devices),
    linesOf: (viewer, entity) => store.visibleRows(viewer, entity).map(({ id, version, doc }) => `${id} ${version} ${canonicalJson(doc)}`),
    viewer: (personId) => store.viewer(organisationId, personId)
  }
}

/** The snapshot's wire form, as the HTTP server writes it. */
export function snapshotBytes({ head, pages }: SnapshotText): Uint8Array {
  const lines = [JSON.stringify(head), ...pages.flatMap(({ line, content }) => [JSON.stringify(line), content])]
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}

async function seed(store: MemoryStore, at: number): Promise<void> {
  const rows = seedRows(at)
  await store.decide(organisationId, async (decision) => {
    await decision.write({
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
  })
}

function seedRows(at: number): readonly (readonly [string, Doc])[] {
  const person = (id: string, role: string, clients: readonly string[] | null): readonly [string, Doc] => [
    'person',
    rowOf('person', {
      id,
      clientId: null,
      name: id.slice(9),
      email: `p${id.slice(-8)}@desk.example`,
      role,
      clientIds: clients,
      active: true
    })
  ]
  const [first = '', second = '', third = ''] = clientIds
  return [
    ['organisation', rowOf('organisation', { id: organisationId, clientId: null })],
    person(adminId, 'administrator', null),
    person(technicianIds[0] ?? '', 'technician', [first, second]),
    person(technicianIds[1] ?? '', 'dispatcher', [second, third]),
    ...clientIds.map((id): readonly [string, Doc] => ['client', rowOf('client', { id, clientId: id, archivedAt: null })]),
    ...ticketIds.map((id, index) => seedTicket(id, clientIds[index % clientIds.length] ?? first, index + 1, at))
  ]
}

function seedTicket(id: string, clientId: string, number: number, at: number): readonly [string, Doc] {
  const subject = `Ticket ${number}`
  return ['ticket', rowOf('ticket', { id, clientId, number, subject, status: 'new', openedAt: at, updatedAt: at, archivedAt: null })]
}
