// Unbilled work: a period is chosen, the run is computed on this device with its progress, looked at line by line, and made into drafts.

import { Button } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { billingWords, runWords as words } from '#core/words/rooms-billing.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { BillingNav } from './BillingNav.tsx'
import { NewCharge } from './NewCharge.tsx'
import { RunProgressBar } from './RunProgressBar.tsx'
import { RunQuestionBar, thisMonth } from './RunQuestionBar.tsx'
import { RunResultView } from './RunResultView.tsx'
import { type RunQuestion, useRun } from './use-run.ts'

export function UnbilledPage(): React.JSX.Element {
  const [, navigate] = useLocation()
  const [question, setQuestion] = useState<RunQuestion>(() => ({ ...thisMonth(), clientIds: null }))
  const [adding, setAdding] = useState(false)
  const run = useRun()
  const { state } = run
  const offline = useStatus()?.offline === true
  const start = (): void => run.start(question)
  return (
    <Page
      title={billingWords.title}
      sections={<BillingNav />}
      actions={
        <Button variant="default" onClick={() => setAdding(true)}>
          {words.byHand}
        </Button>
      }
    >
      {adding && <NewCharge onClose={() => setAdding(false)} />}
      {offline && <OfflineNote />}
      <RunQuestionBar
        question={question}
        busy={state.phase === 'running' || state.phase === 'drafting'}
        computed={state.phase === 'done'}
        onQuestion={setQuestion}
        onStart={start}
      />
      {(state.phase === 'running' || state.phase === 'drafting') && (
        <RunProgressBar
          label={state.phase === 'running' ? words.running : words.creating}
          progress={state.progress}
          onCancel={run.cancel}
        />
      )}
      {state.phase === 'failed' && <ErrorState title={words.failed} detail={state.reason} onRetry={start} />}
      {(state.phase === 'idle' || state.phase === 'cancelled') && (
        <EmptyState
          icon={<IconReceipt size={40} stroke={1.2} />}
          title={state.phase === 'cancelled' ? words.cancelled : words.startTitle}
          action={<Button onClick={start}>{words.preview}</Button>}
        >
          {words.startText}
        </EmptyState>
      )}
      {state.phase === 'done' && (
        <RunResultView
          job={state.job}
          clients={state.clients}
          onDraft={run.draft}
          onDrafted={() => navigate('/billing/documents')}
          onChanged={() => run.start(state.question)}
        />
      )}
    </Page>
  )
}
