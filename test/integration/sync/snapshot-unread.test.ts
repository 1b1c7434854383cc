// A fresh snapshot that is durable while its rows can't be read back: the step between the disk and what is shown.

import { expect, test } from 'vitest'
import { createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { openReplica } from '#store/replica.ts'
import { note, openDesk, saved } from '#test/support/desk.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import { adminId, organisationId, ticketIds } from '#test/support/simulation/sim-server.ts'

test('[SNAP5] a snapshot whose rows can’t be read after they took their place begins anew, and its last part stands for nothing else', async () => {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  for (const id of ticketIds) await saved(device, 'ticket.comment', note(id, 'x'.repeat(30_000)))
  await desk.sync()
  device.kill()
  let isBroken = false
  const inner = createMemoryLocalStore(device.disk)
  const readEntity = (entity: string) => (isBroken ? Promise.reject(new Error('UnknownError')) : inner.readEntity(entity))
  const identity = { organisationId, personId: adminId, deviceId: device.deviceId }
  const clock = { now: desk.clock.now, randomBytes: createChance(9).bytes }
  const store = { ...inner, readEntity }
  const replica = await openReplica({ store, journal: null, clock, identity, role: 'administrator' })
  const transport = device.network.transport(adminId, () => device.deviceId)
  const part = async (): Promise<boolean> => {
    const after = replica.meta().snapshot?.after ?? null
    const asking = transport.snapshot({ protocol: 1, clients: null, after, maxBytes: 65_536 })
    await desk.pass(1_000)
    const answer = await asking
    isBroken = failing && answer.head.next === null
    await replica.applySnapshot(answer)
    return answer.head.next === null
  }
  let failing = true
  await replica.beginSnapshot()
  const all = async (): Promise<void> => {
    while (!(await part()));
  }
  await expect(all()).rejects.toThrow('UnknownError')
  failing = false
  isBroken = false
  expect(replica.meta().snapshot).toMatchObject({ after: null, aside: true })
  await all()
  expect([replica.meta().snapshot, replica.size('ticket')]).toEqual([null, ticketIds.length])
  for (const id of ticketIds) expect(await replica.children('comment', id)).toHaveLength(1)
})
