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
  exported: 'good',
  discarded: 'neutral'
}

export function standingOf(row: Pick<Invoice, 'status' | 'archivedAt' | 'creditedById' | 'exportedAt'>): Standing {
  if (row.archivedAt !== null) return 'discarded'
  if (row.creditedById !== null) return 'credited'
  return row.status === 'issued' && row.exportedAt !== null ? 'exported' : row.status
}

export function DocumentStanding({ row }: { row: Invoice }): React.JSX.Element {
  const standing = standingOf(row)
  return <StatusChip tone={tones[standing]} label={invoiceStatusWords[standing]} />
}
