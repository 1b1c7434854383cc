// Deadlines of tickets as windows see them in lists: computed from the history in the worker, kept current, sorted and filtered by.

import { afterEach, describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { QueryView } from '#store/client.ts'
import { type MemoryStore, openMemoryStore, testIds } from '#test/support/memory-store.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const clientId = idOf(1)
const stranger = idOf(2)
const calendarId = idOf(10)
const policyId = idOf(11)
const contractId = idOf(12)
const opened = Date.UTC(2026, 2, 2, 9)
const hour = 3_600_000

const targets = (hours: number) => ({ '1': { firstResponseMinutes: null, nextResponseMinutes: null, resolutionMinutes: hours * 60 } })

function policy(hours: number): Doc {
  const pauses = { pausingStatuses: ['waiting-client'], pausedClocks: ['resolution'], closedTimeIsPause: true, breachIsFinal: true }
  const fields = { name: 'Gold', calendarId, targets: targets(hours), ...pauses, anchor: 'opened', warnAt: 7500, archivedAt: null }
  return rowOf('sla_policy', { id: policyId, clientId: null, ...fields })
}

function ticketRow(n: number, fields: Partial<Doc> = {}): Doc {
  const state = { status: 'open', priority: 1, impact: 1, urgency: 1, kind: 'incident', siteId: null, assetIds: [], category: null }
  return rowOf('ticket', { id: idOf(n), clientId, subject: `Ticket ${n}`, openedAt: opened, archivedAt: null, ...state, ...fields })
}

const clause = {
  id: idOf(13),
  title: 'All',
  verdict: 'covered',
  assetKinds: [],
  assetIds: [],
  siteIds: [],
  workKinds: [],
  hours: 'always',
  rateMinor: null,
  afterHoursBasisPoints: null,
  note: ''
}

function rows(tickets: readonly Doc[], events: readonly Doc[] = []) {
  const { organisation } = testIds
  const plain = { currency: 'EUR', timeZone: 'UTC', language: 'en', priceListId: null, calendarId: null, slaPolicyId: null }
  const hours = { timeZone: 'UTC', alwaysOpen: true, holidayRegion: '', holidays: [], shifts: {}, breaks: {}, archivedAt: null }
  const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  const dates = { startsOn: '2026-01-01', endsOn: null, archivedAt: null }
  const terms = { slaPolicyId: policyId, slaPolicyName: null, priceListId: null, calendarId: null, hourlyRateMinor: null, position: 0 }
  return {
    organisation: [rowOf('organisation', { id: organisation, clientId: null, name: 'Desk', ...plain })],
    calendar: [rowOf('calendar', { id: calendarId, clientId: null, name: 'Always', weekly, ...hours })],
    sla_policy: [policy(4)],
    client: [clientId, stranger].map((id) => rowOf('client', { id, clientId: id, name: 'Acme', archivedAt: null })),
    contract_cover: [
      rowOf('contract_cover', { id: contractId, clientId, name: 'Care', model: 'flat-fee', clauses: [clause], ...dates, ...terms })
    ],
    ticket: tickets,
    event: events
  }
}

let store: MemoryStore
let clock = opened + hour
afterEach(async () => store.close())

/** Runs a command a minute after the one before. */
async function run(name: string, input: unknown): Promise<void> {
  clock += 60_000
  expect(await store.client.request('run', { name, input })).toMatchObject({ ok: true })
}

async function opening(tickets: readonly Doc[], events: readonly Doc[] = []): Promise<{ view: QueryView | null }> {
  store = await openMemoryStore({ rows: rows(tickets, events), now: () => clock })
  return watch()
}

function watch(where: readonly { field: string; op: 'below'; value: number }[] = []): { view: QueryView | null } {
  const seen: { view: QueryView | null } = { view: null }
  store.client.query(
    { entity: 'ticket', where: [...where], sort: [{ field: 'dueAt', direction: 'ascending' }] },
    (view) => (seen.view = view)
  )
  return seen
}

const dues = ({ view }: { view: QueryView | null }) => view?.rows.map((row) => [row['subject'], row['dueAt']])

describe('deadlines in lists', () => {
  it('stand beside open tickets, and tickets are sorted by them', async () => {
    const seen = await opening([ticketRow(20, { openedAt: opened + hour }), ticketRow(21), ticketRow(22, { status: 'resolved' })])
    await expect
      .poll(() => dues(seen)?.slice(0, 2))
      .toEqual([
        ['Ticket 21', opened + 4 * hour],
        ['Ticket 20', opened + 5 * hour]
      ])
    expect(seen.view?.rows[2]).not.toHaveProperty('dueAt')
    expect(seen.view?.rows[0]).toMatchObject({ dueClock: 'resolution', dueWarnAt: opened + 3 * hour, duePaused: false, dueMissed: false })
  })

  it('count what the history says, not only the row', async () => {
    const waited = [
      [idOf(31), opened, 'open', 'waiting-client'],
      [idOf(32), opened + hour, 'waiting-client', 'open']
    ] as const
    const events = waited.map(([id, at, from, to]) =>
      rowOf('event', {
        id,
        clientId,
        kind: 'ticket.status-changed',
        subjectEntity: 'ticket',
        subjectId: idOf(20),
        at,
        data: {},
        changes: [{ field: 'status', from, to }]
      })
    )
    const seen = await opening([ticketRow(20)], events)
    await expect.poll(() => dues(seen)).toEqual([['Ticket 20', opened + 5 * hour]])
  })

  it('go when a ticket is resolved, pause when it waits, and come back', async () => {
    const seen = await opening([ticketRow(20)])
    await expect.poll(() => dues(seen)).toEqual([['Ticket 20', opened + 4 * hour]])
    await run('ticket.set-status', { id: idOf(20), status: 'waiting-client' })
    await expect.poll(() => seen.view?.rows[0]).toMatchObject({ status: 'waiting-client', dueAt: null, duePaused: true })
    await run('ticket.set-status', { id: idOf(20), status: 'resolved' })
    await expect.poll(() => seen.view?.rows[0]?.['dueAt']).toBeUndefined()
    await run('ticket.set-status', { id: idOf(20), status: 'open' })
    // It waited a minute and was resolved for another: both are pauses of the new budget.
    await expect.poll(() => seen.view?.rows[0]?.['dueAt']).toBe(opened + 4 * hour + 120_000)
  })

  it('follow a changed policy, and only a view of what is due soon sees the change', async () => {
    const seen = await opening([ticketRow(20), ticketRow(21, { clientId: stranger })])
    await expect.poll(() => dues(seen)?.[0]).toEqual(['Ticket 20', opened + 4 * hour])
    const breaching = watch([{ field: 'dueAt', op: 'below', value: opened + 3 * hour }])
    await expect.poll(() => breaching.view?.total).toBe(0)
    await run('sla-policy.edit', { id: policyId, fields: { targets: targets(2) } })
    await expect.poll(() => breaching.view?.total).toBe(1)
    expect(dues(seen)).toEqual([
      ['Ticket 20', opened + 2 * hour],
      ['Ticket 21', undefined]
    ])
  })

  it('follow a contract that gets its promise later', async () => {
    const seen = await opening([ticketRow(21, { clientId: stranger })])
    const dated = { name: 'New', model: 'flat-fee', startsOn: '2026-01-01' }
    await run('contract.create', { clientId: stranger, ...dated, clauses: [clause], slaPolicyId: policyId })
    await expect.poll(() => dues(seen)).toEqual([['Ticket 21', opened + 4 * hour]])
  })
})
