// A device that was away for longer than deletions are kept: a fresh snapshot, and nothing of its own is lost.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#server/postgres/pool.ts'
import { createPostgresStore } from '#server/store/postgres-store.ts'
import { purgeOrganisation } from '#server/sync/purge-deletions.ts'
import { signIn, startTestServer, type TestServer } from '../../support/server.ts'
import { emailOf, small } from '../../support/small-organisation.ts'
import { bothHashes, openSyncDevice, type SyncDevice } from '../../support/sync-device.ts'

const dayMs = 86_400_000
let server: TestServer
let away: SyncDevice
let here: SyncDevice
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 6000 } })
  const open = async (name: 'admin' | 'technician') => openSyncDevice(server.address, await signIn(server.address, emailOf(name)))
  ;[away, here] = [await open('technician'), await open('admin')]
})
afterAll(async () => {
  await Promise.all([away.close(), here.close()])
  await server.close()
})

test('[KEEP2] comes back to a fresh snapshot with its outbox, and equals the server', async () => {
  await away.settled()
  await away.engine.stop()
  const cursor = away.replica.meta().cursor
  await here.replica.run('ticket.move', { id: small.northTicket2, fromClientId: small.north, clientId: small.south })
  await here.settled()
  const body = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: 'written while away' }
  expect(await away.replica.run('ticket.comment', body)).toMatchObject({ ok: true })

  const pool = createPool(server.database.app)
  const store = createPostgresStore(pool)
  const turn = (days: number, minutes = 0) => {
    const now = (): number => (30_000 + days) * dayMs + minutes * 60_000
    return purgeOrganisation({ store, organisations: async () => [], keepDays: 90, now, onTrouble: () => undefined }, small.organisation)
  }
  expect([await turn(0), await turn(89), await turn(90), await turn(90, 9)]).toEqual([0, 0, 0, 0])
  expect(await turn(90, 11)).toBeGreaterThan(0)
  expect((await store.head(small.organisation)).horizon).toBeGreaterThan(cursor)
  await pool.end()

  const back = await openSyncDevice(server.address, away.session, { disk: away.disk, journal: away.journal })
  await back.settled()
  expect(back.replica.outbox()).toEqual([])
  expect((await back.replica.children('comment', small.northTicket)).some((row) => row['body'] === 'written while away')).toBe(true)
  expect(back.replica.get('ticket', small.northTicket2)).toBeNull()
  const { own, wanted } = await bothHashes(back, server.database.adminUrl, emailOf('technician'))
  expect(own).toMatchObject(wanted)
  await back.close()
})
