// Working time, timers and parts.

import { describe, expect, it } from 'vitest'
import { minutesOf, workedMs } from '#core/work/work.rules.ts'
import { smallWorld } from '../support/small-world.ts'
import { idOf, startOfTime } from '../support/world.ts'

const minute = 60_000
const agent = { actor: { personId: idOf('person/agent'), role: 'agent' } } as const

describe('timers', () => {
  it('run side by side on several tickets, but one person has one per ticket', async () => {
    const { world, names } = await smallWorld()
    await world.must('timer.start', { ticketId: names.other })
    expect((await world.must('timer.start', { ticketId: names.other })).rows).toEqual([])
    await world.must('timer.start', { ticketId: names.other }, agent)
    expect(world.all('timer')).toHaveLength(3)
  })

  it('count only while they run', async () => {
    const { world, names } = await smallWorld()
    const now = world.now + 10 * minute
    await world.must('timer.pause', { id: names.timer }, { now })
    const paused = world.get('timer', names.timer)
    expect(workedMs(paused, now + 500 * minute)).toBe(paused.accumulatedMs)
    await world.must('timer.resume', { id: names.timer }, { now: now + 500 * minute })
    expect(workedMs(world.get('timer', names.timer), now + 503 * minute)).toBe(paused.accumulatedMs + 3 * minute)
  })

  it('count nothing backwards when a clock jumps back', () => {
    expect(workedMs({ accumulatedMs: 5, resumedAt: 1000, pausedAt: null }, 10)).toBe(5)
  })

  it('become a time entry when stopped: whole minutes, at least one, and the timer is gone', async () => {
    const { world, names } = await smallWorld()
    const started = world.get('timer', names.timer).startedAt
    await world.must('timer.stop', { id: names.timer, note: 'Rollers' }, { now: started + 25.6 * minute })
    expect(world.all('timer')).toEqual([])
    const entry = world.all('time_entry').find((row) => row.note === 'Rollers')
    expect(entry).toMatchObject({ rawMinutes: 26, startedAt: started, personId: idOf('person/admin'), billable: true })
    expect(minutesOf(3)).toBe(1)
  })

  it('that began earlier count from then, never from the future', async () => {
    const { world, names } = await smallWorld()
    await world.must('timer.start', { ticketId: names.other, startedAt: world.now - 10 * minute })
    await world.must('timer.start', { ticketId: names.other, startedAt: world.now + 900 * minute }, agent)
    const [own, others] = world.all('timer').filter((row) => row.ticketId === names.other)
    expect(own?.startedAt).toBe(world.now - 12 * minute)
    expect(others?.startedAt).toBe(world.now)
  })

  it('of somebody else are out of reach without the permission', async () => {
    const { world, names } = await smallWorld()
    for (const name of ['timer.pause', 'timer.stop', 'timer.discard'])
      expect(await world.run(name, { id: names.timer }, agent)).toMatchObject({
        error: { type: 'forbidden', values: { permission: 'time.all' } }
      })
    expect((await world.run('timer.pause', { id: names.timer }, { actor: { ...agent.actor, role: 'dispatcher' } })).ok).toBe(true)
  })
})

describe('time', () => {
  it('that ends before it begins is refused with its field', async () => {
    const { world, names } = await smallWorld()
    const input = { ticketId: names.ticket, startedAt: startOfTime, endedAt: startOfTime - 1, kind: 'remote' }
    expect(await world.run('time.log', input)).toMatchObject({ error: { type: 'invalid-input', field: 'endedAt' } })
  })

  it('is booked for somebody else only with the permission', async () => {
    const { world, names } = await smallWorld()
    const input = {
      ticketId: names.ticket,
      startedAt: startOfTime,
      endedAt: startOfTime + minute,
      kind: 'remote',
      personId: idOf('person/tech')
    }
    expect(await world.run('time.log', input, agent)).toMatchObject({ error: { type: 'forbidden' } })
    expect((await world.run('time.log', input)).ok).toBe(true)
  })

  it('that was voided stays with who, when and why, and is voided once', async () => {
    const { world, names } = await smallWorld()
    await world.must('time.void', { id: names.entry, ticketId: names.ticket, reason: 'Wrong ticket' })
    const entry = world.get('time_entry', names.entry)
    expect(entry).toMatchObject({ rawMinutes: 30, voidedById: idOf('person/admin'), voidReason: 'Wrong ticket' })
    expect((await world.must('time.void', { id: names.entry, ticketId: names.ticket, reason: 'Again' })).rows).toEqual([])
    expect(world.get('time_entry', names.entry)).toEqual(entry)
  })
})

describe('parts', () => {
  it('that come back are marked, not erased', async () => {
    const { world, names } = await smallWorld()
    await world.must('part.return', { id: names.part, ticketId: names.ticket, reason: 'Unused' })
    expect(world.get('part_use', names.part)).toMatchObject({ quantity: 1, returnReason: 'Unused', returnedAt: world.now })
  })
})
