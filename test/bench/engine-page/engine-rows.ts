// A large desk for the engine alone: 1,000 clients with contracts, blocks, sites in three zones, tickets with their history, and time. Made
// from a seed; rows of one kind share the plainest values of fields that the engine doesn't read.

import type { RunRows } from '#core/charges/run-rows.ts'
import { coverOf } from '#core/contracts/contract-cover.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import type { Event } from '#core/history/event.entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { rowOf } from '#test/support/rows.ts'
import { calendarOf, idOf, policyOf, prices } from './engine-terms.ts'

export const size = { clients: 1_000, tickets: 100_000, entries: 100_000 } as const

/** Everything that the two tasks read. */
export interface EngineDesk {
  readonly rows: RunRows
  /** History of a ticket by its place. */
  readonly eventsOf: (place: number) => readonly Event[]
}

const hour = 3_600_000
const day = 24 * hour
const firstDay = Date.UTC(2026, 3, 1)
const zones = ['Europe/Dublin', 'Europe/Berlin', 'America/New_York']
const kinds = ['incident', 'request', 'maintenance', 'alert'] as const
const workKinds = ['remote', 'remote', 'remote', 'on-site', 'travel'] as const
const categories = ['hardware', 'software', 'network', 'account']

/** Makes the desk; the same seed gives the same desk. */
export function engineDesk(seed: number): EngineDesk {
  const random = randomFrom(seed)
  const template = templates()
  const clients = range(size.clients).map((n) =>
    template('client', { id: idOf(`client ${n}`), clientId: idOf(`client ${n}`), name: `Client ${n}`, currency: 'EUR', size: 5 + (n % 40) })
  )
  const sites = clients.flatMap((client, n) =>
    range(2).map((m) =>
      template('site', { id: idOf(`site ${n} ${m}`), clientId: client.id, timeZone: zones[(n + m) % zones.length] ?? 'UTC' })
    )
  )
  const assets = clients.flatMap((client, n) =>
    range(20).map((m) =>
      template('asset', {
        id: idOf(`asset ${n} ${m}`),
        clientId: client.id,
        kind: ['computer', 'server', 'printer', 'network'][m % 4],
        status: 'in-use'
      })
    )
  )
  const contracts = clients.flatMap((client, n) => (n % 10 < 7 ? [contractOf(template, client.id, n)] : []))
  const blocks = clients.flatMap((client, n) =>
    n % 5 === 0 ? range(2).map((m) => template('prepaid_block', { ...blockOf(client.id, n, m) })) : []
  )
  const tickets = range(size.tickets).map((place) => ticketOf(template, place, random))
  const entries = range(size.entries).map((place) => entryOf(template, tickets, place, random))
  const rows = {
    organisation: template('organisation', {
      id: idOf('organisation'),
      clientId: null,
      currency: 'EUR',
      timeZone: 'Europe/Dublin',
      priceListId: idOf('prices'),
      slaPolicyId: idOf('policy 0'),
      calendarId: idOf('calendar 0'),
      taxRateId: idOf('tax')
    }),
    people: range(40).map((n) => template('person', { id: idOf(`person ${n}`), clientId: null, role: 'technician' })),
    priceLists: [template('price_list', prices())],
    calendars: range(2).map((n) => template('calendar', calendarOf(n))),
    taxRates: [template('tax_rate', { id: idOf('tax'), clientId: null, category: 'S', rate: 2300, exemptionReason: '' })],
    policies: range(3).map((n) => template('sla_policy', policyOf(n))),
    covers: contracts.map((contract) => coverOf(contract as unknown as Contract)),
    clients,
    sites,
    assets,
    contracts,
    blocks,
    tickets,
    entries,
    contacts: [],
    charges: [],
    periods: [],
    invoices: [],
    parts: []
  }
  return { rows: rows as unknown as RunRows, eventsOf: (place) => historyOf(template, tickets[place] as unknown as Ticket, place) }
}

type Template = (entity: string, fields: Partial<Doc> & { readonly id: string }) => Doc

/** Rows from the plainest one of their kind, which is made once. */
function templates(): Template {
  const plain = new Map<string, Doc>()
  return (entity, fields) => {
    const known = plain.get(entity) ?? rowOf(entity, { ...fields, archivedAt: null })
    plain.set(entity, known)
    return { ...known, ...fields }
  }
}

function contractOf(template: Template, clientId: string, n: number): Doc {
  const clause = (m: number, verdict: string, fields: object) => ({
    id: idOf(`clause ${n} ${m}`),
    title: `Clause ${m}`,
    verdict,
    assetKinds: [],
    assetIds: [],
    siteIds: [],
    workKinds: [],
    hours: 'always',
    rateMinor: null,
    afterHoursBasisPoints: null,
    note: '',
    ...fields
  })
  return template('contract', {
    id: idOf(`contract ${n}`),
    clientId,
    name: `Contract ${n}`,
    model: n % 5 === 0 ? 'prepaid-hours' : 'flat-fee',
    startsOn: '2026-01-01',
    endsOn: n % 9 === 0 ? '2026-10-15' : null,
    renewal: 'none',
    feeMinor: 45_000,
    currency: 'EUR',
    interval: 'monthly',
    hourlyRateMinor: null,
    slaPolicyName: null,
    slaPolicyId: idOf(`policy ${n % 3}`),
    priceListId: null,
    calendarId: null,
    units: null,
    unitSteps: null,
    tiers: [],
    indexation: null,
    clauses: [
      clause(1, n % 5 === 0 ? 'drawn' : 'covered', { assetKinds: ['server', 'network'] }),
      clause(2, 'covered', { workKinds: ['remote'], hours: 'business', ticketKinds: ['incident', 'request'] }),
      clause(3, 'billable', { assetKinds: ['printer'], rateMinor: 8_500 }),
      clause(4, 'excluded', { services: ['account'], workKinds: ['on-site'] })
    ]
  })
}

function blockOf(clientId: string, n: number, m: number): Doc & { readonly id: string } {
  return {
    id: idOf(`block ${n} ${m}`),
    clientId,
    contractId: null,
    kind: 'hours',
    minutes: 1_200,
    amountMinor: null,
    currency: 'EUR',
    boughtOn: `2026-0${m + 3}-01`,
    validFrom: null,
    expiresOn: null,
    position: m
  }
}

function ticketOf(template: Template, place: number, random: () => number): Doc {
  const n = place % size.clients
  const openedAt = firstDay + Math.floor(random() * 230 * day)
  return template('ticket', {
    id: idOf(`ticket ${place}`),
    clientId: idOf(`client ${n}`),
    number: place + 1,
    subject: 'Printer does not start',
    kind: kinds[place % 4],
    category: categories[place % 4],
    status: place % 3 === 0 ? 'waiting-client' : 'closed',
    priority: 1 + (place % 5),
    siteId: idOf(`site ${n} ${place % 2}`),
    assetIds: place % 2 === 0 ? [idOf(`asset ${n} ${place % 20}`)] : [],
    openedAt
  })
}

function entryOf(template: Template, tickets: readonly Doc[], place: number, random: () => number): Doc {
  const ticket = tickets[place % tickets.length] as Doc
  const startedAt = Date.UTC(2026, 9, 1) + Math.floor(random() * 31 * day)
  const rawMinutes = 4 + Math.floor(random() * 100)
  return template('time_entry', {
    id: idOf(`entry ${place}`),
    clientId: ticket.clientId,
    ticketId: ticket.id,
    personId: idOf(`person ${place % 40}`),
    startedAt,
    endedAt: startedAt + rawMinutes * 60_000,
    rawMinutes,
    kind: workKinds[place % workKinds.length],
    note: 'Replaced the cable',
    billable: place % 20 !== 0,
    voidedAt: null,
    emergency: place % 50 === 0,
    travelMetres: null
  })
}

/** Opened, a message, a first answer, waiting, going on, and resolved: what a ticket's clocks are replayed from. */
function historyOf(template: Template, ticket: Ticket, place: number): readonly Event[] {
  const step = (n: number, afterHours: number, fields: object): Doc =>
    template('event', {
      id: `01900000-0000-7000-9000-${(place * 8 + n).toString(16).padStart(12, '0')}`,
      clientId: ticket.clientId,
      subjectId: ticket.id,
      at: ticket.openedAt + afterHours * hour,
      changes: [],
      data: {},
      ...fields
    })
  const status = (from: string, to: string) => ({ kind: 'ticket.status-changed', changes: [{ field: 'status', from, to }] })
  return [
    step(0, 0, { kind: 'ticket.opened', data: { status: 'new' } }),
    step(1, 1, { kind: 'ticket.commented', data: { contactId: idOf('contact'), visibility: 'public' } }),
    step(2, 2 + (place % 7), { kind: 'ticket.commented', data: { visibility: 'public', channel: 'email' } }),
    step(3, 9, status('new', 'waiting-client')),
    step(4, 33, status('waiting-client', 'in-progress')),
    ...(place % 3 === 0 ? [step(5, 40, status('in-progress', 'waiting-client'))] : [step(5, 50, status('in-progress', 'closed'))])
  ] as unknown as readonly Event[]
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, n) => n)
}

/** Deterministic numbers in [0, 1): mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
