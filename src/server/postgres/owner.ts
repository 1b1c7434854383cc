// What only the owner of the schema does, outside of any request: making an organisation, filling it in bulk, and telling a database
// that came back from a backup that it has.

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entities, entityNamed } from '#core/registry.ts'
import { entityIndexes } from './tables.ts'

/** A row to be loaded as it is. */
export interface LoadedRow {
  readonly entity: string
  readonly doc: Doc
}

/** What a load did. */
export interface LoadReport {
  readonly rows: number
  readonly version: number
}

/** Rows, and bytes of text, that one statement inserts at most. */
const statementRows = 2000
const statementBytes = 4_000_000

/** How far number series skip ahead after a restore: numbers that were given and lost are not given again. */
const restoreSkip = 1000

/** Runs something as the schema's owner. */
export async function asOwner<T>(ownerUrl: string, run: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  // A lost connection fails the query that waits for it; nothing more must come of it.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    return await run(owner)
  } finally {
    await owner.end()
  }
}

/** Ids of the organisations in this database. */
export async function organisationIds(owner: pg.Client): Promise<readonly Id[]> {
  const { rows } = await owner.query<{ organisation_id: Id }>('SELECT organisation_id FROM fixpoint.counter ORDER BY 1')
  return rows.map((row) => row.organisation_id)
}

const firstOrganisationLock = 7_266_302

/** Lets one process at a time look whether there is an organisation and make the first; the lock ends with the connection. */
export async function whenAlone(owner: pg.Client): Promise<void> {
  await owner.query('SELECT pg_advisory_lock($1)', [firstOrganisationLock])
}

/** Makes an organisation and fills it, all or nothing. Rows must be complete documents; their references are not checked. */
export async function createOrganisation(
  owner: pg.Client,
  organisationId: Id,
  rows: Iterable<LoadedRow> | AsyncIterable<LoadedRow>
): Promise<LoadReport> {
  await owner.query('BEGIN')
  try {
    await owner.query('SELECT fixpoint.create_organisation($1, $2)', [organisationId, randomUUID()])
    const isFirst = (await organisationIds(owner)).length === 1
    if (isFirst) await dropIndexes(owner)
    const report = await insertRows(owner, organisationId, rows)
    if (isFirst) for (const statement of entities.flatMap(entityIndexes)) await owner.query(statement)
    await owner.query('COMMIT')
    await owner.query(`ANALYZE ${entities.map(({ name }) => `fixpoint.${name}`).join(', ')}`)
    return report
  } catch (error) {
    await owner.query('ROLLBACK')
    throw error
  }
}

/** Gives a restored database a new epoch: devices take a fresh snapshot and send again what it no longer knows. */
export async function markRestored(owner: pg.Client, organisationId: Id): Promise<void> {
  await owner.query('SELECT fixpoint.mark_restored($1, $2, $3)', [organisationId, randomUUID(), restoreSkip])
}

async function dropIndexes(owner: pg.Client): Promise<void> {
  for (const statement of entities.flatMap(entityIndexes)) {
    const name = /IF NOT EXISTS (\S+) ON/.exec(statement)?.[1]
    if (name) await owner.query(`DROP INDEX IF EXISTS fixpoint.${name}`)
  }
}

interface Waiting {
  readonly docs: string[]
  bytes: number
}

async function insertRows(owner: pg.Client, organisationId: Id, rows: Iterable<LoadedRow> | AsyncIterable<LoadedRow>): Promise<LoadReport> {
  const waiting = new Map<string, Waiting>()
  const latest: Record<string, number> = {}
  let version = 0
  let lastNumber = 0
  const flush = async (entity: string, { docs }: Waiting): Promise<void> => {
    await owner.query({ name: `load:${entity}`, text: loadSql(entity), values: [organisationId, version, `[${docs.join(',')}]`] })
    version += docs.length
    latest[entity] = version
    waiting.delete(entity)
  }
  for await (const { entity, doc } of rows) {
    const list = waiting.get(entity) ?? { docs: [], bytes: 0 }
    const text = JSON.stringify(doc)
    list.docs.push(text)
    list.bytes += text.length
    waiting.set(entity, list)
    const number = doc['number']
    if (entity === 'ticket' && typeof number === 'number') lastNumber = Math.max(lastNumber, number)
    if (list.docs.length >= statementRows || list.bytes >= statementBytes) await flush(entity, list)
  }
  for (const [entity, list] of waiting) await flush(entity, list)
  const counter = 'UPDATE fixpoint.counter SET version = $2, latest = $3, numbers = $4 WHERE organisation_id = $1'
  await owner.query(counter, [organisationId, version, JSON.stringify(latest), JSON.stringify({ ticket: lastNumber })])
  return { rows: version, version }
}

function loadSql(entity: string): string {
  return `INSERT INTO fixpoint.${entityNamed(entity).name} (organisation_id, id, client_id, version, doc, stamps)
    SELECT $1::uuid, (d.doc->>'id')::uuid, (d.doc->>'clientId')::uuid, $2::bigint + d.ordinality, d.doc, '{}'::jsonb
    FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS d(doc, ordinality)`
}
