// Defects that a simulated world once found, each retold small and by name: seeds meet other worlds when the code around them changes.

import { expect, test } from 'vitest'
import { createEngine } from '#sync/engine.ts'
import { type Clock, type Transport, TransportError } from '#sync/ports.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds

/** A device that lost its store, so that it knows no epoch, with unsent work that came back from its journal. */
async function withoutEpoch(...bodies: string[]): Promise<{ readonly desk: Desk; readonly device: SimDevice }> {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  device.network.isOnline = false
  for (const body of bodies) await saved(device, 'ticket.comment', note(ticketId, body))
  device.loseStore()
  await device.start()
  await device.engine?.stop()
  expect([rowsOf(device).meta().epoch, rowsOf(device).waiting().length]).toEqual([null, bodies.length])
  device.network.isOnline = true
  return { desk, device }
}

/** The way to a server that can't read one of the commands; `isCut`: it is lost behind the answer about it. */
function unreading(device: SimDevice, word: string, isCut: () => boolean): Transport {
  const real = device.network.transport(adminId, () => device.deviceId)
  const cut = async (): Promise<never> => Promise.reject(new TransportError({ type: 'unreachable', detail: 'cut' }))
  return {
    ...real,
    pull: (request) => (isCut() ? cut() : real.pull(request)),
    snapshot: (request) => (isCut() ? cut() : real.snapshot(request)),
    async push(request) {
      const index = request.commands.findIndex(({ input }) => JSON.stringify(input).includes(word))
      if (index >= 0) throw new TransportError({ type: 'bad-request', field: `commands.${index}.input`, detail: 'something else' })
      return isCut() ? cut() : real.push(request)
    }
  }
}

async function syncOnce({ desk, device }: { desk: Desk; device: SimDevice }, transport: Transport): Promise<void> {
  const clock: Clock = {
    now: () => desk.clock.now(),
    after: (delayMs, run) => desk.clock.after(delayMs, run),
    random: () => 0.5,
    randomBytes: (count) => new Uint8Array(count)
  }
  const engine = createEngine({ replica: rowsOf(device), transport, clock, newDevice: async () => device.deviceId })
  engine.start()
  await desk.pass(8_000)
  await engine.stop()
}

test('[EPOCH3] regression (seed 1632): a command that is set aside before the first exchange leaves the epoch unknown', async () => {
  const { desk, device } = await withoutEpoch('unreadable')
  let cut = true
  const transport = unreading(device, 'unreadable', () => cut)
  await syncOnce({ desk, device }, transport)
  expect(rowsOf(device).outbox()).toMatchObject([{ state: { type: 'refused', refusal: { type: 'poisonous' } } }])
  expect(rowsOf(device).meta().epoch).toBe(null)
  // What was written is what a restart reads: no epoch either.
  device.kill()
  await device.start()
  await device.engine?.stop()
  expect(rowsOf(device).meta().epoch).toBe(null)
  cut = false
  await syncOnce({ desk, device }, transport)
  await checkReplica(device, desk.server)
})

test.each([
  ['first', ['unreadable', 'readable 1', 'readable 2']],
  ['last', ['readable 1', 'readable 2', 'unreadable']]
])(
  '[EPOCH3] regression (seed 1632): set aside as the %s of several, the others’ answer gives the epoch and they are applied',
  async (_place, bodies) => {
    const { desk, device } = await withoutEpoch(...bodies)
    await syncOnce(
      { desk, device },
      unreading(device, 'unreadable', () => false)
    )
    expect(rowsOf(device).meta().epoch).toMatch(/^[0-9a-f-]{36}$/)
    expect(
      desk
        .serverRows('comment')
        .map((row) => String(row['body']))
        .toSorted()
    ).toEqual(['readable 1', 'readable 2'])
    expect(rowsOf(device).outbox()).toMatchObject([{ state: { type: 'refused' } }])
    await checkReplica(device, desk.server)
  }
)
