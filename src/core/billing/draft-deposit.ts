// Asks for money before the work: a deposit invoice, which a later invoice takes off.

import { z } from 'zod'
import { client } from '../clients/client.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { currency, givenDate, id, line, minor } from '../kernel/schema.ts'
import { organisation } from '../organisation/organisation.entity.ts'
import { documentLanguageOf } from '../words/document-language.ts'
import { blankInvoice } from './blank-invoice.ts'
import type { Invoice, InvoiceLine } from './invoice.entity.ts'
import { invoice } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'
import { taxRate } from './tax-rate.entity.ts'

/** `invoice.draft-deposit` {clientId, title, netMinor, taxRateId, date, currency?, contractId?}. Refused for an archived client. */
export const draftDeposit = defineCommand({
  name: 'invoice.draft-deposit',
  version: 1,
  requires: 'billing.edit',
  input: z.strictObject({
    clientId: id,
    title: line(200),
    netMinor: minor.positive('expected an amount above zero'),
    taxRateId: id,
    date: givenDate,
    currency: currency.optional(),
    contractId: id.nullable().optional()
  }),
  async load(input, reader, { organisationId }) {
    return {
      owner: await reader.need(client, input.clientId),
      own: await reader.get(organisation, organisationId),
      tax: await reader.need(taxRate, input.taxRateId)
    }
  },
  decide({ owner, own, tax }, input, context) {
    if (owner.archivedAt !== null) return refuse('archived', { field: 'clientId', values: { entity: client.name } })
    const contractId = input.contractId ?? null
    const deposit: InvoiceLine = {
      id: context.newId(2),
      kind: 'deposit',
      date: input.date,
      description: input.title,
      quantity: '1',
      unit: 'C62',
      unitMinor: input.netMinor,
      netMinor: input.netMinor,
      taxCategory: tax.category,
      taxRate: tax.rate,
      exemptionReason: tax.exemptionReason,
      contractId,
      ticketId: null,
      sourceEntity: null,
      sourceId: null,
      steps: [],
      chargeIds: []
    }
    const blank = blankInvoice({ id: context.newId(1), clientId: owner.id }, context)
    const drafted = {
      ...blank,
      kind: 'deposit' as const,
      language: documentLanguageOf(owner, own),
      currency: input.currency ?? owner.currency,
      contractId,
      title: input.title,
      lines: [deposit],
      paymentDays: owner.paymentDays ?? own?.paymentDays ?? blank.paymentDays,
      taxRounding: own?.taxRounding ?? blank.taxRounding
    }
    const row: Invoice = { ...drafted, ...invoiceSums(drafted) }
    return ok({
      changes: [{ type: 'create', entity: invoice.name, row }],
      events: [{ kind: 'invoice.drafted', subjectEntity: invoice.name, subjectId: row.id, clientId: row.clientId }]
    })
  },
  invert: (_state, _input, context) => [{ name: 'invoice.discard', input: { id: context.newId(1) } }]
})
