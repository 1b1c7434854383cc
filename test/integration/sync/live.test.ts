// When the engine moves and what it says: hints, polling, pauses, and every trouble as a state with words.

import { describe, expect, test } from 'vitest'
import { type Transport, TransportError, type TransportProblem } from '#sync/ports.ts'
import { needsPerson, problemWords } from '#sync/problem.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { watch } from '#test/support/watched-engine.ts'

const [ticketId = ''] = ticketIds

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
