// `ServerStore` on memory, on the embedded PostgreSQL 18 and, where Debian's lies here, on PostgreSQL 15.

import { createPool } from '#server/postgres/pool.ts'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { createMemoryStore } from '#server/store/memory-store.ts'
import { createPostgresStore } from '#server/store/postgres-store.ts'
import { describe, it } from 'vitest'
import { clusterUrl, createTestDatabase } from '../support/postgres.ts'
import { idOf } from '../support/rows.ts'
import { small, smallRows } from '../support/small-organisation.ts'
import { describeServerStore, type StoreUnderTest } from './server-store.contract.ts'
import { describeWithheldRows } from './withheld-rows.contract.ts'

async function openMemory(): Promise<StoreUnderTest> {
  const store = createMemoryStore()
  store.create(small.organisation, idOf(5000))
  const rows = smallRows().map(({ entity, doc }, index) => ({
    entity,
    id: doc.id,
    version: index + 1,
    deletedAt: null,
    doc,
    stamps: {},
    isNew: true,
    by: small.admin
  }))
  await store.decide(small.organisation, (decision) =>
    decision.write({ version: rows.length, numbers: {}, rows, leaves: [], commands: [] })
  )
  return { store, close: async () => undefined }
}

describeServerStore('ServerStore in memory', openMemory)
describeWithheldRows('ServerStore in memory, what is withheld', openMemory)

describeServerStore('ServerStore on PostgreSQL 18', () => openPostgres(18))
describeWithheldRows('ServerStore on PostgreSQL 18, what is withheld', () => openPostgres(18))

if (clusterUrl(15) === null)
  describe('ServerStore on PostgreSQL 15', () => {
    it.skip('is skipped: /usr/lib/postgresql/15/bin is not on this machine', () => undefined)
  })
else {
  describeServerStore('ServerStore on PostgreSQL 15', () => openPostgres(15))
  describeWithheldRows('ServerStore on PostgreSQL 15, what is withheld', () => openPostgres(15))
}

async function openPostgres(version: 18 | 15): Promise<StoreUnderTest> {
  const database = await createTestDatabase(version)
  await asOwner(database.owner, (owner) => createOrganisation(owner, small.organisation, smallRows()))
  const pool = createPool(database.app)
  return {
    store: createPostgresStore(pool),
    async close() {
      await pool.end()
      await database.drop()
    }
  }
}
