// An opened profile: its replica with live queries and search over it. Everything that windows read about rows comes from here.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { ticket } from '#core/tickets/ticket.entity.ts'
import type { Files } from '#store/attachments/files.ts'
import { createDueTickets, type DueTickets } from '#store/dues/due-tickets.ts'
import { createLiveHub, type LiveHub } from '#store/live/live-hub.ts'
import { warmOrders } from '#store/live/warm-orders.ts'
import type { RowSource } from '#store/live/row-source.ts'
import type { Replica } from '#store/replica.ts'
import { createSearch, type Search } from '#store/search/search.ts'

/** Rows, live queries and search of an opened profile. */
export interface OpenRows {
  readonly replica: Replica
  readonly hub: LiveHub
  readonly search: Search
  /** Null where files can't be kept. */
  readonly files: Files | null
  /** Stops listening; the replica is closed by who opened it. */
  close(): void
}

/** What it is made of. `later` calls back after a delay in milliseconds; `now` in milliseconds. */
export interface OpenRowsDeps {
  readonly replica: Replica
  readonly files: Files | null
  readonly entities: readonly EntityDefinition[]
  readonly now: () => number
  readonly later: (delayMs: number, run: () => void) => void
  readonly onIndexed: () => void
  /** Windows ask something else, or were told something. */
  readonly onTold: () => void
}

/** Puts live queries and search on a replica. */
export function openRows({ replica, files, entities, now, later, onIndexed, onTold }: OpenRowsDeps): OpenRows {
  const dues = createDueTickets({
    replica,
    now,
    later,
    onDue: (ids) => hub.changed({ hot: new Map([[ticket.name, ids]]), cold: none, reset: false })
  })
  const source: RowSource = {
    get: (entity, id) => {
      const row = replica.get(entity, id)
      return row && entity === ticket.name ? dues.dressed(row) : row
    },
    rows: (entity) => (entity === ticket.name ? dressedRows(replica.rows(entity), dues) : replica.rows(entity)),
    children: (entity, parentId) => replica.children(entity, parentId),
    pendingIds: (entity) => replica.pendingIds(entity)
  }
  const soon = (run: () => void): void => later(0, run)
  let isWarm = false
  const onBuilt = (): void => {
    onIndexed()
    if (!isWarm) warmOrders({ source, entities, orders: hub.orders, later: soon })
    isWarm = true
  }
  const search = createSearch({ source, entities, now, later: soon, onBuilt })
  const hub = createLiveHub({
    source,
    hotEntities: entities.filter(({ temperature }) => temperature === 'hot').map(({ name }) => name),
    findWords: search.find,
    onRows: search.change,
    onTold,
    now,
    later
  })
  const stop = replica.onChange((change) => {
    dues.changed(change)
    hub.changed(change)
  })
  const close = (): void => {
    dues.close()
    stop()
  }
  return { replica, hub, search, files, close }
}

const none: ReadonlyMap<string, ReadonlySet<string>> = new Map()

function* dressedRows(rows: Iterable<Doc>, dues: DueTickets): Iterable<Doc> {
  for (const row of rows) yield dues.dressed(row)
}
