// What an import came to, with its report to keep.

import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { importWords as words } from '#core/words/rooms-import.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { CountFigures } from './CountFigures.tsx'
import { forgetFile } from './import-actions.ts'
import { type Outcome as Result, useImportState } from './import-state.ts'
import styles from './import.module.css'
import { ProblemTable } from './ProblemTable.tsx'
import { runImport } from './run-import.ts'
import type { Money } from './TrialPanel.tsx'

const places: Readonly<Record<string, string>> = {
  ticket: '/tickets',
  'incident-log': '/tickets',
  client: '/clients',
  contact: '/clients',
  asset: '/assets'
}

export function Outcome({ money }: { money: Money }): React.JSX.Element | null {
  const client = useStore()
  const { outcome, questions } = useImportState()
  if (outcome === null) return null
  return (
    <Section title={titleOf(outcome)}>
      <p role="status" style={{ margin: 0 }}>
        {sentencesOf(outcome).join(' ')}
      </p>
      <CountFigures counts={outcome.counts} events={outcome.events} />
      <ProblemTable problems={outcome.problems} />
      <div className={styles['line']}>
        {outcome.stopped && <Button onClick={() => void runImport(client, money.currency, money.minorDigits)}>{words.goOn}</Button>}
        <Button
          variant={outcome.stopped ? 'default' : 'filled'}
          component={Link}
          href={places[questions?.target ?? 'ticket'] ?? '/tickets'}
        >
          {words.show}
        </Button>
        <Button variant="default" onClick={forgetFile}>
          {words.another}
        </Button>
      </div>
    </Section>
  )
}

function titleOf({ stopped, done, unchanged }: Result): string {
  if (stopped) return words.stopped
  return done === 0 && unchanged > 0 ? words.nothingNew : words.done
}

/** What came in, what stood here already, what was refused; the first in other words where nothing came in at all. */
function sentencesOf({ done, unchanged, refused }: Result): readonly string[] {
  const refusals = refused > 0 ? [words.resultRefused(refused)] : []
  if (done === 0 && unchanged > 0) return [words.nothingChanged(unchanged), ...refusals]
  return [words.result(done), ...(unchanged > 0 ? [words.unchanged(unchanged)] : []), ...refusals]
}
