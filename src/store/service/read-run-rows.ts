// The rows that charges are computed from, read from the replica: of every client, or of one. Cold rows come part by part, so that reading
// can stop between two.

import type { RunRows } from '#core/charges/run-rows.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Replica } from '#store/replica.ts'

/** What of the replica a run reads. */
export type RunReplica = Pick<Replica, 'rows' | 'everyRow' | 'rowParts' | 'meta' | 'get'>

/** Where hot rows lie. */
const hotEntities = {
  people: 'person',
  priceLists: 'price_list',
  calendars: 'calendar',
  taxRates: 'tax_rate',
  policies: 'sla_policy',
  clients: 'client',
  sites: 'site',
  contacts: 'contact',
  assets: 'asset',
  contracts: 'contract',
  covers: 'contract_cover',
  blocks: 'prepaid_block',
  tickets: 'ticket',
  charges: 'charge',
  periods: 'billing_period',
  invoices: 'invoice'
} as const

const coldEntities = { entries: 'time_entry', parts: 'part_use' } as const

/** How far reading is. */
export interface Reading {
  readonly done: number
  readonly total: number
}

/** Reads rows; yields how far it is. `clientId` null: of every client. Null where the organisation's own row isn't here yet. */
export async function* readRunRows(replica: RunReplica, clientId: Id | null): AsyncGenerator<Reading, RunRows | null, undefined> {
  const organisation = replica.get('organisation', replica.meta().organisationId)
  if (!organisation) return null
  const isWanted = (doc: Doc): boolean => clientId === null || doc.clientId === null || doc.clientId === clientId
  const rows: Record<string, readonly Doc[]> = {}
  let done = 0
  const total = Object.keys(hotEntities).length + (clientId === null ? replica.rowParts('time_entry') + replica.rowParts('part_use') : 2)
  for (const [name, entity] of Object.entries(hotEntities)) {
    const all = [...replica.rows(entity)]
    rows[name] = clientId === null ? all : all.filter(isWanted)
    yield { done: ++done, total }
  }
  for (const [name, entity] of Object.entries(coldEntities)) {
    const found: Doc[] = []
    for await (const part of replica.everyRow(entity, clientId)) {
      for (const doc of part) if (isWanted(doc)) found.push(doc)
      yield { done: Math.min(++done, total), total }
    }
    rows[name] = found
  }
  // Rows in the replica were parsed by their entities' schemas when they came.
  return { organisation, ...rows } as unknown as RunRows
}

/** Reads the rows of one client in one go. */
export async function readClientRows(replica: RunReplica, clientId: Id): Promise<RunRows | null> {
  const reading = readRunRows(replica, clientId)
  for (;;) {
    const { value, done } = await reading.next()
    if (done) return value
  }
}
