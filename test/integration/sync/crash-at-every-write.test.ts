// The device's process dies at every single write of its store and journal in turn, before the write and after it: whatever it had said to
// be saved is on the server exactly once in the end, and what it holds is what the server has. The same where the disk only fails once.

import { expect, test } from 'vitest'
import { type Desk, note, openDesk, rowsOf } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = '', otherId = ''] = ticketIds

interface Day {
  readonly desk: Desk
  readonly device: SimDevice
  /** Bodies of comments that were said to be saved. */
  readonly saved: string[]
}

/** A day with the network coming and going, bulk work, a fresh snapshot and drafts; ends early when the process dies. */
async function live(day: Day): Promise<void> {
  const { desk, device } = day
  const run = async (body: string): Promise<void> => {
    const outcome = await device.replica?.run('ticket.comment', note(ticketId, body))
    if (outcome?.ok) day.saved.push(body)
  }
  await run('online')
  await desk.sync()
  device.network.isOnline = false
  await run('offline')
  const many = await device.replica?.runMany(['bulk 1', 'bulk 2'].map((body) => ({ name: 'ticket.comment', input: note(otherId, body) })))
  for (const [index, outcome] of (many ?? []).entries()) if (outcome.ok) day.saved.push(`bulk ${index + 1}`)
  await device.replica?.putDraft('comment:1', 'half a sentence')
  device.network.isOnline = true
  await desk.sync()
  await device.replica?.beginSnapshot()
  await run('while rows come')
  await desk.sync()
}

async function dayUntil(diesAfterWrites: number | null): Promise<Day & { readonly died: boolean }> {
  const desk = await openDesk()
  const day: Day = { desk, device: await desk.device(adminId), saved: [] }
  day.device.diesAfterWrites = diesAfterWrites
  // A process that is dead answers nothing more; what it had answered was noted.
  await live(day).catch(() => undefined)
  const died = !day.device.isAlive
  day.device.diesAfterWrites = null
  day.device.network.isOnline = true
  await day.device.start()
  await desk.sync()
  return { ...day, died }
}

test('[CMD1] killed at each write of store and journal in turn, nothing that was said to be saved is lost or doubled', async () => {
  let deaths = 0
  for (let write = 1; ; write++) {
    const { desk, device, saved, died } = await dayUntil(write)
    const onServer = desk.serverRows('comment').map((row) => String(row['body']))
    try {
      for (const body of saved) expect(onServer).toContain(body)
      expect(new Set(onServer).size).toBe(onServer.length)
      expect(rowsOf(device).outbox()).toEqual([])
      await checkReplica(device, desk.server)
    } catch (error) {
      throw new Error(`killed at write ${write}: ${String(error)}`, { cause: error })
    }
    if (!died) break
    deaths++
  }
  expect(deaths).toBeGreaterThan(20)
})

interface Told extends Day {
  /** Whether the fault of the disk struck, and whether a person was told of it: by the step that failed, or by the engine. */
  readonly struck: 'store' | 'journal' | null
  readonly told: boolean
  /** What was typed, as the device holds it. */
  readonly draft: unknown
}

/** A day on which the disk fails once. Nothing dies: the person sees that a step was not done, and goes on. */
async function dayWithFault(failsAtWrite: number): Promise<Told> {
  const desk = await openDesk()
  const day: Day = { desk, device: await desk.device(adminId), saved: [] }
  const { device } = day
  let refused = 0
  const step = (work: () => Promise<unknown>): Promise<unknown> => work().catch(() => refused++)
  const say = (ticket: string, ...bodies: string[]): Promise<unknown> =>
    step(async () => {
      const done = await device.replica?.runMany(bodies.map((body) => ({ name: 'ticket.comment', input: note(ticket, body) })))
      for (const [index, outcome] of (done ?? []).entries()) if (outcome.ok) day.saved.push(bodies[index] ?? '')
    })
  device.failsAtWrite = failsAtWrite
  await say(ticketId, 'online')
  await desk.sync()
  device.network.isOnline = false
  await say(ticketId, 'offline')
  await say(otherId, 'bulk 1', 'bulk 2')
  await step(() => rowsOf(device).putDraft('comment:1', 'half a sentence'))
  device.network.isOnline = true
  await desk.sync()
  await step(() => rowsOf(device).beginSnapshot())
  await say(ticketId, 'while rows come')
  await desk.sync()
  const told = refused > 0 || device.troubles.includes('storage')
  const draft = (await rowsOf(device).draft('comment:1'))?.value ?? null
  device.failsAtWrite = null
  device.kill()
  await device.start()
  await desk.sync()
  return { ...day, struck: device.failedAt, told, draft }
}

test('[PAGE10] where the disk fails at one write, whichever, what was said to be saved is there once, what was not is nowhere, and a person was told', async () => {
  const counts = { store: 0, journal: 0 }
  for (let write = 1; ; write++) {
    const { desk, device, saved, struck, told, draft } = await dayWithFault(write)
    const onServer = desk.serverRows('comment').map((row) => String(row['body']))
    try {
      expect(onServer.toSorted()).toEqual(saved.toSorted())
      expect(rowsOf(device).outbox()).toEqual([])
      expect((await rowsOf(device).draft('comment:1'))?.value ?? null).toBe(draft)
      if (draft === null || struck === 'store') expect(told).toBe(true)
      await checkReplica(device, desk.server)
    } catch (error) {
      throw new Error(`the ${struck ?? 'sound disk'} fails at write ${write}: ${String(error)}`, { cause: error })
    }
    if (struck === null) break
    counts[struck]++
  }
  expect(counts.store).toBeGreaterThan(5)
  expect(counts.journal).toBeGreaterThan(3)
})
