// A private view on the wire and on disks: its owner's devices have it, nobody else's ever does; what becomes private leaves.

import { afterAll, beforeAll, expect, test } from 'vitest'
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
