// The second fence alone: with the application's own scope check switched off by a test seam, row-level security returns no canary of
// another client, another organisation or a sensitive entity; and the application's role can do nothing but what its functions do.

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities } from '#core/registry.ts'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { contextSql, createPool, inTransaction } from '#server/postgres/pool.ts'
import { createPostgresStore } from '#server/store/postgres-store.ts'
import type { ServerStore, Viewer } from '#server/store/server-store.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { idOf, rowOf } from '../support/rows.ts'
import { canaries, small, smallRows } from '../support/small-organisation.ts'

const otherOrganisation = idOf(600)
const otherCanary = 'canary-other-organisation'

let database: TestDatabase
let pool: pg.Pool
let unchecked: ServerStore

beforeAll(async () => {
  database = await createTestDatabase()
  await asOwner(database.owner, async (owner) => {
    await createOrganisation(owner, small.organisation, [...smallRows(), ...conflictRows(), ...privateRows()])
    await createOrganisation(owner, otherOrganisation, otherRows())
  })
  pool = createPool(database.app)
  unchecked = createPostgresStore(pool, { ownScopeCheck: false })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** A conflict about a contract quotes its values: it may be seen only with the contract. */
function conflictRows() {
  const fields = { entity: 'contract', rowId: small.northContract, field: 'name', lost: canaries.contract }
  return [{ entity: 'conflict', doc: rowOf('conflict', { id: idOf(40), clientId: small.north, ...fields }) }]
}

const privateCanary = 'canary-private'

/** A view of the agent's own, with its history. */
function privateRows() {
  const own = { clientId: null, ownerId: small.agent }
  return [
    { entity: 'saved_view', doc: rowOf('saved_view', { ...own, id: idOf(41), entity: 'ticket', name: privateCanary }) },
    {
      entity: 'event',
      doc: rowOf('event', { ...own, id: idOf(42), subjectEntity: 'saved_view', subjectId: idOf(41), kind: privateCanary })
    }
  ]
}

function otherRows() {
  const client = rowOf('client', { id: idOf(601), clientId: idOf(601), name: otherCanary })
  const everyone = rowOf('team', { id: idOf(602), clientId: null, name: otherCanary })
  return [...smallRows(otherOrganisation).slice(0, 2), { entity: 'client', doc: client }, { entity: 'team', doc: everyone }]
}

async function viewerOf(personId: string): Promise<Viewer> {
  const viewer = await unchecked.viewer(small.organisation, personId)
  if (!viewer) throw new Error('the person is there')
  return viewer
}

/** Everything that a viewer can get out of the store: feed, snapshot of everything and of each client, and every single read. */
async function everything(viewer: Viewer): Promise<string> {
  const head = await unchecked.head(viewer.organisationId)
  const { items } = await unchecked.feed(viewer, 0, head, 100_000)
  const snapshots = await Promise.all(
    [null, [small.north], [small.south], [idOf(601)]].map((clients) => unchecked.snapshot(viewer, clients, null, 1e9))
  )
  const reads = await unchecked.decide(viewer.organisationId, async (decision) => {
    const found: unknown[] = []
    for (const { entity, doc } of [...smallRows(), ...conflictRows(), ...privateRows(), ...otherRows()])
      found.push(await decision.row(viewer, entity, doc.id))
    found.push(await decision.rows(viewer, 'comment', 'ticketId', small.southTicket))
    found.push(await decision.rows(viewer, 'conflict', 'rowId', small.northContract))
    return found
  })
  return JSON.stringify([items, snapshots, reads])
}

describe('row-level security alone', () => {
  it('[SYNC4] shows a technician of one client no canary of the other, of another organisation or of what the role may not see', async () => {
    const text = await everything(await viewerOf(small.technician))
    expect(text).toContain(canaries.north)
    for (const canary of [canaries.south, canaries.contract, otherCanary, String(canaries.cost)]) expect(text).not.toContain(canary)
  })

  it('shows an agent of the other client its contracts, and still no costs', async () => {
    const text = await everything(await viewerOf(small.agent))
    expect(text).toContain(`${canaries.contract} ${canaries.south}`)
    for (const canary of [canaries.north, otherCanary, String(canaries.cost)]) expect(text).not.toContain(canary)
  })

  it('[SCOPE7] shows a private view and its history to its owner alone, not even to administrators', async () => {
    expect((await everything(await viewerOf(small.agent))).split(privateCanary).length).toBeGreaterThan(4)
    for (const name of [small.admin, small.technician]) expect(await everything(await viewerOf(name))).not.toContain(privateCanary)
  })

  it('shows an administrator all of the organisation and nothing of another', async () => {
    const text = await everything(await viewerOf(small.admin))
    for (const canary of [canaries.north, canaries.south, canaries.contract, String(canaries.cost)]) expect(text).toContain(canary)
    expect(text).not.toContain(otherCanary)
  })

  it('returns no row of any table without a context, or for a person who is not active or not of the organisation', async () => {
    const contexts = [
      null,
      { organisationId: small.organisation, personId: null },
      { organisationId: otherOrganisation, personId: small.technician },
      { organisationId: small.organisation, personId: idOf(999) }
    ]
    for (const context of contexts) {
      const client = await pool.connect()
      await client.query(context ? `BEGIN; ${contextSql(context)}` : 'BEGIN')
      for (const name of [...entities.map((entity) => entity.name), 'leave']) {
        const { rows } = await client.query(`SELECT * FROM fixpoint.${name}`)
        expect(rows, name).toEqual([])
      }
      await client.query('ROLLBACK')
      client.release()
    }
  })

  it('leaves no context behind on a connection', async () => {
    const one = createPool(database.app, 1)
    const count = 'SELECT count(*) AS rows FROM fixpoint.client'
    const inside = await inTransaction(one, await viewerOf(small.admin), 'read', (client) => client.query<{ rows: number }>(count))
    const outside = await one.query<{ rows: number }>(count)
    await one.end()
    expect([inside.rows[0]?.rows, outside.rows[0]?.rows]).toEqual([2, 0])
  })
})

describe('the application’s role', () => {
  const refusedStatements = [
    `UPDATE fixpoint.ticket SET doc = '{}'`,
    'DELETE FROM fixpoint.client',
    `INSERT INTO fixpoint.leave VALUES ('${small.organisation}', 1, 'ticket', '${small.north}', NULL, NULL)`,
    'SELECT * FROM fixpoint.account',
    'SELECT * FROM fixpoint.access_token',
    'SELECT * FROM fixpoint.command',
    'SELECT * FROM fixpoint.counter',
    `SELECT fixpoint.write_ticket('[]')`,
    `SELECT fixpoint.create_organisation('${idOf(1)}', '${idOf(2)}')`,
    `SELECT fixpoint.mark_restored('${small.organisation}', '${idOf(2)}', 1)`,
    'SET ROLE fixpoint_owner',
    'ALTER TABLE fixpoint.ticket DISABLE ROW LEVEL SECURITY',
    'CREATE TABLE fixpoint.mine (a int)'
  ]
  it.each(refusedStatements)('may not: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('writes nothing outside of the scope of the person it writes for', async () => {
    const viewer = await viewerOf(small.technician)
    const writing = unchecked.decide(small.organisation, async (decision) => {
      const version = decision.head.version + 1
      const doc = rowOf('ticket', { id: idOf(700), clientId: small.south })
      const row = { entity: 'ticket', id: doc.id, version, deletedAt: null, doc, stamps: {}, isNew: true, by: viewer.personId }
      await decision.write({ version, numbers: {}, rows: [row], leaves: [], commands: [] })
    })
    await expect(writing).rejects.toThrow(/outside the scope/)
  })
})
