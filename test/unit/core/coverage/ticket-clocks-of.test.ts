// The clocks of a ticket from its history: what counts as an answer, which promise holds when, and that only what happened decides.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import { openCoverage } from '#core/coverage/coverage.ts'
import type { Event } from '#core/history/event.entity.ts'
import { openSlaBook } from '#core/sla/sla-book.ts'
import { type ClockContext, ticketClocksOf } from '#core/sla/ticket-clocks-of.ts'
import { ticketDue } from '#core/sla/ticket-due.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { rowOf } from '#test/support/rows.ts'
import { idOf } from '../support/world.ts'
import { assetOf, clauseOf, coverOfClauses, factsOf, mondayTen, policyOf, workOf } from './desk.ts'

const minute = 60_000
const hour = 60 * minute
const gold = policyOf('Gold')
const quick = policyOf('Quick', { targets: { '1': { firstResponseMinutes: 10, nextResponseMinutes: 60, resolutionMinutes: 120 } } })

function contextOf(covers: readonly ContractCover[], now = mondayTen + 30 * 24 * hour): ClockContext {
  const policies = [gold, quick]
  const coverage = openCoverage(factsOf(covers, { policies }))
  const assets = new Map([assetOf('server'), assetOf('printer')].map((asset) => [asset.id, asset]))
  return {
    coverage,
    sla: openSlaBook(policies, coverage.hours),
    now,
    zoneOf: () => 'Europe/Berlin',
    assetOf: (id) => assets.get(id) ?? null
  }
}

const { clientId } = workOf()
const care = coverOfClauses('Care', [clauseOf('All')], { slaPolicyId: gold.id })

function ticketOf(fields: Partial<Ticket> = {}): Ticket {
  const state = {
    kind: 'incident',
    status: 'open',
    priority: 1,
    openedAt: mondayTen,
    siteId: null,
    assetIds: [],
    category: null,
    archivedAt: null
  }
  return rowOf('ticket', { id: idOf('ticket'), clientId, ...state, ...fields }) as unknown as Ticket
}

let made = 0
function eventOf(kind: string, at: number, fields: Partial<Event> = {}): Event {
  made += 1
  const subject = { subjectEntity: 'ticket', subjectId: idOf('ticket') }
  return rowOf('event', { id: idOf(`event/${made}`), clientId, kind, at, changes: [], data: {}, ...subject, ...fields }) as unknown as Event
}

function changed(at: number, field: string, from: Event['changes'][number]['from'], to: Event['changes'][number]['to']): Event {
  return eventOf('ticket.edited', at, { changes: [{ field, from, to }] })
}

describe('clocks of a ticket', () => {
  it('run by the policy that its cover promises, in the hours of the site', () => {
    const clocks = ticketClocksOf(ticketOf(), [], contextOf([care]))
    expect(clocks.firstResponse?.dueAt).toBe(mondayTen + 30 * minute)
    expect(clocks.resolution?.dueAt).toBe(mondayTen + 4 * hour)
    expect(ticketClocksOf(ticketOf(), [], contextOf([]))).toMatchObject({ firstResponse: null, resolution: null })
  })

  it('stop at a public reply or a call, not at an internal note', () => {
    const said = (visibility: string, channel: string) =>
      ticketClocksOf(
        ticketOf(),
        [eventOf('ticket.commented', mondayTen + 10 * minute, { data: { visibility, channel } })],
        contextOf([care])
      ).firstResponse?.stoppedAt
    expect([said('public', 'reply'), said('internal', 'call'), said('internal', 'note')]).toEqual([
      mondayTen + 10 * minute,
      mondayTen + 10 * minute,
      null
    ])
  })

  it('begin again for a message of the client, and end with its answer', () => {
    const cover = coverOfClauses('Care', [clauseOf('All')], { slaPolicyId: quick.id })
    const asked = eventOf('ticket.commented', mondayTen + hour, { data: { visibility: 'public', contactId: idOf('contact') } })
    expect(ticketClocksOf(ticketOf(), [asked], contextOf([cover])).nextResponse?.dueAt).toBe(mondayTen + 2 * hour)
  })

  it('pause while waiting on the client, told by the history, not by the row', () => {
    const events = [
      changed(mondayTen + hour, 'status', 'open', 'waiting-client'),
      changed(mondayTen + 2 * hour, 'status', 'waiting-client', 'open')
    ]
    expect(ticketClocksOf(ticketOf(), events, contextOf([care])).resolution?.dueAt).toBe(mondayTen + 5 * hour)
  })

  it('are recomputed from the start after a change of priority', () => {
    const events = [changed(mondayTen + hour, 'priority', 3, 1)]
    expect(ticketClocksOf(ticketOf(), events, contextOf([care])).resolution?.dueAt).toBe(mondayTen + 4 * hour)
    expect(
      ticketClocksOf(ticketOf({ priority: 3 }), [changed(mondayTen + hour, 'priority', 1, 3)], contextOf([care])).resolution
    ).toBeNull()
  })

  it('follow the asset that the ticket turned out to be about', () => {
    const clauses = [clauseOf('Servers', { assetKinds: ['server'], slaPolicyId: quick.id })]
    const context = contextOf([coverOfClauses('Servers', clauses)])
    const printer = [assetOf('printer').id]
    const server = [assetOf('server').id]
    expect(ticketClocksOf(ticketOf({ assetIds: printer }), [], context).resolution).toBeNull()
    const found = [changed(mondayTen + hour, 'assetIds', printer, server)]
    const { resolution } = ticketClocksOf(ticketOf({ assetIds: server }), found, context)
    expect(resolution?.dueAt).toBe(mondayTen + 2 * hour)
    expect(resolution?.steps.filter(({ type }) => type === 'promised')).toHaveLength(2)
  })

  it('follow a contract that begins while the ticket is open, but not before its first day', () => {
    const next = coverOfClauses('Next', [clauseOf('All')], { startsOn: '2026-03-03', slaPolicyId: quick.id })
    expect(ticketClocksOf(ticketOf(), [], contextOf([next], mondayTen)).resolution).toBeNull()
    const { resolution } = ticketClocksOf(ticketOf(), [], contextOf([next], mondayTen + 24 * hour))
    expect(resolution?.steps).toContainEqual(
      expect.objectContaining({ type: 'promised', at: Date.UTC(2026, 2, 2, 23), policyId: quick.id })
    )
  })

  it('promise at night what they promise by day: the calendar stops the clock, not the promise', () => {
    const day = coverOfClauses('Day', [clauseOf('By day', { hours: 'business' })], { slaPolicyId: gold.id })
    const evening = mondayTen + 9 * hour
    const clocks = ticketClocksOf(ticketOf({ openedAt: evening }), [], contextOf([day]))
    expect(clocks.firstResponse?.dueAt).toBe(Date.UTC(2026, 2, 3, 8, 30))
  })

  it('resume after reopening, and a missed target stays missed', () => {
    const events = [
      changed(mondayTen + 5 * hour, 'status', 'open', 'resolved'),
      changed(mondayTen + 6 * hour, 'status', 'resolved', 'open')
    ]
    const due = ticketDue(ticketClocksOf(ticketOf(), events, contextOf([care])))
    expect(due?.dueMissed).toBe(true)
  })

  it('are the same in whatever order history arrived, with duplicates or without', () => {
    const servers: string[] = [assetOf('server').id]
    const step = fc.record({
      after: fc.nat({ max: 500 }),
      what: fc.constantFrom(
        ['status', 'waiting-client'],
        ['status', 'open'],
        ['status', 'resolved'],
        ['priority', 1],
        ['priority', 2],
        ['assetIds', servers],
        ['reply', null],
        ['note', null]
      )
    })
    const clauses = [clauseOf('All', { slaPolicyId: gold.id }), clauseOf('Servers', { assetKinds: ['server'], slaPolicyId: quick.id })]
    const context = contextOf([coverOfClauses('Care', clauses)])
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (steps, shuffle) => {
        const events = steps.map(({ after, what: [field, to] }) => {
          const at = mondayTen + after * minute
          if (field === 'reply' || field === 'note')
            return eventOf('ticket.commented', at, { data: { visibility: field === 'reply' ? 'public' : 'internal', channel: 'reply' } })
          return changed(at, field, null, to)
        })
        const keys = new Map(events.map(({ id }) => [id, shuffle.next().value]))
        const shuffled = [...events, ...events.slice(0, 2)].toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0))
        expect(ticketClocksOf(ticketOf(), shuffled, context)).toEqual(ticketClocksOf(ticketOf(), events, context))
      })
    )
  })
})

describe('what a list shows', () => {
  it('is the deadline that comes first, and nothing where nothing is promised', () => {
    const due = ticketDue(ticketClocksOf(ticketOf(), [], contextOf([care])))
    expect(due).toEqual({
      dueAt: mondayTen + 30 * minute,
      dueWarnAt: mondayTen + 22.5 * minute,
      dueClock: 'first-response',
      dueMissed: false,
      duePaused: false
    })
    expect(ticketDue(ticketClocksOf(ticketOf(), [], contextOf([])))).toBeNull()
  })
})
