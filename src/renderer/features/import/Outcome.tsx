// What an import came to, with its report to keep.

import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { importWords as words } from '#core/words/rooms-import.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { CountFigures } from './CountFigures.tsx'
import { forgetFile } from './import-actions.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'
import { ProblemTable } from './ProblemTable.tsx'

const places: Readonly<Record<string, string>> = {
  ticket: '/tickets',
  'incident-log': '/tickets',
  client: '/clients',
  contact: '/clients',
  asset: '/assets'
}

export function Outcome(): React.JSX.Element | null {
  const { outcome, questions } = useImportState()
  if (outcome === null) return null
  return (
    <Section title={outcome.stopped ? words.stopped : words.done}>
      <p role="status" style={{ margin: 0 }}>
        {words.result(outcome.done)} {outcome.refused > 0 && words.resultRefused(outcome.refused)}
      </p>
      <CountFigures counts={outcome.counts} events={outcome.events} />
      <ProblemTable problems={outcome.problems} />
      <div className={styles['line']}>
        <Button component={Link} href={places[questions?.target ?? 'ticket'] ?? '/tickets'}>
          {words.show}
        </Button>
        <Button variant="default" onClick={forgetFile}>
          {words.another}
        </Button>
      </div>
    </Section>
  )
}
