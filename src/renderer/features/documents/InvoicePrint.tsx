// Finds the issued invoice that is to be printed; everything on the paper comes from its frozen content.

import { IconFileInvoice } from '@tabler/icons-react'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { issuedDocument } from '#core/documents/issued-document.ts'
import { printWords as words } from '#core/words/papers.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { InvoicePaper } from './InvoicePaper.tsx'
import type { Printable } from './PrintView.tsx'

interface InvoicePrintProps {
  readonly id: string
  readonly show: (printable: Printable) => React.JSX.Element
}

export function InvoicePrint({ id, show }: InvoicePrintProps): React.JSX.Element {
  const { loading, row } = useRow<Invoice>('invoice', id)
  const credited = useRow<Invoice>('invoice', row?.creditsId ?? null)
  if (loading || credited.loading) return <LoadingState />
  const document = row && issuedDocument(row, credited.row)
  if (document === null)
    return (
      <EmptyState icon={<IconFileInvoice size={40} stroke={1.2} />} title={row === null ? words.missing : words.notIssued}>
        {row === null ? words.missingText : words.notIssuedText}
      </EmptyState>
    )
  return show({ name: document.number, paper: paperOf(document.seller.country), content: <InvoicePaper document={document} /> })
}

/** The paper that is in the printers of the seller's country. */
function paperOf(country: string): Printable['paper'] {
  return ['US', 'CA', 'MX', 'PH', 'CL', 'CO'].includes(country) ? 'Letter' : 'A4'
}
