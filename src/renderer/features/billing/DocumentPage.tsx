// One document: its lines with the steps behind each amount, its sums, who it is from and for, and what can be done with it where it stands.

import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { notesOf } from '#core/billing/credit-note.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words, invoiceKindWords } from '#core/words/rooms-billing.ts'
import { HistoryList, Quiet, TwoColumns } from '#renderer/features/records/index.ts'
import { useRow, useStatus } from '#renderer/live/use-live.ts'
import { BackButton } from '#renderer/ui/BackButton.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { DocumentActions } from './DocumentActions.tsx'
import { DocumentDetails } from './DocumentDetails.tsx'
import { DocumentFigures } from './DocumentFigures.tsx'
import { DocumentLines } from './DocumentLines.tsx'
import { DocumentStanding } from './document-marks.tsx'
import { useNotes } from './use-notes.ts'

export function DocumentPage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row } = useRow<Invoice>('invoice', id)
  const notes = notesOf({ id }, useNotes({ id }).rows)
  const offline = useStatus()?.offline === true
  const back = (): void => navigate('/billing/documents')
  useShortcuts(words.title, [{ keys: 'Escape', label: words.backToList, run: back }])
  if (loading) return <LoadingState />
  if (row === null)
    return (
      <EmptyState title={words.missing} action={<Button onClick={back}>{words.backToList}</Button>}>
        {words.missingText}
      </EmptyState>
    )
  return (
    <Page
      title={row.number ?? row.title}
      before={<BackButton label={words.backToList} onBack={back} />}
      note={
        <span style={{ display: 'inline-flex', gap: 12, alignItems: 'center' }}>
          {invoiceKindWords[row.kind]} <DocumentStanding row={row} inPart={notes.length > 0} />
          {row.status === 'issued' && row.number === null && <Quiet>{words.pendingNumber}</Quiet>}
        </span>
      }
      actions={<DocumentActions row={row} />}
      layout="scroll"
    >
      {offline && <OfflineNote />}
      <TwoColumns
        main={
          <Section title={row.number === null ? words.lines : row.title}>
            <DocumentFigures row={row} />
            <DocumentLines row={row} />
            {row.note !== '' && <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{row.note}</p>}
          </Section>
        }
        side={
          <>
            <DocumentDetails row={row} notes={notes} />
            <Section title={words.history}>
              <HistoryList subjectId={id} />
            </Section>
          </>
        }
      />
    </Page>
  )
}
