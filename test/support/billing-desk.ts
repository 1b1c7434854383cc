// A small desk to bill: two clients, a price list, tax, time of last month; and an invoice that was issued.

import { blankPricePeriod } from '#core/billing/blank-price-period.ts'
import { testIds } from './memory-store.ts'
import { idOf, rowOf } from './rows.ts'

export const acme = idOf(1)
const [harbour, ticketId, prices, tax, series] = [idOf(2), idOf(40), idOf(20), idOf(21), idOf(22)]
const lastMonth = new Date(Date.now() - 40 * 86_400_000)
const workedAt = Date.UTC(lastMonth.getFullYear(), lastMonth.getMonth(), 12, 9)
const month = new Date(workedAt).toISOString().slice(0, 8)

/** First and last day of the run that finds the work. */
export const [from, through] = [`${month}01`, `${month}28`]

const place = { street: 'Main St 1', city: 'Dublin', postcode: 'D01', country: 'IE', vatId: 'IE1234567T' }
const terms = { priceListId: prices, taxRateId: null, slaPolicyId: null, paymentDays: 14 }

const period = { ...blankPricePeriod(idOf(30), '2020-01-01'), hourlyMinor: 9600 }

/** A price list of 96.00 an hour, at least and rounded up to 15 minutes, with these other prices. */
export function priceListRow(id: string, taxRateId: string, prices: object = {}) {
  const fields = { clientId: null, name: 'Standard', currency: 'EUR', calendarId: null, taxRateId, archivedAt: null }
  return rowOf('price_list', { id, ...fields, periods: [{ ...period, ...prices }] })
}

/** The organisation with its price list and tax. */
export function sellerRow(priceListId: string, taxRateId: string) {
  const fields = { clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', calendarId: null, taxRounding: 'document' }
  return rowOf('organisation', { id: testIds.organisation, ...fields, ...terms, ...place, priceListId, taxRateId })
}

function clientRow(id: string, name: string) {
  return rowOf('client', { id, clientId: id, name, currency: 'EUR', archivedAt: null, ...place, ...terms })
}

function ticketRow(id: string, clientId: string, number: number) {
  const fields = { kind: 'request', status: 'resolved', siteId: null, assetIds: [], archivedAt: null }
  return rowOf('ticket', { id, clientId, number, subject: `Printer ${String(number)}`, ...fields })
}

/** Remote work of the test's person, `n` hours into the day. */
function entryRow(n: number, clientId: string, ticket: string, minutes: number) {
  const startedAt = workedAt + n * 3_600_000
  const fields = { kind: 'remote', note: 'Replaced the cable', billable: true, voidedAt: null, emergency: false, travelMetres: null }
  const worked = { startedAt, endedAt: startedAt + minutes * 60_000, rawMinutes: minutes, personId: testIds.person }
  return rowOf('time_entry', { id: idOf(200 + n), clientId, ticketId: ticket, ...worked, ...fields })
}

/** Two clients whose work of last month is not billed. */
export function billingDesk(role = 'administrator') {
  const counted = { prefix: 'INV-', digits: 5, next: 1, deviceId: null, epoch: null, closedAt: null }
  return {
    organisation: [sellerRow(prices, tax)],
    person: [rowOf('person', { id: testIds.person, clientId: null, name: 'Mara', role, active: true, clientIds: null })],
    tax_rate: [
      rowOf('tax_rate', { id: tax, clientId: null, name: 'VAT', category: 'S', rate: 2300, exemptionReason: '', archivedAt: null })
    ],
    price_list: [priceListRow(prices, tax)],
    number_series: [rowOf('number_series', { id: series, clientId: null, kind: 'invoice', ...counted })],
    client: [clientRow(acme, 'Acme'), clientRow(harbour, 'Harbour Foods')],
    ticket: [ticketRow(ticketId, acme, 1001), ticketRow(idOf(41), harbour, 1002)],
    time_entry: [entryRow(1, acme, ticketId, 20), entryRow(2, acme, ticketId, 60), entryRow(9, harbour, idOf(41), 30)]
  }
}

const none = { contractId: null, ticketId: null }
const cabling = {
  ...none,
  id: idOf(400),
  kind: 'manual',
  date: '2026-10-12',
  description: 'Cabling',
  quantity: '2',
  unit: 'HUR',
  unitMinor: 9600,
  netMinor: 19_200,
  taxCategory: 'S',
  taxRate: 2300,
  exemptionReason: '',
  sourceEntity: null,
  sourceId: null,
  steps: [],
  chargeIds: []
}
const party = {
  name: 'Desk',
  ...place,
  taxNumber: '',
  registration: '',
  email: '',
  phone: '',
  contactName: '',
  bankName: '',
  iban: '',
  bic: ''
}

/** An issued invoice of the first client. */
export function issuedInvoice(fields: object = {}) {
  const sums = { netMinor: 19_200, taxMinor: 4_416, grossMinor: 23_616, payableMinor: 23_616, deposits: [] }
  const open = { periodFrom: null, periodThrough: null, creditsId: null, creditedById: null, exportedAt: null, archivedAt: null }
  return rowOf('invoice', {
    id: idOf(500),
    clientId: acme,
    kind: 'invoice',
    status: 'issued',
    number: 'INV-00007',
    seriesId: series,
    currency: 'EUR',
    title: 'Services October',
    lines: [cabling],
    taxes: [{ category: 'S', rate: 2300, exemptionReason: '', taxableMinor: 19_200, taxMinor: 4_416 }],
    issuedOn: '2026-11-01',
    dueOn: '2026-11-15',
    issuedAt: 1_700_000_000_000,
    buyerReference: '',
    note: '',
    seller: party,
    buyer: { ...party, name: 'Acme' },
    ...sums,
    ...open,
    ...none,
    ...fields
  })
}
