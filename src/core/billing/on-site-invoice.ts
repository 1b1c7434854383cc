// Builds what `invoice.issue-on-site` carries: the whole document as it is printed here and now, from rows that the device holds.

import type { Client } from '../clients/client.entity.ts'
import { buyerParty, sellerParty } from '../documents/parties.ts'
import type { Id } from '../kernel/ids.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import { addDays } from '../sla/calendar-date.ts'
import { documentLanguageOf } from '../words/document-language.ts'
import { nextNumber } from './device-series.ts'
import type { Invoice, InvoiceLine } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'
import type { NumberSeries } from './number-series.entity.ts'

/** What is billed on the spot. `printed` are the numbers of this series on documents that wait in the outbox or were refused. */
export interface OnSiteWork {
  readonly organisation: Organisation
  readonly client: Client
  readonly series: NumberSeries
  readonly printed: readonly string[]
  readonly ticketId: Id | null
  readonly title: string
  readonly note: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  /** Today in the organisation's zone, YYYY-MM-DD. */
  readonly today: string
}

/** Days to pay where neither client nor organisation says. */
const usualPaymentDays = 14

/** The command's input; the same work on the same day gives the same document. */
export function onSiteInvoice(work: OnSiteWork) {
  const { organisation, client, series, lines, today } = work
  const taxRounding: Invoice['taxRounding'] = organisation.taxRounding ?? 'document'
  const sums = invoiceSums({ lines: [...lines], deposits: [], taxRounding })
  return {
    clientId: client.id,
    language: documentLanguageOf(client, organisation),
    ticketId: work.ticketId,
    seriesId: series.id,
    number: nextNumber(series, work.printed),
    taxRounding,
    issuedOn: today,
    dueOn: addDays(today, client.paymentDays ?? organisation.paymentDays ?? usualPaymentDays),
    currency: work.currency,
    title: work.title,
    note: work.note,
    buyerReference: client.buyerReference ?? '',
    seller: sellerParty(organisation),
    buyer: buyerParty(client),
    lines: [...lines],
    ...sums
  }
}
