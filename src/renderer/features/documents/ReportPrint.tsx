// Finds the service report that is to be printed.

import { IconFileDescription } from '@tabler/icons-react'
import type { ServiceReport } from '#core/work/service-report.entity.ts'
import { paperWords } from '#core/words/paper-words.ts'
import { printWords as words } from '#core/words/papers.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import type { Printable } from './PrintView.tsx'
import { ReportPaper } from './ReportPaper.tsx'

interface ReportPrintProps {
  readonly ticketId: string
  readonly id: string
  readonly show: (printable: Printable) => React.JSX.Element
}

export function ReportPrint({ ticketId, id, show }: ReportPrintProps): React.JSX.Element {
  const { loading, rows } = useQuery<ServiceReport>({ entity: 'service_report', parentId: ticketId })
  const report = rows.find((row) => row.id === id)
  if (loading) return <LoadingState />
  if (report === undefined)
    return (
      <EmptyState icon={<IconFileDescription size={40} stroke={1.2} />} title={words.missing}>
        {words.missingText}
      </EmptyState>
    )
  const name = `${paperWords[report.content.language ?? 'en'].report.title} ${report.content.ticketNumber}`.trim()
  return show({ name, paper: isAmerican(report.content.timeZone) ? 'Letter' : 'A4', content: <ReportPaper report={report} /> })
}

/** A report knows no country but by its zone. */
function isAmerican(timeZone: string): boolean {
  return /^(America|US|Canada)\//.test(timeZone)
}
