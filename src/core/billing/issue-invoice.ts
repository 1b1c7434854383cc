// Issues an approved document in the office: seller and buyer are copied onto it, and the server gives the number. Until the server has answered
// the document has none; two offices that issue at once never meet, because the server counts under its lock.

import { z } from 'zod'
import { client } from '../clients/client.entity.ts'
import { checkSums } from '../documents/check-document.ts'
import { buyerParty, sellerParty } from '../documents/parties.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { givenDate, id } from '../kernel/schema.ts'
import { organisation } from '../organisation/organisation.entity.ts'
import { addDays } from '../sla/calendar-date.ts'
import { printedNumber } from './device-series.ts'
import { loadSumsOf, sumsOf } from './document-sums.ts'
import { type Invoice, invoice } from './invoice.entity.ts'
import { numberSeries, type NumberSeries } from './number-series.entity.ts'

/**
 * `invoice.issue` {id, issuedOn, seriesId?}. Without a series the server's oldest open one for this kind of document counts. Refused where the
 * document is not approved, where its sums don't tie, and where there is no series.
 */
export const issueInvoice = defineCommand({
  name: 'invoice.issue',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({ id, issuedOn: givenDate, seriesId: id.optional() }),
  async load(input, reader, { organisationId }) {
    const row = await reader.need(invoice, input.id)
    return {
      row,
      credited: await loadSumsOf(row, reader),
      buyer: await reader.need(client, row.clientId),
      seller: await reader.need(organisation, organisationId),
      series: await reader.list(numberSeries, 'kind', seriesKind(row))
    }
  },
  decide({ row, credited, buyer, seller, series }, input, context) {
    if (row.status !== 'approved') return refuse('wrong-state', { field: 'status', expected: 'an approved document' })
    const chosen = officeSeries(series, input.seriesId)
    if (!chosen) return refuse('wrong-state', { field: 'seriesId', expected: 'an open number series of the office' })
    const sums = sumsOf(row, credited)
    const refused = checkSums({ ...row, ...sums })
    if (refused) return refused
    const count = context.nextNumber(chosen.id)
    const fields = {
      ...sums,
      status: 'issued',
      number: count === null ? null : printedNumber(chosen, chosen.next - 1 + count),
      seriesId: chosen.id,
      issuedOn: input.issuedOn,
      dueOn: row.dueOn ?? addDays(input.issuedOn, row.paymentDays),
      seller: sellerParty(seller),
      buyer: buyerParty(buyer),
      buyerReference: row.buyerReference || (buyer.buyerReference ?? ''),
      issuedAt: context.now,
      issuedById: context.actor.personId,
      updatedAt: Math.max(context.now, row.updatedAt)
    }
    return ok({
      changes: [{ type: 'patch', entity: invoice.name, id: row.id, fields }],
      events: [
        { kind: 'invoice.issued', subjectEntity: invoice.name, subjectId: row.id, clientId: row.clientId, data: { number: fields.number } }
      ]
    })
  }
})

function seriesKind({ kind }: Invoice): NumberSeries['kind'] {
  return kind === 'credit-note' ? 'credit-note' : 'invoice'
}

function officeSeries(series: readonly NumberSeries[], wanted: string | undefined): NumberSeries | undefined {
  return series.find((row) => row.deviceId === null && row.closedAt === null && (wanted === undefined || row.id === wanted))
}
