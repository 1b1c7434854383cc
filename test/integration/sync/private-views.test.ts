// A private view on the wire and on disks: its owner's devices have it, nobody else's ever does; what becomes private leaves.

import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#server/postgres/migrate.ts'
import { asOwner } from '#server/postgres/owner.ts'
import { signIn, startTestServer, type TestServer } from '../../support/server.ts'
import { emailOf, small } from '../../support/small-organisation.ts'
import { openSyncDevice, type SyncDevice } from '../../support/sync-device.ts'
import { TestDevice } from '../../support/test-device.ts'

let server: TestServer
let devices: readonly SyncDevice[]
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 6000 } })
  const people = ['admin', 'technician', 'technician', 'agent'] as const
  devices = await Promise.all(people.map(async (name) => openSyncDevice(server.address, await signIn(server.address, emailOf(name)))))
})
afterAll(async () => {
  await Promise.all(devices.map((device) => device.close()))
  await server.close()
})

const canary = 'canary of my own'

const settle = async (): Promise<void> => {
  for (const device of [...devices, ...devices]) {
    await device.engine.syncNow()
    await device.settled()
  }
}

async function textOf({ replica }: SyncDevice): Promise<string> {
  const history: unknown[] = []
  for await (const rows of replica.confirmed('event')) history.push(rows)
  return JSON.stringify([[...replica.rows('saved_view')], [...replica.rows('conflict')], history])
}

const holders = async (): Promise<readonly boolean[]> => Promise.all(devices.map(async (device) => (await textOf(device)).includes(canary)))

test('[SCOPE7] a private view with its history is on its owner’s devices alone; shared it is everywhere, private again it leaves', async () => {
  const [, mine] = devices
  if (!mine) throw new Error('a device')
  const view = { entity: 'ticket', name: canary, query: { words: canary }, columns: [], ownerId: small.technician }
  const made = await mine.replica.run('saved-view.create', view)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  await settle()
  expect(await holders()).toEqual([false, true, true, false])
  const [row] = [...mine.replica.rows('saved_view')]
  const edit = (fields: object) => mine.replica.run('saved-view.edit', { id: row?.id, fields })

  expect(await edit({ name: `${canary} once more` })).toMatchObject({ ok: true })
  await settle()
  expect(await holders()).toEqual([false, true, true, false])
  for (const name of ['admin', 'agent'] as const) {
    const stranger = new TestDevice(server.address, await server.signIn(name))
    expect(JSON.stringify([await stranger.items(0), (await stranger.snapshot()).text])).not.toContain(canary)
    expect(await stranger.run('saved-view.edit', { id: row?.id, fields: { name: 'mine' } })).toMatchObject({
      type: 'refused',
      refusal: { type: 'out-of-scope' }
    })
  }

  expect(await edit({ ownerId: null })).toMatchObject({ ok: true })
  await settle()
  const shared = devices.map(({ replica }) => [...replica.rows('saved_view')].length)
  expect(shared).toEqual([1, 1, 1, 1])
  expect(await edit({ ownerId: small.technician })).toMatchObject({ ok: true })
  await settle()
  expect(devices.map(({ replica }) => [...replica.rows('saved_view')].length)).toEqual([0, 1, 1, 0])
  expect(await holders()).toEqual([false, true, true, false])
})

test('[SCOPE7] a private view that others received before it was kept to its owner leaves them at the next start, once', async () => {
  const [others, mine] = devices
  if (!others || !mine) throw new Error('devices')
  const word = 'from before'
  const made = await mine.replica.run('saved-view.create', {
    entity: 'ticket',
    name: word,
    query: { words: word },
    columns: [],
    ownerId: null
  })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  await settle()
  const has = async (): Promise<readonly boolean[]> => Promise.all(devices.map(async (device) => (await textOf(device)).includes(word)))
  expect(await has()).toEqual([true, true, true, true])
  // As it was written then: private, without a word to anybody.
  const before = await asOwner(server.database.owner, async (owner) => {
    await owner.query(`UPDATE fixpoint.saved_view SET doc = doc || jsonb_build_object('ownerId', $1::text) WHERE doc->>'name' = $2`, [
      small.technician,
      word
    ])
    await owner.query('DELETE FROM fixpoint.finished_step')
    await owner.query('DELETE FROM fixpoint.migration')
    return newest(owner)
  })
  await migrate(server.database.owner)
  const withdrawn = await asOwner(server.database.owner, newest)
  expect(withdrawn).toBeGreaterThan(before)
  await settle()
  expect(await has()).toEqual([false, true, true, false])
  await asOwner(server.database.owner, (owner) => owner.query('DELETE FROM fixpoint.migration'))
  await migrate(server.database.owner)
  expect(await asOwner(server.database.owner, newest)).toBe(withdrawn)
})

async function newest(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ version: string }>('SELECT version FROM fixpoint.counter WHERE organisation_id = $1', [
    small.organisation
  ])
  return Number(rows[0]?.version)
}
