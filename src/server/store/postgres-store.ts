// The server's database on PostgreSQL. Reads state the viewer's scope themselves and run under row-level security as well; decisions
// take the organisation's counter row first and hold it to commit.

import type pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'
import { inTransaction } from '../postgres/pool.ts'
import { decideOnPostgres } from './postgres-decision.ts'
import { countOnPostgres, feedFromPostgres, snapshotFromPostgres } from './postgres-reads.ts'
import { type Head, type ServerStore, type Viewer, viewerOf } from './server-store.ts'
import { hiddenEntities } from './visibility.ts'

/** What of the application's own scope check reaches SQL. */
export interface ScopeCheck {
  /** Null: all clients. */
  readonly clients: readonly Id[] | null
  readonly hidden: readonly string[]
  /** Null: everybody's private rows. */
  readonly person: Id | null
}

/** Switches of the adapter. */
export interface PostgresStoreOptions {
  /** Only for the test that proves row-level security alone: false leaves the application's own scope check out of every query. */
  readonly ownScopeCheck?: boolean
}

/** A `ServerStore` on a pool of the application's role. */
export function createPostgresStore(pool: pg.Pool, options: PostgresStoreOptions = {}): ServerStore {
  const checkOf = (viewer: Viewer): ScopeCheck =>
    options.ownScopeCheck === false
      ? { clients: null, hidden: [], person: null }
      : { clients: viewer.clientIds, hidden: hiddenEntities(viewer), person: viewer.personId }
  return {
    head: (organisationId) => readHead(pool, organisationId),
    async highWater(organisationId, deviceId) {
      const { rows } = await pool.query<{ high: number }>({
        name: 'high-water',
        text: 'SELECT fixpoint.device_high_water($1, $2) AS high',
        values: [organisationId, deviceId]
      })
      return rows[0]?.high ?? 0
    },
    async viewer(organisationId, personId) {
      const { rows } = await pool.query<{ doc: Parameters<typeof viewerOf>[1] }>({
        name: 'viewer',
        text: 'SELECT doc FROM fixpoint.find_person($1, $2)',
        values: [organisationId, personId]
      })
      return rows[0] ? viewerOf(organisationId, rows[0].doc) : null
    },
    decide: (organisationId, run, expected = []) => decideOnPostgres(pool, { organisationId, expected, checkOf }, run),
    feed: (viewer, cursor, head, limit) =>
      inTransaction(pool, viewer, 'read', (client, end) => {
        const page = feedFromPostgres(client, viewer, checkOf(viewer), { cursor, head, limit })
        end()
        return page
      }),
    snapshot: (viewer, clients, after, maxBytes) =>
      inTransaction(pool, viewer, 'walk', (client) => snapshotFromPostgres(client, viewer, checkOf(viewer), { clients, after, maxBytes })),
    async raiseHorizon(organisationId, { today, keepDays, now, graceMs }) {
      const values = [organisationId, today, keepDays, now, graceMs]
      const { rows } = await pool.query<{ version: number }>('SELECT fixpoint.raise_horizon($1, $2, $3, $4, $5) AS version', values)
      return rows[0]?.version ?? 0
    },
    async purgeSlice(organisationId, upTo, most) {
      const { rows } = await pool.query<{ dropped: number }>('SELECT fixpoint.purge_slice($1, $2, $3) AS dropped', [
        organisationId,
        upTo,
        most
      ])
      return rows[0]?.dropped ?? 0
    },
    countRows: (viewer, clients) =>
      inTransaction(pool, viewer, 'read', (client) => countOnPostgres(client, viewer, checkOf(viewer), clients))
  }
}

async function readHead(pool: pg.Pool, organisationId: Id): Promise<Head> {
  const { rows } = await pool.query<Head>({
    name: 'head',
    text: 'SELECT epoch, version, horizon, latest FROM fixpoint.organisation_head($1)',
    values: [organisationId]
  })
  if (!rows[0]) throw new Error(`No organisation ${organisationId}`)
  return rows[0]
}
