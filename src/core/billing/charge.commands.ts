// Lines by hand: add one, take it back. What a posting or an invoice holds can't be voided: it is adjusted or credited.

import { z } from 'zod'
import { client } from '../clients/client.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { currency, givenDate, id, line, minor, text } from '../kernel/schema.ts'
import { organisation } from '../organisation/organisation.entity.ts'
import { isArchived } from '../records/edit-record.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { type Charge, charge, chargeUnits, quantity } from './charge.entity.ts'
import { lineAmount } from './line-amount.ts'
import { taxRate } from './tax-rate.entity.ts'

/**
 * `charge.add` {clientId, date, description, quantity, unitMinor, unit?, currency?, taxRateId?, ticketId?, contractId?}: a line by hand.
 * Its net amount is computed, and the tax rate of today is kept with it: the one that is named, else the client's, else the organisation's.
 */
export const addCharge = defineCommand({
  name: 'charge.add',
  version: 1,
  requires: 'billing.edit',
  input: z.strictObject({
    clientId: id,
    date: givenDate,
    description: line(2000),
    quantity,
    unit: z.literal([...chargeUnits]).optional(),
    unitMinor: minor,
    currency: currency.optional(),
    taxRateId: id.nullable().optional(),
    ticketId: id.nullable().optional(),
    contractId: id.nullable().optional()
  }),
  async load(input, reader, { organisationId }) {
    const owner = await reader.need(client, input.clientId)
    const usual = input.taxRateId === undefined ? (owner.taxRateId ?? (await reader.get(organisation, organisationId))?.taxRateId) : null
    const taxRateId = input.taxRateId ?? usual
    return {
      owner,
      rate: taxRateId ? await reader.need(taxRate, taxRateId) : null,
      ticket: input.ticketId ? await reader.need(ticket, input.ticketId) : null
    }
  },
  decide({ owner, rate, ticket: about }, input, context) {
    if (isArchived(owner)) return refuse('archived', { field: 'clientId', values: { entity: client.name } })
    if (about && about.clientId !== owner.id) return refuse('wrong-client', { field: 'ticketId' })
    const netMinor = lineAmount(input.quantity, input.unitMinor)
    if (!Number.isSafeInteger(netMinor)) return refuse('invalid-input', { field: 'unitMinor', expected: 'an amount that can be counted' })
    const row: Charge = {
      id: context.newId(1),
      clientId: owner.id,
      currency: input.currency ?? owner.currency,
      kind: 'manual',
      date: input.date,
      description: input.description,
      quantity: input.quantity,
      unit: input.unit ?? 'C62',
      unitMinor: input.unitMinor,
      netMinor,
      taxCategory: rate?.category ?? 'O',
      taxRate: rate?.rate ?? 0,
      exemptionReason: rate?.exemptionReason ?? '',
      contractId: input.contractId ?? null,
      ticketId: input.ticketId ?? null,
      sourceEntity: null,
      sourceId: null,
      steps: [],
      taxRateId: rate?.id ?? null,
      periodId: null,
      adjustsId: null,
      invoiceId: null,
      addedById: context.actor.personId,
      createdAt: context.now,
      voidedAt: null,
      voidReason: null
    }
    return ok({
      changes: [{ type: 'create', entity: charge.name, row }],
      events: [{ kind: 'charge.added', subjectEntity: charge.name, subjectId: row.id, clientId: row.clientId }]
    })
  },
  invert: (_state, _input, context) => [{ name: 'charge.void', input: { id: context.newId(1) } }]
})

/** `charge.void` {id, reason?}: takes an open line by hand back. Refused once it is posted or on an invoice. */
export const voidCharge = defineCommand({
  name: 'charge.void',
  version: 1,
  requires: 'billing.edit',
  input: z.strictObject({ id, reason: text(500).optional() }),
  async load(input, reader) {
    return { row: await reader.need(charge, input.id) }
  },
  decide({ row }, input, context) {
    if (row.voidedAt !== null) return ok({ changes: [], events: [] })
    if (row.periodId !== null || row.invoiceId !== null)
      return refuse('wrong-state', { field: 'id', expected: 'a line that is not posted and on no invoice' })
    const fields = { voidedAt: context.now, voidReason: input.reason ?? '' }
    return ok({
      changes: [{ type: 'patch', entity: charge.name, id: row.id, fields }],
      events: [{ kind: 'charge.voided', subjectEntity: charge.name, subjectId: row.id, clientId: row.clientId }]
    })
  }
})
