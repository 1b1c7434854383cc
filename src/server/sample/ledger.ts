// What was billed so far: the last months posted and invoiced by the engine itself, so that every figure of the sample is one that the
// product computes. The last month is half done: some of it is issued, some drafted, some still to be run, and a little came late.

import { blankInvoice } from '#core/billing/blank-invoice.ts'
import type { BillingPeriod } from '#core/billing/billing-period.entity.ts'
import type { Charge } from '#core/billing/charge.entity.ts'
import { printedNumber } from '#core/billing/device-series.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import { officeSeries } from '#core/billing/office-series.ts'
import { chargeIdOf, isPostable } from '#core/charges/charge-line.ts'
import { type ClientCharges, clientCharges } from '#core/charges/client-charges.ts'
import type { DateRange } from '#core/charges/fee-periods.ts'
import { draftsOf } from '#core/charges/invoice-drafts.ts'
import { openRunBook, type RunRows } from '#core/charges/run-rows.ts'
import type { Client } from '#core/clients/client.entity.ts'
import { buyerParty, sellerParty } from '#core/documents/parties.ts'
import { type Id, sourceId } from '#core/kernel/ids.ts'
import { addDays, addMonths } from '#core/sla/calendar-date.ts'

const day = 86_400_000

/** What the ledger adds to a sample. */
export interface Ledger {
  readonly charges: readonly Charge[]
  readonly periods: readonly BillingPeriod[]
  readonly invoices: readonly Invoice[]
  readonly series: readonly NumberSeries[]
}

/** Who posts and issues, and when the sample ends. */
export interface LedgerOptions {
  readonly now: number
  readonly personId: Id
  /** How many whole months before now are posted. */
  readonly months: number
}

/** Posts and invoices the last months of a sample. */
export function buildLedger(rows: RunRows, options: LedgerOptions): Ledger {
  const book: Writing = { rows, options, charges: [], periods: [], invoices: [], series: officeSeries(options.now - 600 * day), number: 0 }
  // A little of what was done came in only after its month was posted.
  const known = { ...rows, entries: rows.entries.filter((_entry, index) => index % 61 !== 7) }
  const today = new Date(options.now).toISOString().slice(0, 10)
  for (let back = options.months; back >= 1; back -= 1) {
    const from = addMonths(`${today.slice(0, 8)}01`, -back)
    billMonth(book, known, { from, to: addDays(addMonths(from, 1), -1) }, back === 1)
  }
  const credited = creditFirst(book)
  const { charges, periods } = book
  return {
    charges,
    periods,
    invoices: [...book.invoices, ...credited],
    series: book.series.map((row) => countedOn(row, book.number, credited.length))
  }
}

interface Writing {
  readonly rows: RunRows
  readonly options: LedgerOptions
  readonly charges: Charge[]
  readonly periods: BillingPeriod[]
  readonly invoices: Invoice[]
  readonly series: readonly NumberSeries[]
  /** Invoices that have a number. */
  number: number
}

function billMonth(book: Writing, known: RunRows, range: DateRange, isLast: boolean): void {
  const run = openRunBook({ ...known, charges: book.charges, periods: book.periods, invoices: book.invoices })
  for (const [index, client] of known.clients.entries()) {
    if (isLast && index % 3 === 0) continue
    const owed = clientCharges(run.prices, run.factsOf(client), range)
    const postedAt = Math.min(book.options.now - day / 24, Date.parse(`${addDays(range.to, 2)}T10:00:00Z`) + index * 60_000)
    const charges = chargesOf(owed, client.id, range, postedAt)
    const periodId = charges[0]?.periodId ?? periodIdOf(client.id, range)
    const { personId } = book.options
    const posted = { id: periodId, clientId: client.id, from: range.from, through: range.to, postedAt, postedById: personId }
    book.periods.push({ ...posted, draws: owed.draws, note: '' })
    const drafts = draftsOf(
      { clientId: client.id, lines: [], waiting: charges.filter(({ netMinor }) => netMinor !== 0) },
      { organisation: book.rows.organisation, client, invoices: book.invoices.filter(({ clientId }) => clientId === client.id) },
      range
    )
    const invoices = drafts.map(({ input, sums }, place): Invoice => {
      const id = sourceId('sample/invoice', `${client.id}/${range.from}/${place}`)
      const row = { ...blankInvoice({ id, clientId: client.id }, { actor: actorOf(personId), now: postedAt }), ...input, ...sums }
      return isLast && index % 3 === 1 ? half(row, index, book) : issuedRow(row, client, book, postedAt)
    })
    const invoiceOf = new Map(invoices.flatMap(({ id, lines }) => lines.map((line) => [line.id, id] as const)))
    book.charges.push(...charges.map((charge) => ({ ...charge, invoiceId: invoiceOf.get(charge.id) ?? null })))
    book.invoices.push(...invoices)
  }
}

function chargesOf(owed: ClientCharges, clientId: Id, range: DateRange, createdAt: number): readonly Charge[] {
  const periodId = periodIdOf(clientId, range)
  return owed.lines.filter(isPostable).map(({ key, isLate: _late, ...line }) => {
    const kept = { invoiceId: null, addedById: null, createdAt, voidedAt: null, voidReason: null }
    return { ...line, ...kept, id: chargeIdOf(clientId, key), periodId }
  })
}

function periodIdOf(clientId: Id, range: DateRange): Id {
  return sourceId('sample/billing-period', `${clientId}/${range.from}`)
}

/** A document that is on its way: every other one is approved, the rest are drafts. */
function half(row: Invoice, index: number, { options }: Writing): Invoice {
  return index % 2 === 0 ? row : { ...row, status: 'approved', approvedAt: row.createdAt, approvedById: options.personId }
}

function issuedRow(row: Invoice, client: Client, book: Writing, at: number): Invoice {
  const series = book.series.find(({ kind }) => kind === (row.kind === 'credit-note' ? 'credit-note' : 'invoice'))
  const count = row.kind === 'credit-note' ? 1 : ++book.number
  const { personId } = book.options
  const issuedOn = new Date(at).toISOString().slice(0, 10)
  return {
    ...row,
    status: 'issued',
    number: series ? printedNumber(series, count) : null,
    seriesId: series?.id ?? null,
    issuedOn,
    dueOn: addDays(issuedOn, row.paymentDays),
    seller: sellerParty(book.rows.organisation),
    buyer: buyerParty(client),
    buyerReference: client.buyerReference ?? '',
    approvedAt: at,
    approvedById: personId,
    issuedAt: at,
    issuedById: personId,
    updatedAt: at
  }
}

/** One invoice of the first month was wrong and is taken back by a credit note. */
function creditFirst(book: Writing): readonly Invoice[] {
  const place = book.invoices.findIndex(({ status }) => status === 'issued')
  const row = book.invoices[place]
  const client = book.rows.clients.find(({ id }) => id === row?.clientId)
  if (!row || !client) return []
  const at = Math.min(book.options.now - day / 24, row.createdAt + 9 * day)
  const id = sourceId('sample/invoice', `credit/${row.id}`)
  const lines = row.lines.map((line) => ({
    ...line,
    id: sourceId('sample/credit-line', line.id),
    quantity: line.quantity.startsWith('-') ? line.quantity.slice(1) : `-${line.quantity}`,
    netMinor: -line.netMinor + 0,
    chargeIds: []
  }))
  const taxes = row.taxes.map((tax) => ({ ...tax, taxableMinor: -tax.taxableMinor + 0, taxMinor: -tax.taxMinor + 0 }))
  const sums = {
    lines,
    taxes,
    netMinor: -row.netMinor,
    taxMinor: -row.taxMinor + 0,
    grossMinor: -row.grossMinor,
    payableMinor: -row.grossMinor
  }
  const told = {
    kind: 'credit-note' as const,
    creditsId: row.id,
    title: `Credit note for ${row.number ?? ''}`,
    note: 'Billed to the wrong cost centre.'
  }
  const note = { ...row, ...sums, ...told, id, deposits: [], paymentDays: 0, createdAt: at }
  book.invoices[place] = { ...row, creditedById: id, rebill: false }
  return [issuedRow(note, client, book, at)]
}

function countedOn(row: NumberSeries, invoices: number, notes: number): NumberSeries {
  return { ...row, next: 1 + (row.kind === 'credit-note' ? notes : invoices) }
}

function actorOf(personId: Id) {
  return { personId, role: 'manager' as const, clientIds: null }
}
