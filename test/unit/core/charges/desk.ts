// A small desk to bill: two price lists, opening hours, one client with a block of hours, and work that is made up from numbers.

import { blankPricePeriod } from '#core/billing/blank-price-period.ts'
import type { BillingPeriod } from '#core/billing/billing-period.entity.ts'
import type { Charge } from '#core/billing/charge.entity.ts'
import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { PriceListRow, PricePeriod } from '#core/billing/price-list.entity.ts'
import type { TaxRate } from '#core/billing/tax-rate.entity.ts'
import type { WorkVerdict } from '#core/charges/billable-work.ts'
import { chargeIdOf, isPostable } from '#core/charges/charge-line.ts'
import type { ClientCharges, ClientFacts } from '#core/charges/client-charges.ts'
import { openPriceBook, type PriceBook } from '#core/charges/price-book.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import { idOf } from '#test/unit/core/support/world.ts'

const stamps = { createdAt: 0, updatedAt: 0, archivedAt: null }
export const zone = 'Europe/Dublin'
export const hour = 3_600_000

export const pricePeriod: PricePeriod = {
  ...blankPricePeriod(idOf('price/2026'), '2026-01-01'),
  hourlyMinor: 9600,
  byWork: { travel: 6000 }
}

export const vat: TaxRate = {
  id: idOf('tax/23'),
  clientId: null,
  name: 'VAT 23 %',
  category: 'S',
  rate: 2300,
  country: 'IE',
  exemptionReason: '',
  validFrom: null,
  validTo: null,
  ...stamps
}

const office = [['09:00', '17:30']] as [string, string][]
export const calendar: CalendarRow = {
  id: idOf('calendar'),
  clientId: null,
  name: 'Office',
  timeZone: null,
  alwaysOpen: false,
  weekly: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
  holidayRegion: '',
  holidays: [],
  shifts: {},
  breaks: {},
  notes: '',
  ...stamps
}

export const priceList: PriceListRow = {
  id: idOf('list'),
  clientId: null,
  name: 'Standard',
  currency: 'EUR',
  calendarId: calendar.id,
  taxRateId: vat.id,
  periods: [pricePeriod],
  notes: '',
  ...stamps
}

/** A book with those prices. */
export function bookOf(period: Partial<PricePeriod> = {}, calendars: readonly CalendarRow[] = [calendar]): PriceBook {
  return openPriceBook({
    organisation: { currency: 'EUR', timeZone: zone, taxRateId: null },
    priceLists: [{ ...priceList, periods: [{ ...pricePeriod, ...period }] }],
    calendars,
    taxRates: [vat],
    people: [{ id: idOf('person/tech'), role: 'technician' }]
  })
}

export const client = { id: idOf('client'), clientId: idOf('client'), name: 'Acme', currency: 'EUR', ...stamps } as unknown as Client

/** A ticket by its number. */
export function ticketOf(number: number, fields: Partial<Ticket> = {}): Ticket {
  const id = idOf(`ticket/${number}`)
  const told = { number, provisionalNumber: `K7-${number}`, subject: `Trouble ${number}`, kind: 'request', siteId: null, assetIds: [] }
  return { id, clientId: client.id, ...told, ...stamps, ...fields } as unknown as Ticket
}

/** An entry of so many minutes. */
export function entryOf(name: string, startedAt: number, minutes: number, fields: Partial<TimeEntry> = {}): TimeEntry {
  return {
    id: idOf(`entry/${name}`),
    clientId: client.id,
    ticketId: idOf('ticket/1'),
    personId: idOf('person/tech'),
    startedAt,
    endedAt: startedAt + minutes * 60_000,
    rawMinutes: minutes,
    kind: 'remote',
    note: '',
    billable: true,
    createdAt: startedAt,
    voidedAt: null,
    voidedById: null,
    voidReason: null,
    ...fields
  }
}

/** A part that was used. */
export function partOf(name: string, at: number, fields: Partial<PartUse> = {}): PartUse {
  const told = { personId: null, description: 'Roller', sku: 'R-1', quantity: 1, unitPriceMinor: 4900, currency: 'EUR', billable: true }
  return {
    id: idOf(`part/${name}`),
    clientId: client.id,
    ticketId: idOf('ticket/1'),
    ...told,
    at,
    returnedAt: null,
    returnReason: null,
    ...fields
  }
}

/** A block of hours. */
export function blockOf(name: string, minutes: number, fields: Partial<PrepaidBlockRow> = {}): PrepaidBlockRow {
  return {
    id: idOf(`block/${name}`),
    clientId: client.id,
    contractId: null,
    name,
    kind: 'hours',
    minutes,
    amountMinor: null,
    priceMinor: 0,
    currency: 'EUR',
    boughtOn: '2026-01-01',
    validFrom: null,
    expiresOn: null,
    position: 0,
    notes: '',
    ...stamps,
    ...fields
  }
}

/** A contract that owes a monthly fee. */
export function contractOf(fields: Partial<Contract> = {}): Contract {
  return {
    id: idOf('contract'),
    clientId: client.id,
    name: 'Care',
    model: 'flat-fee',
    startsOn: '2026-01-01',
    endsOn: null,
    renewal: 'none',
    noticeDays: 30,
    feeMinor: 100_000,
    currency: 'EUR',
    interval: 'monthly',
    units: null,
    tiers: [],
    prepaidMinutes: null,
    hourlyRateMinor: null,
    clauses: [],
    slaPolicyName: null,
    notes: '',
    custom: {},
    taxRateId: vat.id,
    ...stamps,
    ...fields
  }
}

/** What is said of every piece of work, unless a test says otherwise. */
export const billable: WorkVerdict = {
  type: 'billable',
  contractId: null,
  clauseId: null,
  clauseTitle: '',
  priceListId: priceList.id,
  rateMinor: null,
  afterHoursBasisPoints: null
}

/** Facts of the client. */
export function factsOf(fields: Partial<ClientFacts> = {}): ClientFacts {
  return {
    client,
    sites: [],
    contracts: [],
    blocks: [],
    tickets: new Map([1, 2, 3].map((number) => [idOf(`ticket/${number}`), ticketOf(number)])),
    entries: [],
    parts: [],
    charges: [],
    periods: [],
    invoices: [],
    counted: { users: 10, devices: 20 },
    judge: () => billable,
    turns: () => [],
    ...fields
  }
}

/** The facts after a posting of what was computed, as the command writes it. */
export function post(facts: ClientFacts, computed: ClientCharges, from: string | null, through: string): ClientFacts {
  const periodId = idOf(`period/${facts.periods.length}`)
  const period: BillingPeriod = {
    id: periodId,
    clientId: client.id,
    from,
    through,
    postedAt: 0,
    postedById: idOf('person/admin'),
    draws: computed.draws,
    note: ''
  }
  const charges = computed.lines.filter(isPostable).map(({ key, isLate: _late, ...line }): Charge => {
    const blank = { invoiceId: null, addedById: null, createdAt: 0, voidedAt: null, voidReason: null }
    return { ...line, ...blank, id: chargeIdOf(client.id, key), periodId }
  })
  return { ...facts, charges: [...facts.charges, ...charges], periods: [...facts.periods, period] }
}

/** Sum of computed lines. */
export function totalOf(computed: ClientCharges): number {
  return computed.lines.reduce((sum, { netMinor }) => sum + netMinor, 0)
}
