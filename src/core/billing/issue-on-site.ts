// Issues an invoice on the spot, also with the network cut: the number comes from the series that the server granted to this device, and what was
// handed over travels as it was printed. The server takes it in as it is, checks that it ties, and never gives its number a second time.

import { z } from 'zod'
import { client } from '../clients/client.entity.ts'
import { checkSums } from '../documents/check-document.ts'
import type { EventDraft } from '../kernel/change.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { calendarDate, currency, id, line, minor, text } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { documentLanguages } from '../words/document-language.ts'
import { countOf } from './device-series.ts'
import { bindCharges, checkBooks, type ClientBooks, loadBooks } from './invoice-charges.ts'
import { type Invoice, invoice, invoiceLine, invoiceParty, invoiceTax } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'
import { numberSeries, type NumberSeries } from './number-series.entity.ts'

/** What was printed: everything that stands on the document. */
const printed = {
  number: line(40),
  issuedOn: calendarDate,
  dueOn: calendarDate,
  language: z.literal([...documentLanguages]).nullish(),
  currency,
  title: line(200),
  note: text(8000),
  buyerReference: text(200),
  seller: invoiceParty,
  buyer: invoiceParty,
  lines: z.array(invoiceLine).min(1).max(500),
  taxes: z.array(invoiceTax).min(1).max(50),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  payableMinor: minor
}

/**
 * `invoice.issue-on-site` {clientId, ticketId, seriesId, number, … all that is printed}; see `onSiteInvoice` for the way to build it. Refused
 * where the series is not this device's, the number was given already, or the sums don't tie. Numbers that were left out, and work that another
 * document bills too, are told in the history.
 */
export const issueOnSite = defineCommand({
  name: 'invoice.issue-on-site',
  version: 1,
  requires: 'invoice.on-site',
  input: z.strictObject({ clientId: id, ticketId: id.nullable(), seriesId: id, taxRounding: z.literal(['document', 'line']), ...printed }),
  async load(input, reader) {
    return {
      client: await reader.need(client, input.clientId),
      ticket: input.ticketId === null ? null : await reader.need(ticket, input.ticketId),
      series: await reader.need(numberSeries, input.seriesId),
      books: await loadBooks(input.clientId, reader)
    }
  },
  decide(state, input, context) {
    const { series } = state
    if (series.deviceId !== context.deviceId || series.closedAt !== null)
      return refuse('wrong-state', { field: 'seriesId', expected: 'the number series that was granted to this device' })
    if (state.ticket && state.ticket.clientId !== input.clientId) return refuse('wrong-client', { field: 'ticketId' })
    const count = countOf(series, input.number)
    if (count === null) return refuse('invalid-input', { field: 'number', expected: `a number such as ${series.prefix}0001` })
    if (count < series.next) return refuse('already-exists', { field: 'number', values: { name: input.number } })
    const refused = checkSums({ ...input, deposits: [] })
    if (refused) return refused
    const owed = invoiceSums({ ...input, deposits: [] }).taxes
    const wrong = input.taxes.findIndex(
      (tax) => !owed.some(({ category, rate, taxMinor }) => category === tax.category && rate === tax.rate && taxMinor === tax.taxMinor)
    )
    if (wrong >= 0) return refuse('invalid-input', { field: `taxes.${wrong}.taxMinor`, expected: 'taxable amount × rate' })
    const row = { ...input, ...blankIssued(context.newId(1), context.now, context.actor.personId) }
    const subject = { subjectEntity: invoice.name, subjectId: row.id, clientId: row.clientId }
    return ok({
      changes: [
        { type: 'create', entity: invoice.name, row },
        { type: 'patch', entity: numberSeries.name, id: series.id, fields: { next: count + 1, updatedAt: context.now } },
        ...bindCharges(row, withoutTaken(state.books))
      ],
      events: [
        { kind: 'invoice.issued', ...subject, data: { number: row.number } },
        ...overlap(row, state.books),
        ...leftOut(series, count)
      ]
    })
  }
})

/** Charges that stand on another document stay there. */
function withoutTaken(books: ClientBooks): ClientBooks {
  return { ...books, charges: books.charges.filter(({ invoiceId }) => invoiceId === null) }
}

/** Paper that was handed over can't be refused for what the office billed meanwhile: that is told, and the office credits one of the two. */
function overlap(row: Invoice, books: ClientBooks): readonly EventDraft[] {
  const refused = checkBooks(row, books)
  if (!refused || refused.ok) return []
  const data = { field: refused.error.field ?? '', ...refused.error.values }
  return [{ kind: 'invoice.overlaps', subjectEntity: invoice.name, subjectId: row.id, clientId: row.clientId, data }]
}

/** Numbers below this one that no document came for: said, so that no gap stands unexplained. */
function leftOut(series: NumberSeries, count: number): readonly EventDraft[] {
  if (count === series.next) return []
  const data = { from: series.next, through: count - 1 }
  return [{ kind: 'number_series.left-out', subjectEntity: numberSeries.name, subjectId: series.id, clientId: null, data }]
}

type Printed =
  | 'language'
  | 'number'
  | 'issuedOn'
  | 'dueOn'
  | 'currency'
  | 'title'
  | 'note'
  | 'buyerReference'
  | 'seller'
  | 'buyer'
  | 'lines'
  | 'taxes'
type Sums = 'netMinor' | 'taxMinor' | 'grossMinor' | 'payableMinor'
type Blank = Omit<Invoice, Printed | Sums | 'clientId' | 'ticketId' | 'seriesId' | 'taxRounding'>

function blankIssued(newId: string, now: number, personId: string): Blank {
  return {
    id: newId,
    kind: 'invoice',
    status: 'issued',
    contractId: null,
    periodFrom: null,
    periodThrough: null,
    paymentDays: 0,
    deposits: [],
    creditsId: null,
    creditedById: null,
    exportedAt: null,
    archivedAt: null,
    approvedAt: null,
    approvedById: null,
    createdById: personId,
    createdAt: now,
    updatedAt: now,
    issuedAt: now,
    issuedById: personId
  }
}
