// Credit notes of a document, discarded ones too.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { type QueryState, useQuery } from '#renderer/live/use-query.ts'

export function useNotes(row: Pick<Invoice, 'id'>): QueryState<Invoice> {
  return useQuery<Invoice>({ entity: 'invoice', where: [{ op: 'is', field: 'creditsId', value: row.id }], limit: 1000 })
}
