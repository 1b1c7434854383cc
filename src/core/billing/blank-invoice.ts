// A draft before anything is written on it.

import type { DecideContext } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import type { Invoice } from './invoice.entity.ts'

/** Days to pay where nobody says. */
export const usualPaymentDays = 14

/** An empty draft of an invoice; the currency is still to be set. */
export function blankInvoice(keys: { readonly id: Id; readonly clientId: Id }, context: Pick<DecideContext, 'actor' | 'now'>): Invoice {
  return {
    ...keys,
    kind: 'invoice',
    status: 'draft',
    number: null,
    seriesId: null,
    currency: '',
    contractId: null,
    ticketId: null,
    periodFrom: null,
    periodThrough: null,
    issuedOn: null,
    dueOn: null,
    paymentDays: usualPaymentDays,
    taxRounding: 'document',
    lines: [],
    taxes: [],
    netMinor: 0,
    taxMinor: 0,
    grossMinor: 0,
    deposits: [],
    payableMinor: 0,
    creditsId: null,
    seller: null,
    buyer: null,
    buyerReference: '',
    title: '',
    note: '',
    createdById: context.actor.personId,
    createdAt: context.now,
    updatedAt: context.now,
    approvedAt: null,
    approvedById: null,
    issuedAt: null,
    issuedById: null,
    creditedById: null,
    exportedAt: null,
    archivedAt: null,
    rebill: null,
    language: null
  }
}
