// Feed and snapshot from PostgreSQL as text: documents go from the table to the wire without being parsed on the way.
// The feed reads only tables in which something changed since the cursor.

import type pg from 'pg'
import { entities, entityNamed, findEntity } from '#core/registry.ts'
import type { WireScope } from '#sync/protocol/rows.ts'
import { pageRows } from '#sync/protocol/snapshot.ts'
import { orderColumns, sortKeySql } from '../postgres/columns.ts'
import type { ScopeCheck } from './postgres-store.ts'
import { type FeedPage, type Head, sharedPartition, type SnapshotChunk, type SnapshotPosition, type Viewer } from './server-store.ts'
import { quotingField } from './visibility.ts'

/** Rows that one query of a snapshot reads at most. */
const chunkRows = 2000

/** The application's scope check: `$1` organisation, `$2` clients or null, `$3` hidden entities; `person` is the parameter of who looks, or null. */
function inScope(person: string, privateTo?: string): string {
  const own = privateTo === undefined ? 'true' : `coalesce(doc->>'${privateTo}', ${person}) = ${person}`
  return `organisation_id = $1 AND ($2::uuid[] IS NULL OR client_id IS NULL OR client_id = ANY ($2)) AND $3::text[] IS NOT NULL
    AND (${person}::text IS NULL OR ${own})`
}

function rowCondition(name: string, person: string): string {
  const quoted = quotingField[name]
  const condition = inScope(person, entityNamed(name).privateTo)
  return quoted === undefined ? condition : `${condition} AND doc->>'${quoted}' <> ALL ($3::text[])`
}

interface FeedQuestion {
  readonly cursor: number
  readonly head: Head
  readonly limit: number
}

/** See `ServerStore.feed`. */
export async function feedFromPostgres(
  client: pg.PoolClient,
  viewer: Viewer,
  check: ScopeCheck,
  question: FeedQuestion
): Promise<FeedPage> {
  const { cursor, head, limit } = question
  const { latest } = head
  const changed = Object.keys(latest)
    .filter((table) => (latest[table] ?? 0) > cursor && !check.hidden.includes(table) && (table === 'leave' || findEntity(table)))
    .toSorted()
  if (changed.length === 0) return { items: [], cursor: head.version, more: false }
  const text = `SELECT version, item FROM (${changed.map(feedBranch).join(' UNION ALL ')}) feed ORDER BY version LIMIT $6`
  // The few usual combinations are prepared once a connection; rare ones are planned each time.
  const named = changed.length <= 4 ? { name: `feed:${changed.join(',')}` } : {}
  const values = [viewer.organisationId, check.clients, check.hidden, cursor, head.version, limit + 1, check.person]
  const { rows } = await client.query<{ version: number; item: string }>({ ...named, text, values })
  const more = rows.length > limit
  const page = more ? rows.slice(0, limit) : rows
  return { items: page.map(({ item }) => item), cursor: more ? (page.at(-1)?.version ?? cursor) : head.version, more }
}

function feedBranch(table: string): string {
  const range = 'version > $4 AND version <= $5 ORDER BY version LIMIT $6'
  if (table === 'leave') {
    const item = `json_build_array('l', entity, version, id, client_id, parent_id)::text`
    return `(SELECT version, ${item} AS item FROM fixpoint.leave WHERE ${inScope('$7')} AND entity <> ALL ($3::text[]) AND ${range})`
  }
  const { parent } = entityNamed(table)
  const removed = `json_build_array('x', '${table}', version, id, client_id, ${parent === undefined ? 'NULL' : `doc->>'${parent}'`})::text`
  const row = `'["r", "${table}", ' || version || ', ' || doc::text || ']'`
  return `(SELECT version, CASE WHEN deleted_at IS NULL THEN ${row} ELSE ${removed} END AS item
    FROM fixpoint.${table} WHERE ${rowCondition(table, '$7')} AND ${range})`
}

interface SnapshotQuestion {
  readonly clients: WireScope
  readonly after: SnapshotPosition | null
  readonly maxBytes: number
}

interface PageRow {
  readonly client_id: string | null
  readonly low: string
  readonly last: string
  readonly rows: number
  readonly content: string
}

/** See `ServerStore.snapshot`. */
export async function snapshotFromPostgres(
  client: pg.PoolClient,
  viewer: Viewer,
  check: ScopeCheck,
  { clients, after, maxBytes }: SnapshotQuestion
): Promise<SnapshotChunk> {
  const pages: SnapshotChunk['pages'][number][] = []
  let bytes = 0
  let position = after
  for (const { name } of entities.slice(after === null ? 0 : entities.findIndex((entity) => entity.name === after.entity))) {
    if (check.hidden.includes(name)) continue
    for (;;) {
      const within: SnapshotPosition | null = position?.entity === name ? position : null
      const found = await readPages(client, viewer, check, { name, clients, within })
      for (const page of found) {
        // The first page of a partition starts at ''; one that goes on inside a partition at its own first key.
        const isFirst = page.client_id !== position?.clientId || position.entity !== name
        pages.push({ line: [name, page.client_id, isFirst ? '' : page.low, page.rows], content: page.content })
        position = { entity: name, clientId: page.client_id, key: page.last }
        bytes += page.content.length
        if (bytes >= maxBytes) return { pages, next: position }
      }
      if (found.reduce((sum, page) => sum + page.rows, 0) < chunkRows) break
    }
  }
  return { pages, next: null }
}

async function readPages(
  client: pg.PoolClient,
  viewer: Viewer,
  check: ScopeCheck,
  { name, clients, within }: { name: string; clients: WireScope; within: SnapshotPosition | null }
): Promise<PageRow[]> {
  const entity = entityNamed(name)
  const order = orderColumns(entity)
  const keys = within === null ? [] : within.key.split('/')
  const values = [viewer.organisationId, check.clients, check.hidden, clients, check.person]
  const place = within === null ? '' : `AND (partition, ${order.join(', ')}) > ($6, ${keys.map((_, index) => `$${index + 7}`).join(', ')})`
  const text = `WITH slice AS (
      SELECT client_id, partition, ${sortKeySql(entity)} AS key, version, doc FROM fixpoint.${name}
      WHERE ${rowCondition(name, '$5')} AND deleted_at IS NULL AND ($4::uuid[] IS NULL OR client_id = ANY ($4)) ${place}
      ORDER BY partition, ${order.join(', ')} LIMIT ${chunkRows}
    ), numbered AS (SELECT *, (row_number() OVER (PARTITION BY partition ORDER BY key COLLATE "C") - 1) / ${pageRows} AS page FROM slice)
    SELECT client_id, min(key COLLATE "C") AS low, max(key COLLATE "C") AS last, count(*)::int AS rows,
      '[' || string_agg('[' || version || ', ' || doc::text || ']', ', ' ORDER BY key COLLATE "C") || ']' AS content
    FROM numbered GROUP BY partition, client_id, page ORDER BY partition, page`
  const placed = within === null ? values : [...values, within.clientId ?? sharedPartition, ...keys]
  const { rows } = await client.query<PageRow>({ name: `snapshot:${name}:${within === null ? 'first' : 'next'}`, text, values: placed })
  return rows
}

/** See `ServerStore.countRows`. */
export async function countOnPostgres(client: pg.PoolClient, viewer: Viewer, check: ScopeCheck, clients: WireScope): Promise<number> {
  const counts = entities
    .filter(({ name }) => !check.hidden.includes(name))
    .map(
      ({ name }) =>
        `SELECT count(*) AS rows FROM fixpoint.${name} WHERE ${rowCondition(name, '$5')} AND deleted_at IS NULL AND ($4::uuid[] IS NULL OR client_id = ANY ($4))`
    )
  const { rows } = await client.query<{ rows: number }>({
    text: `SELECT sum(rows)::bigint AS rows FROM (${counts.join(' UNION ALL ')}) counted`,
    values: [viewer.organisationId, check.clients, check.hidden, clients, check.person]
  })
  return rows[0]?.rows ?? 0
}
