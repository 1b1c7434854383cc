import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { clockStanding } from '#core/sla/clock-standing.ts'
import { ticketClocks } from '#core/sla/ticket-clocks.ts'
import type { TicketEvent } from '#core/sla/ticket-log.ts'
import { at, minute, officeHours, slaTerms, ticketLog } from './fixtures.ts'

describe('first response', () => {
  it('is due from the opening, and is met by the first public answer', () => {
    const { firstResponse } = ticketClocks(ticketLog([['15T09:40', { kind: 'agent-reply' }]]))
    expect(firstResponse).toMatchObject({
      dueAt: at('2024-01-15T10:00:00Z'),
      stoppedAt: at('2024-01-15T09:40:00Z'),
      spentMs: 40 * minute,
      outcome: 'met'
    })
  })

  it('is not an internal note, but a call is', () => {
    const { firstResponse } = ticketClocks(
      ticketLog([
        ['15T09:10', { kind: 'internal-note' }],
        ['15T10:30', { kind: 'agent-call' }]
      ])
    )
    expect(firstResponse).toMatchObject({ stoppedAt: at('2024-01-15T10:30:00Z'), outcome: 'missed' })
    expect(firstResponse?.steps).toContainEqual({ type: 'ignored', at: at('2024-01-15T09:10:00Z'), because: 'internal-note' })
  })

  it('keeps running while the ticket waits, by default', () => {
    const log = ticketLog([['15T09:10', { kind: 'status', status: 'waiting-client' }]])
    expect(ticketClocks(log).firstResponse).toMatchObject({ dueAt: at('2024-01-15T10:00:00Z'), pausedSince: null })
  })

  it('pauses with the ticket when the policy says so, and then has no deadline yet', () => {
    const terms = slaTerms({ pausedClocks: ['first-response', 'resolution'] })
    const waiting = ticketLog([['15T09:10', { kind: 'status', status: 'waiting-client' }]], { terms })
    expect(ticketClocks(waiting).firstResponse).toMatchObject({ dueAt: null, pausedSince: at('2024-01-15T09:10:00Z') })
    const resumed = { ...waiting, events: [...waiting.events, status('9', '2024-01-15T11:10:00Z', 'open')] }
    expect(ticketClocks(resumed).firstResponse).toMatchObject({ dueAt: at('2024-01-15T12:00:00Z'), pausedMs: 120 * minute })
  })

  it('has no verdict when the ticket was resolved in time without an answer', () => {
    const inTime = ticketClocks(ticketLog([['15T09:30', { kind: 'status', status: 'resolved' }]])).firstResponse
    const late = ticketClocks(ticketLog([['15T10:30', { kind: 'status', status: 'resolved' }]])).firstResponse
    expect([inTime?.outcome, late?.outcome]).toEqual(['void', 'missed'])
  })

  it('is late when it comes after the closing at which it was due', () => {
    const log = ticketLog([['15T18:00', { kind: 'agent-reply' }]], { openedAt: at('2024-01-15T16:00:00Z') })
    expect(ticketClocks(log).firstResponse).toMatchObject({ dueAt: at('2024-01-15T17:00:00Z'), spentMs: 60 * minute, outcome: 'missed' })
  })
})

describe('next response', () => {
  it('waits for an answer to the first open message; later messages do not extend it', () => {
    const clocks = ticketClocks(
      ticketLog([
        ['15T10:00', { kind: 'customer-message' }],
        ['15T10:30', { kind: 'agent-reply' }],
        ['15T11:00', { kind: 'customer-message' }],
        ['15T12:30', { kind: 'customer-message' }]
      ])
    )
    expect(clocks.nextResponse).toMatchObject({ startedAt: at('2024-01-15T11:00:00Z'), dueAt: at('2024-01-15T13:00:00Z') })
    expect(clocks.nextResponse?.steps).toContainEqual({ type: 'ignored', at: at('2024-01-15T12:30:00Z'), because: 'later-message' })
    expect(clocks.answered).toMatchObject([{ spentMs: 30 * minute, outcome: 'met' }])
  })

  it('does not count or show a pause from before the message', () => {
    const terms = slaTerms({ pausedClocks: ['next-response'] })
    const log = ticketLog(
      [
        ['15T09:30', { kind: 'status', status: 'waiting-vendor' }],
        ['15T10:00', { kind: 'status', status: 'open' }],
        ['15T10:30', { kind: 'customer-message' }]
      ],
      { terms }
    )
    const { nextResponse } = ticketClocks(log)
    expect(nextResponse).toMatchObject({ pausedMs: 0, dueAt: at('2024-01-15T12:30:00Z') })
    expect(nextResponse?.steps.some((step) => step.type === 'paused')).toBe(false)
  })

  it('no longer waits once the ticket is resolved', () => {
    const log = ticketLog([
      ['15T10:00', { kind: 'customer-message' }],
      ['15T10:30', { kind: 'status', status: 'resolved' }]
    ])
    expect(ticketClocks(log).nextResponse).toBeNull()
  })
})

describe('resolution', () => {
  it('pauses while the client or a vendor is waited for, in business time', () => {
    const log = ticketLog([
      ['15T16:00', { kind: 'status', status: 'waiting-client' }],
      ['16T10:00', { kind: 'status', status: 'waiting-vendor' }],
      ['16T11:00', { kind: 'status', status: 'in-progress' }]
    ])
    expect(ticketClocks(log).resolution).toMatchObject({ pausedMs: 180 * minute, dueAt: at('2024-01-16T12:00:00Z') })
  })

  it('is recomputed from the start, with the same pauses, when the priority changes', () => {
    const log = ticketLog([
      ['15T10:00', { kind: 'status', status: 'waiting-client' }],
      ['15T11:00', { kind: 'status', status: 'open' }],
      ['15T12:00', { kind: 'priority', priority: 1 }]
    ])
    const { resolution } = ticketClocks(log)
    expect(resolution).toMatchObject({ targetMs: 240 * minute, dueAt: at('2024-01-15T14:00:00Z') })
    expect(resolution?.steps.filter((step) => step.type === 'promised')).toHaveLength(2)
  })

  it('follows new terms from the start, their calendar included, and has no clock without terms', () => {
    const berlin = slaTerms({ id: 'berlin' }, officeHours('Europe/Berlin'))
    const log = ticketLog([['15T12:00', { kind: 'terms', terms: berlin }]])
    expect(ticketClocks(log).resolution).toMatchObject({ dueAt: at('2024-01-16T09:00:00Z') })
    const removed = { ...log, events: [...log.events, { id: '9', at: at('2024-01-15T13:00:00Z'), kind: 'terms', terms: null } as const] }
    expect(ticketClocks(removed)).toEqual({ firstResponse: null, nextResponse: null, answered: [], resolution: null })
  })

  it('runs from the assignment where the policy says so', () => {
    const log = ticketLog([['15T12:00', { kind: 'terms', terms: slaTerms({ anchor: 'assigned' }) }]], { terms: null })
    expect(ticketClocks(log).firstResponse).toMatchObject({ startedAt: at('2024-01-15T12:00:00Z'), dueAt: at('2024-01-15T13:00:00Z') })
  })

  it('resumes the remaining budget when the ticket is reopened', () => {
    const log = ticketLog([
      ['15T11:00', { kind: 'status', status: 'resolved' }],
      ['16T12:00', { kind: 'status', status: 'open' }]
    ])
    expect(ticketClocks(log).resolution).toMatchObject({ outcome: null, dueAt: at('2024-01-17T10:00:00Z') })
  })

  it('stays missed after reopening, even under a longer target', () => {
    const log = ticketLog(
      [
        ['15T14:00', { kind: 'status', status: 'resolved' }],
        ['16T09:00', { kind: 'status', status: 'open' }],
        ['16T09:01', { kind: 'priority', priority: 3 }],
        ['16T09:02', { kind: 'status', status: 'resolved' }]
      ],
      { priority: 1 }
    )
    const { resolution } = ticketClocks(log)
    expect(resolution).toMatchObject({ outcome: 'missed', spentMs: 302 * minute })
    expect(resolution?.steps).toContainEqual({ type: 'missed-before', at: at('2024-01-15T13:00:00Z') })
    const lenient = { ...log, terms: slaTerms({ breachIsFinal: false }) }
    expect(ticketClocks(lenient).resolution?.outcome).toBe('met')
  })

  it('keeps the verdict of the terms that held when it was resolved', () => {
    const log = ticketLog([
      ['15T14:00', { kind: 'status', status: 'resolved' }],
      ['15T15:00', { kind: 'priority', priority: 1 }]
    ])
    expect(ticketClocks(log).resolution).toMatchObject({ targetMs: 480 * minute, outcome: 'met' })
  })

  it('is not stopped twice by resolved and then closed', () => {
    const log = ticketLog([
      ['15T11:00', { kind: 'status', status: 'resolved' }],
      ['17T11:00', { kind: 'status', status: 'closed' }]
    ])
    expect(ticketClocks(log).resolution).toMatchObject({ stoppedAt: at('2024-01-15T11:00:00Z'), spentMs: 120 * minute })
  })
})

describe('the standing of a clock at a moment', () => {
  const open = ticketClocks(ticketLog([])).resolution

  it.each([
    ['15T10:00', 'running', 420],
    ['15T15:00', 'warning', 120],
    ['15T17:00', 'warning', 0],
    ['16T10:00', 'overdue', -60]
  ])('%s: %s', (time, state, left) => {
    const standing = open && clockStanding(open, at(`2024-01-${time}:00Z`))
    expect(standing).toEqual({ state, remainingMs: left * minute, missedMs: Math.max(0, -left * minute) })
  })

  it('stands still while the ticket waits', () => {
    const { resolution } = ticketClocks(ticketLog([['15T10:00', { kind: 'status', status: 'waiting-client' }]]))
    expect(resolution && clockStanding(resolution, at('2024-01-19T10:00:00Z'))).toEqual({
      state: 'paused',
      remainingMs: 420 * minute,
      missedMs: 0
    })
  })
})

describe('events in any order', () => {
  const kinds = ['agent-reply', 'agent-call', 'internal-note', 'customer-message'] as const
  const statuses = ['open', 'in-progress', 'waiting-client', 'waiting-vendor', 'resolved', 'closed'] as const
  const event: fc.Arbitrary<TicketEvent> = fc
    .tuple(
      fc.uuid(),
      fc.integer({ min: 0, max: 20 }).map((step) => at('2024-01-15T09:00:00Z') + step * 137 * minute),
      fc.oneof(
        fc.constantFrom(...kinds).map((kind) => ({ kind })),
        fc.constantFrom(...statuses).map((status) => ({ kind: 'status' as const, status })),
        fc.constantFrom(1, 3).map((priority) => ({ kind: 'priority' as const, priority }))
      )
    )
    .map(([id, time, body]) => ({ ...body, id, at: time }))

  it('give the same clocks, and so do events that arrive twice', () => {
    const shuffled = fc
      .uniqueArray(event, { selector: (each) => each.id, maxLength: 12 })
      .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })))
    fc.assert(
      fc.property(shuffled, ([events, others]) => {
        const log = ticketLog([])
        expect(ticketClocks({ ...log, events: others })).toEqual(ticketClocks({ ...log, events }))
      }),
      { numRuns: 300 }
    )
  })
})

function status(id: string, time: string, value: 'open'): TicketEvent {
  return { id, at: at(time), kind: 'status', status: value }
}
