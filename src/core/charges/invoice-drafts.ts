// From what a client owes to drafts of documents: one per currency, never two currencies on one. A document that would come to less than
// nothing is not made: what is given back waits for the next one, or for a credit note.

import { usualPaymentDays } from '../billing/blank-invoice.ts'
import type { Invoice, InvoiceLine } from '../billing/invoice.entity.ts'
import { type InvoiceSums, invoiceSums } from '../billing/invoice.rules.ts'
import type { Client } from '../clients/client.entity.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import { documentTitle } from '../words/charges.ts'
import { documentLanguageOf } from '../words/document-language.ts'
import { type ChargeLine, chargeIdOf } from './charge-line.ts'
import type { ClientCharges } from './client-charges.ts'
import { openDeposits, takeDeposits } from './deposits.ts'
import type { DateRange } from './fee-periods.ts'
import type { FixedCharge } from './fixed-work.ts'
import { isDepositLine } from './line-quantity.ts'

/** Input of `invoice.draft`. */
export type DraftInput = Pick<
  Invoice,
  | 'clientId'
  | 'language'
  | 'currency'
  | 'title'
  | 'ticketId'
  | 'periodFrom'
  | 'periodThrough'
  | 'paymentDays'
  | 'taxRounding'
  | 'lines'
  | 'deposits'
>

/** Who sells, who buys, and what was invoiced before. */
export interface DraftParties {
  readonly organisation: Pick<Organisation, 'taxRounding' | 'depositTax' | 'paymentDays'> & Partial<Pick<Organisation, 'language'>>
  readonly client: Pick<Client, 'id' | 'paymentDays' | 'language'>
  readonly invoices: readonly Invoice[]
}

/** A draft with the sums that it will have. */
export interface Draft {
  readonly input: DraftInput
  readonly sums: InvoiceSums
}

/** Lines that one document carries at most; more go on to the next. */
const mostLines = 2000

/** Drafts of all that a client owes and that is on no document. `range` null: not for a period, but for a job. */
export function draftsOf(
  charges: Pick<ClientCharges, 'clientId' | 'lines' | 'waiting'>,
  parties: DraftParties,
  range: DateRange | null
): readonly Draft[] {
  const lines = [
    ...charges.lines.filter(({ netMinor }) => netMinor !== 0).map((line) => ({ currency: line.currency, line: lineOf(line) })),
    ...charges.waiting.map((charge) => ({ currency: charge.currency, line: chargedLine(charge) }))
  ]
  const drafts: Draft[] = []
  for (const [currency, members] of [...groupBy(lines, (each) => each.currency)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (let start = 0; start < members.length; start += mostLines) {
      const part = members.slice(start, start + mostLines).map(({ line }) => line)
      const draft = draftOf(parties, currency, part, range)
      const isPaidAhead = draft.sums.grossMinor === 0 && draft.input.lines.some(isDepositLine)
      if (draft.sums.grossMinor > 0 || isPaidAhead) drafts.push(draft)
    }
  }
  return drafts
}

/** A computed line as a line of a document; its id is the one that its charge would have. */
export function lineOf(line: ChargeLine): InvoiceLine {
  return documentLine(line, chargeIdOf(line.clientId, line.key), [])
}

function chargedLine(charge: FixedCharge): InvoiceLine {
  return documentLine(charge, charge.id, [charge.id])
}

/** Field by field: spreading a hundred thousand lines costs more than computing them. */
function documentLine(line: ChargeLine | FixedCharge, id: Id, chargeIds: Id[]): InvoiceLine {
  return {
    id,
    kind: line.kind,
    date: line.date,
    description: line.description,
    quantity: line.quantity,
    unit: line.unit,
    unitMinor: line.unitMinor,
    netMinor: line.netMinor,
    taxCategory: line.taxCategory,
    taxRate: line.taxRate,
    exemptionReason: line.exemptionReason,
    contractId: line.contractId,
    ticketId: line.ticketId,
    sourceEntity: line.sourceEntity,
    sourceId: line.sourceId,
    steps: line.steps,
    chargeIds
  }
}

function draftOf(
  { organisation, client, invoices }: DraftParties,
  currency: string,
  charged: InvoiceLine[],
  range: DateRange | null
): Draft {
  const taxRounding = organisation.taxRounding ?? 'document'
  const [first, ...others] = [...new Set(charged.map(({ ticketId }) => ticketId))]
  const taken = takeDeposits(
    { lines: charged, currency, taxRounding },
    openDeposits(invoices, currency),
    organisation.depositTax ?? 'gross'
  )
  const { lines, deposits } = taken
  const language = documentLanguageOf(client, organisation)
  return {
    input: {
      clientId: client.id,
      language,
      currency,
      title: documentTitle(range, language),
      ticketId: others.length === 0 ? (first ?? null) : null,
      periodFrom: range?.from ?? null,
      periodThrough: range?.to ?? null,
      paymentDays: client.paymentDays ?? organisation.paymentDays ?? usualPaymentDays,
      taxRounding,
      lines,
      deposits
    },
    sums: invoiceSums({ lines, deposits, taxRounding })
  }
}
