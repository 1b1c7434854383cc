// What SCALING.md promises of the schema: every key and index begins with the organisation, and so does every query. Read from the
// catalogue, from the bodies of the functions, and from every SQL text that a server issues while it serves.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAttachmentRows } from '#server/attachments/attachment-rows.ts'
import { createPool } from '#server/postgres/pool.ts'
import { createPostgresStore } from '#server/store/postgres-store.ts'
import {
  directoryFunctions,
  directoryTables,
  looseKeys,
  referenceTables,
  spreadTables,
  unboundParts
} from '../support/organisation-keys.ts'
import { call, startTestServer, testPassword, type TestServer } from '../support/server.ts'
import { small } from '../support/small-organisation.ts'
import { openSyncDevice } from '../support/sync-device.ts'

let server: TestServer
let admin: pg.Client
let tables: readonly string[]
const issued = new Set<string>()

/** Everything that any connection of this process is asked, until the returned function is called. */
function listenIn(): () => void {
  const original = pg.Client.prototype.query
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [question] = given
    const text = typeof question === 'string' ? question : (question as { text?: string } | null)?.text
    if (text !== undefined && (this as unknown as { user?: string }).user === 'fixpoint_app') issued.add(text)
    return Reflect.apply(original, this, given)
  }
  pg.Client.prototype.query = spy as typeof original
  return () => {
    pg.Client.prototype.query = original
  }
}

beforeAll(async () => {
  const stop = listenIn()
  server = await startTestServer()
  await serveEverything()
  stop()
  admin = new pg.Client({ connectionString: server.database.adminUrl })
  await admin.connect()
  tables = await spreadTables(admin)
})
afterAll(async () => {
  await admin.end()
  await server.close()
})

/** One of each: signing in and on, writing, moving, reading by feed and snapshot, counting, files, passwords, the end. */
async function serveEverything(): Promise<void> {
  const session = await server.signIn('admin')
  const device = await openSyncDevice(server.address, session)
  const note = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: 'Seen.' }
  await device.replica.run('ticket.comment', note)
  await device.replica.run('ticket.edit', { id: small.northTicket, fields: { subject: 'Other words' } })
  await device.settled()
  await device.replica.run('ticket.move', { id: small.northTicket, fromClientId: small.north, clientId: small.south })
  await device.settled()
  await device.close()
  await call(server.address, '/v1/session/refresh', { refreshToken: session.refreshToken })
  const pool = createPool(server.database.app)
  const store = createPostgresStore(pool)
  const viewer = await store.viewer(small.organisation, small.agent)
  if (!viewer) throw new Error('the agent is there')
  const rows = createAttachmentRows(pool)
  await rows.find(viewer, small.northTicket)
  await rows.alike(viewer, { id: small.northTicket, sha256: 'a'.repeat(64) } as Parameters<typeof rows.alike>[1])
  await store.countRows(viewer, null)
  await store.snapshot(viewer, [small.south], null, 1)
  await pool.end()
  const again = await server.signIn('admin')
  const change = { oldPassword: testPassword, newPassword: 'another horse battery' }
  await fetch(`${server.address}/v1/password`, {
    method: 'PUT',
    body: JSON.stringify(change),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${again.accessToken}` }
  })
  await call(server.address, '/v1/session/sign-out', {}, again.accessToken)
}

describe('the schema', () => {
  it('[SPREAD1] has no key, index or foreign key that does not begin with the organisation', async () => {
    expect(tables.length).toBeGreaterThan(20)
    expect(await looseKeys(admin)).toEqual([])
  })

  it('is found out when an index is planted that does not', async () => {
    await admin.query('BEGIN')
    await admin.query('CREATE INDEX planted ON fixpoint.ticket (version)')
    await admin.query('CREATE TABLE fixpoint.planted_too (id uuid PRIMARY KEY, organisation_id uuid)')
    expect(await looseKeys(admin)).toEqual([
      'index planted_too_pkey of planted_too does not begin with the organisation: CREATE UNIQUE INDEX planted_too_pkey ON fixpoint.planted_too USING btree (id)',
      'index planted of ticket does not begin with the organisation: CREATE INDEX planted ON fixpoint.ticket USING btree (version)'
    ])
    await admin.query('ROLLBACK')
  })
})

describe('the queries', () => {
  it('[SPREAD1] that the server issues name the organisation for every table they reach', () => {
    const texts = [...issued]
    for (const wanted of [
      'commit_decision',
      'fixpoint.leave',
      'string_agg',
      'count(*)',
      'fixpoint.attachment',
      'spend_refresh',
      'set_password'
    ])
      expect(
        texts.some((text) => text.includes(wanted)),
        wanted
      ).toBe(true)
    expect(texts.flatMap((text) => unboundParts(text, tables))).toEqual([])
  })

  it('[SPREAD1] within the functions do so too, but for those that find out whose organisation it is', async () => {
    const { rows } = await admin.query<{ name: string; body: string }>(
      `SELECT proname AS name, prosrc AS body FROM pg_proc WHERE pronamespace = 'fixpoint'::regnamespace ORDER BY 1`
    )
    expect(rows.length).toBeGreaterThan(30)
    const unbound = rows.filter(({ body }) => unboundParts(body, tables).length > 0).map(({ name }) => name)
    expect(unbound.filter((name) => !directoryFunctions.includes(name))).toEqual([])
  })

  it.each([
    ['SELECT doc FROM fixpoint.ticket WHERE id = $1', 1],
    ['SELECT 1 FROM ticket t JOIN client c ON c.id = t.client_id WHERE t.organisation_id = $1', 1],
    ['SELECT 1 FROM ticket WHERE organisation_id = $1 AND id IN (SELECT ticket_id FROM comment)', 1],
    ["EXECUTE format('SELECT 1 FROM %I t WHERE t.id = $1', entity) USING 'x'", 1],
    ['DELETE FROM ticket', 1],
    ['SELECT doc FROM ticket WHERE organisation_id = $1 UNION SELECT doc FROM ticket WHERE true', 1],
    ['INSERT INTO ticket (id) VALUES ($1)', 1],
    ['SELECT doc FROM fixpoint.ticket t JOIN client c ON c.organisation_id = t.organisation_id WHERE t.organisation_id = $1', 0]
  ])('planted are found: %s', (text, times) => {
    expect(unboundParts(text, tables)).toHaveLength(times)
  })
})

describe('SCALING.md', () => {
  it('[SPREAD1] spreads exactly the tables that there are', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../src/server/SCALING.md'), 'utf8')
    for (const table of [...referenceTables, ...directoryTables]) expect(page).toContain(`'fixpoint.${table}'`)
    expect(tables).toContain('counter')
  })
})
