// The device's process dies at every single write of its store and journal in turn, before the write and after it: whatever it had said to
// be saved is on the server exactly once in the end, and what it holds is what the server has.

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
