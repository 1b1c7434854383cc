// Kind and standing of a document as signs with their words. Being credited or exported says more than being issued.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { invoiceStatusWords } from '#core/words/rooms-billing.ts'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'

type Standing = keyof typeof invoiceStatusWords

const tones: Readonly<Record<Standing, Tone>> = {
  draft: 'info',
  approved: 'active',
  issued: 'good',
  credited: 'wait',
  'part-credited': 'wait',
  exported: 'good',
  discarded: 'neutral'
}

export function standingOf(row: Pick<Invoice, 'status' | 'archivedAt' | 'creditedById' | 'exportedAt'>): Standing {
  if (row.archivedAt !== null) return 'discarded'
  if (row.creditedById !== null) return 'credited'
  return row.status === 'issued' && row.exportedAt !== null ? 'exported' : row.status
}

/** `inPart`: credit notes took some of it back. */
export function DocumentStanding({ row, inPart = false }: { row: Invoice; inPart?: boolean }): React.JSX.Element {
  const standing = inPart && row.creditedById === null ? 'part-credited' : standingOf(row)
  return <StatusChip tone={tones[standing]} label={invoiceStatusWords[standing]} />
}
