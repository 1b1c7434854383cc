// Rows that come along with hints: taken where they follow on what is here, else what is new is fetched.

import { expect, test } from 'vitest'
import type { CameAlong, HearHint, Transport } from '#sync/ports.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { watch } from '#test/support/watched-engine.ts'

const [ticketId = ''] = ticketIds

/** A socket on which a test says what comes. */
function hearing() {
  let onHint: HearHint = () => undefined
  return {
    hear: (...hint: Parameters<HearHint>) => onHint(...hint),
    wrap: (real: Transport): Transport => ({
      ...real,
      live: (hear) => {
        onHint = hear
        return () => undefined
      }
    })
  }
}

/** What a pull from a version brings. */
async function pullFrom(device: SimDevice, desk: Desk, from: number): Promise<CameAlong> {
  const { epoch } = rowsOf(device).meta()
  const asked = device.network.transport(device.personId, () => device.deviceId).pull({ protocol: 1, epoch, cursor: from, limit: 200 })
  await desk.pass(200)
  const answer = await asked
  if (answer.type !== 'rows') throw new Error('a snapshot is asked for')
  return { from, answer }
}

test('[LIVE10] rows that come along are taken as they are; nothing is asked for them', async () => {
  const desk = await openDesk()
  const [device, other] = [await desk.device(adminId), await desk.device(adminId)]
  const along = hearing()
  const { engine, pulls } = await watch(desk, device, along.wrap)
  const before = pulls.length
  const { cursor } = rowsOf(device).meta()
  await saved(other, 'ticket.comment', note(ticketId, 'from elsewhere'))
  other.engine?.wake()
  await desk.pass(1_000)
  const came = await pullFrom(other, desk, cursor)
  along.hear(came.answer.cursor, came)
  await desk.pass(1_000)
  expect([pulls.length, rowsOf(device).meta().cursor]).toEqual([before, came.answer.cursor])
  expect((await rowsOf(device).children('comment', ticketId)).map(({ body }) => body)).toContain('from elsewhere')
  expect(engine.state().lastExchangeAt).not.toBe(null)
  await engine.stop()
})

test('[LIVE10] rows that leave a gap, come late, or are of another epoch are not taken: what is new is fetched', async () => {
  const desk = await openDesk()
  const [device, other] = [await desk.device(adminId), await desk.device(adminId)]
  const along = hearing()
  const { engine, pulls } = await watch(desk, device, along.wrap)
  const { cursor } = rowsOf(device).meta()
  for (const wrong of ['gap', 'epoch'] as const) {
    const before = pulls.length
    await saved(other, 'ticket.comment', note(ticketId, wrong))
    other.engine?.wake()
    await desk.pass(1_000)
    const came = await pullFrom(other, desk, cursor)
    const { answer } = came
    along.hear(
      answer.cursor,
      wrong === 'gap' ? { from: answer.cursor - 1, answer } : { ...came, answer: { ...answer, epoch: device.deviceId } }
    )
    await desk.pass(1_000)
    expect([wrong, pulls.length, rowsOf(device).meta().cursor]).toEqual([wrong, before + 1, answer.cursor])
    along.hear(answer.cursor, came)
    await desk.pass(1_000)
    expect(pulls.length).toBe(before + 1)
  }
  await engine.stop()
})

test('[LIVE10] rows that come along while an own command is on its way wait for its fate', async () => {
  const desk = await openDesk()
  const [device, other] = [await desk.device(adminId), await desk.device(adminId)]
  const along = hearing()
  const { engine, problem: _, ...watched } = await watch(desk, device, along.wrap)
  const { cursor } = rowsOf(device).meta()
  await saved(other, 'ticket.comment', note(ticketId, 'theirs'))
  other.engine?.wake()
  await desk.pass(1_000)
  const came = await pullFrom(other, desk, cursor)
  await saved(device, 'ticket.comment', note(ticketId, 'mine'))
  const before = watched.pulls.length
  along.hear(came.answer.cursor, came)
  await desk.pass(2_000)
  expect([rowsOf(device).outbox().length, watched.pulls.length]).toEqual([0, before + 1])
  expect((await rowsOf(device).children('comment', ticketId)).map(({ body }) => body)).toEqual(expect.arrayContaining(['mine', 'theirs']))
  await engine.stop()
})
