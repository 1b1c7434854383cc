// Lines of documents with the names of what they refer to, for a plain table.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NamedCharge } from '#core/documents/charges-csv.ts'
import { useClientNames } from './use-client-names.ts'

export function useNamedLines(): (rows: readonly Invoice[]) => readonly NamedCharge[] {
  const names = useClientNames()
  return (rows) =>
    rows.flatMap((row) =>
      row.lines.map(({ chargeIds: _chargeIds, ...line }) => ({
        charge: {
          ...line,
          clientId: row.clientId,
          currency: row.currency,
          taxRateId: null,
          periodId: null,
          adjustsId: null,
          invoiceId: row.id,
          addedById: null,
          createdAt: row.createdAt,
          voidedAt: null,
          voidReason: null
        },
        client: names.get(row.clientId) ?? '',
        ticket: '',
        invoice: row.number ?? ''
      }))
    )
}
