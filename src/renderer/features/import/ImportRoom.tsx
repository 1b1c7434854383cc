// Import: choose a file, see how it is understood, answer what can't be guessed, try it out, run it, keep the report.

import { Alert, Button } from '@mantine/core'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { isAllowed } from '#core/kernel/permission.ts'
import { importWords as words } from '#core/words/rooms-import.ts'
import { minorDigits } from '#renderer/features/records/index.ts'
import { useSession, useStatus } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { FileDrop } from './FileDrop.tsx'
import { forgetFile } from './import-actions.ts'
import { useImportState } from './import-state.ts'
import { Outcome } from './Outcome.tsx'
import { Preview } from './Preview.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { RunProgress } from './RunProgress.tsx'
import { TrialPanel } from './TrialPanel.tsx'

export function ImportRoom(): React.JSX.Element {
  const { session, loading } = useSession()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const offline = useStatus()?.offline === true
  const { phase, file, analysis, questions, failure } = useImportState()
  const { currency = 'EUR', timeZone } = organisation.rows[0] ?? {}
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const money = { currency, minorDigits: minorDigits(currency) }
  if (loading || organisation.loading) return <LoadingState />
  if (session === null || !isAllowed(session.role, 'import.run')) return <NotYours />
  const asking = questions !== null && (phase === 'questions' || phase === 'tried' || phase === 'trying')
  return (
    <Page
      title={words.title}
      layout="scroll"
      note={file !== null && analysis !== null ? words.file(file.name, analysis.rows) : undefined}
      actions={
        file !== null &&
        phase !== 'running' && (
          <Button variant="default" onClick={forgetFile}>
            {words.another}
          </Button>
        )
      }
    >
      {offline && <OfflineNote />}
      {failure !== null && (
        <Alert color="red" role="alert" title={file === null ? words.notReadable : words.problemFailed}>
          {failure}
        </Alert>
      )}
      {file === null && phase !== 'reading' && <FileDrop zone={zone} />}
      {phase === 'reading' && <RunProgress label={words.reading} />}
      {asking && (
        <>
          <Preview />
          <ColumnTable />
          <QuestionForm />
          {phase === 'trying' ? <RunProgress label={words.trying} /> : <TrialPanel money={money} />}
        </>
      )}
      {phase === 'running' && <RunProgress label={words.running} stoppable />}
      {phase === 'done' && <Outcome money={money} />}
    </Page>
  )
}

function NotYours(): React.JSX.Element {
  return (
    <Page title={words.title} layout="fill">
      <EmptyState title={words.forbidden}>{words.forbiddenText}</EmptyState>
    </Page>
  )
}
