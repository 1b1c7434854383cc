// The dry run: what would come in, what wouldn't and why; then the button that does it.

import { Button } from '@mantine/core'
import { unmappedRequired } from '#core/imports/mapping.ts'
import { importWords as words } from '#core/words/rooms-import.ts'
import { Figure, Quiet } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { fieldTitle } from './ColumnTable.tsx'
import { CountFigures } from './CountFigures.tsx'
import { type Questions, useImportState } from './import-state.ts'
import styles from './import.module.css'
import { ProblemTable } from './ProblemTable.tsx'
import { runImport, tryOut } from './run-import.ts'

/** In which currency amounts of the file are read. */
export interface Money {
  readonly currency: string
  readonly minorDigits: number
}

export function TrialPanel({ money }: { money: Money }): React.JSX.Element {
  const client = useStore()
  const { analysis, questions, trial } = useImportState()
  const missing = questions === null || analysis === null ? [] : missingAnswers(questions, analysis.dateOrder.example !== null)
  const ready = questions !== null && analysis !== null && missing.length === 0
  const onTry = (): void => void tryOut(client, money.currency, money.minorDigits)
  const onRun = (): void => void runImport(client, money.currency, money.minorDigits)
  useShortcuts(words.dryRun, [
    { keys: 'mod+Enter', label: words.tryOut, whileTyping: true, run: () => ready && (trial === null ? onTry() : onRun()) }
  ])
  return (
    <Section title={words.dryRun}>
      {trial === null ? (
        <div className={styles['line']}>
          <Button onClick={onTry} disabled={!ready}>
            {words.tryOut}
          </Button>
          {missing.length > 0 && <Quiet>{words.answerFirst(missing.join(', '))}</Quiet>}
        </div>
      ) : (
        <>
          <Quiet>{words.willBring}</Quiet>
          <CountFigures counts={trial.counts} events={trial.events}>
            <Figure label={words.refusedRows}>{trial.refused.toLocaleString('en')}</Figure>
            <Figure label={words.notes}>{trial.notes.toLocaleString('en')}</Figure>
          </CountFigures>
          {trial.known > 0 && <Quiet>{words.known(trial.known)}</Quiet>}
          <ProblemTable problems={trial.problems} />
          <div className={styles['line']}>
            <Button onClick={onRun} disabled={trial.calls === 0}>
              {words.run(trial.calls)}
            </Button>
            <Button variant="default" onClick={onTry}>
              {words.tryAgain}
            </Button>
            {trial.calls === 0 && <Quiet>{words.nothingToRun}</Quiet>}
          </div>
        </>
      )}
    </Section>
  )
}

/** What is still to be said before anything can be tried out, in words. */
function missingAnswers(questions: Questions, hasDates: boolean): readonly string[] {
  const needsClient = questions.target !== 'client' && questions.clientFrom === 'one' && questions.clientId === null
  return [
    ...unmappedRequired(questions.target, questions.mapping).map((field) => fieldTitle(field.key)),
    ...(hasDates && questions.order === null ? [words.missing.order] : []),
    ...(questions.source.trim() === '' ? [words.missing.source] : []),
    ...(needsClient ? [words.missing.client] : [])
  ]
}
