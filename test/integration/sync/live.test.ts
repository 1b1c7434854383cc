// When the engine moves and what it says: hints, polling, pauses, and every trouble as a state with words.

import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '#sync/engine.ts'
import { type CameAlong, type Clock, type HearHint, type Transport, TransportError, type TransportProblem } from '#sync/ports.ts'
import { needsPerson, problemWords } from '#sync/problem.ts'
import { note, openDesk, rowsOf, saved, type Desk } from '#test/support/desk.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'

const [ticketId = ''] = ticketIds

interface Watched {
  readonly engine: Engine
  readonly pulls: number[]
  problem: TransportProblem | null
}

async function watch(desk: Desk, device: SimDevice, wrap: (real: Transport) => Transport = (real) => real): Promise<Watched> {
  await device.engine?.stop()
  const chance = createChance(5)
  const clock: Clock = { now: desk.clock.now, after: desk.clock.after, random: chance.next, randomBytes: chance.bytes }
  const real = device.network.transport(device.personId, () => device.deviceId)
  const pulls: number[] = []
  const transport: Transport = {
    ...real,
    pull: async (request) => {
      pulls.push(desk.clock.now())
      if (watched.problem) throw new TransportError(watched.problem)
      return real.pull(request)
    }
  }
  const engine = createEngine({ replica: rowsOf(device), transport: wrap(transport), clock, newDevice: async () => device.deviceId })
  const watched: Watched = { engine, pulls, problem: null }
  engine.start()
  await desk.pass(1_000)
  return watched
}

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

describe('when it moves', () => {
  test('[LIVE1] a hint of a newer version is followed by a pull, an old one is not', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const { engine, pulls } = await watch(desk, device)
    const before = pulls.length
    device.network.hint(rowsOf(device).meta().cursor)
    await desk.pass(1_000)
    expect(pulls.length).toBe(before)
    device.network.hint(rowsOf(device).meta().cursor + 1)
    await desk.pass(1_000)
    expect(pulls.length).toBe(before + 1)
    await engine.stop()
  })

  test('[LIVE1] a hint of what the turn under way brings anyway asks for nothing more', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    let hint = (_version: number): void => undefined
    const hinted = (real: Transport): Transport => ({
      ...real,
      live: (onHint, onClose, place) => {
        hint = onHint
        return real.live(onHint, onClose, place)
      },
      pull: async (request) => {
        const answer = await real.pull(request)
        if (answer.type === 'rows') hint(answer.cursor)
        return answer
      }
    })
    const { engine, pulls } = await watch(desk, device, hinted)
    const before = pulls.length
    await saved(device, 'ticket.comment', note(ticketId, 'mine'))
    engine.wake()
    await desk.pass(1_000)
    expect([pulls.length, rowsOf(device).outbox().length]).toEqual([before + 1, 0])
    await engine.stop()
  })

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

  test('[LIVE2] without a socket it asks every few seconds, with jitter', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const noSocket = (real: Transport): Transport => ({
      ...real,
      live: (_onHint, onClose) => {
        desk.clock.after(1, onClose)
        return () => undefined
      }
    })
    const { engine, pulls } = await watch(desk, device, noSocket)
    await desk.pass(600_000)
    const gaps = pulls.slice(1).map((at, index) => at - (pulls[index] ?? 0))
    expect(pulls.length).toBeGreaterThan(20)
    expect(pulls.length).toBeLessThan(120)
    expect(new Set(gaps).size).toBeGreaterThan(5)
    await engine.stop()
  })

  test('[LIVE4] after a failure it waits longer each time, at most a minute and a half, and never spins', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const watched = await watch(desk, device)
    watched.problem = { type: 'unreachable', detail: 'cut' }
    watched.pulls.length = 0
    void watched.engine.syncNow()
    for (let wakes = 0; wakes < 200; wakes++) {
      watched.engine.wake()
      await desk.pass(3_000)
    }
    const gaps = watched.pulls.slice(1).map((at, index) => at - (watched.pulls[index] ?? 0))
    expect(watched.pulls.length).toBeLessThan(30)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(90_000)
    expect(gaps[0]).toBeLessThan(2_100)
    expect(gaps.at(-1)).toBeGreaterThan(20_000)
    await watched.engine.stop()
  })

  test('[LIVE4] a server that answers for other commands than those sent is not asked again at once', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    let pushes = 0
    const { engine } = await watch(desk, device, (real) => ({
      ...real,
      push: async (request) => {
        if (++pushes > 20) throw new TransportError({ type: 'unreachable', detail: 'enough' })
        const answer = await real.push(request)
        return { ...answer, outcomes: answer.outcomes.map((outcome) => ({ ...outcome, id: ticketId })) }
      }
    }))
    await saved(device, 'ticket.comment', note(ticketId, 'answered for another'))
    engine.wake()
    await desk.pass(500)
    expect([pushes, engine.state().problemType]).toEqual([1, 'garbage'])
    await engine.stop()
  })

  test('[LIVE4] a server that asks for a pause gets it', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const watched = await watch(desk, device)
    watched.problem = { type: 'busy', retryAfterMs: 45_000 }
    watched.pulls.length = 0
    void watched.engine.syncNow()
    await desk.pass(44_000)
    expect(watched.pulls).toHaveLength(1)
    await desk.pass(20_000)
    expect(watched.pulls.length).toBeGreaterThan(1)
    await watched.engine.stop()
  })

  test('[LIVE5] a hotel’s sign-in page is named as such, nothing of it is stored, and it is tried again', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.faults.garbage = 1
    await saved(device, 'ticket.comment', note(ticketId, 'written in a hotel'))
    void device.engine?.syncNow()
    await desk.pass(5_000)
    expect(device.engine?.state()).toMatchObject({ activity: 'offline', problemType: 'garbage', needsPerson: false })
    expect(device.engine?.state().problem).toContain('sign-in page')
    device.network.faults.garbage = 0
    await desk.pass(120_000)
    expect(device.engine?.state()).toMatchObject({ activity: 'idle', problem: null })
    expect(desk.serverRows('comment')).toHaveLength(1)
  })
})

describe('what it says', () => {
  const problems: readonly TransportProblem[] = [
    { type: 'unreachable', detail: 'x' },
    { type: 'garbage', detail: 'x' },
    { type: 'busy', retryAfterMs: null },
    { type: 'server-error', status: 500 },
    { type: 'signed-out' },
    { type: 'revoked' },
    { type: 'too-old', serverProtocol: 2 },
    { type: 'bad-request', field: null, detail: 'x' }
  ]

  test('[LIVE3] every trouble is a visible state with words of its own, and local work goes on', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const watched = await watch(desk, device)
    for (const problem of problems) {
      watched.problem = problem
      void watched.engine.syncNow()
      await desk.pass(200)
      expect(watched.engine.state()).toMatchObject({
        problem: problemWords(problem),
        problemType: problem.type,
        needsPerson: needsPerson(problem)
      })
      await saved(device, 'ticket.comment', note(ticketId, `during ${problem.type}`))
    }
    expect(new Set(problems.map(problemWords)).size).toBe(problems.length)
    watched.problem = null
    void watched.engine.syncNow()
    await desk.pass(5_000)
    expect(watched.engine.state()).toMatchObject({ problem: null, needsPerson: false })
    expect(desk.serverRows('comment')).toHaveLength(problems.length)
    await watched.engine.stop()
  })

  test('[LIVE3] a device that has no room says so, and takes the rows when there is room again', async () => {
    const desk = await openDesk()
    const [device, other] = [await desk.device(adminId), await desk.device(adminId)]
    device.quota = 1
    await saved(other, 'ticket.comment', note(ticketId, 'no room for this'))
    await desk.sync()
    expect(device.engine?.state()).toMatchObject({ problemType: 'storage' })
    device.quota = 0
    await desk.sync()
    expect(await rowsOf(device).children('comment', ticketId)).toHaveLength(1)
  })

  test('[TIME1] a device whose clock is a day off writes the right times, because each exchange measures it', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.skewMs = 86_400_000
    void device.engine?.syncNow()
    await desk.pass(1_000)
    await saved(device, 'ticket.comment', note(ticketId, 'at the right time'))
    await desk.sync()
    const [comment] = desk.serverRows('comment')
    expect(Math.abs(Number(comment?.['at']) - desk.clock.now())).toBeLessThan(60_000)
  })
})
