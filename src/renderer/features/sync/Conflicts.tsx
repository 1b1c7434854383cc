// Fields that two people changed from the same value: both values side by side, one click to choose, and a way back.

import { Button } from '@mantine/core'
import type { Conflict } from '#core/conflicts/conflict.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { fieldLabel } from '#core/words/fields.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Card, Quiet, valueWords } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './sync.module.css'

/** Shown at once, and settled at once by the buttons for all. */
const shownRows = 100

export function Conflicts(): React.JSX.Element {
  const open = useQuery<Conflict>({
    entity: 'conflict',
    where: [{ op: 'empty', field: 'settledAt' }],
    sort: [{ field: 'at', direction: 'descending' }],
    limit: shownRows
  })
  return (
    <Section title={words.conflicts}>
      <Quiet>{open.total === 0 ? words.noConflicts : words.conflictsLead}</Quiet>
      {open.rows.length > 1 && <SettleAll conflicts={open.rows} />}
      {open.rows.map((conflict) => (
        <OneConflict key={conflict.id} conflict={conflict} />
      ))}
      {open.total > shownRows && <Quiet>{words.moreConflicts(open.total - shownRows)}</Quiet>}
    </Section>
  )
}

/** One decision for all that are shown; one undo takes it back. */
function SettleAll({ conflicts }: { conflicts: readonly Conflict[] }): React.JSX.Element {
  const act = useAct()
  const settle = (choice: 'kept' | 'lost') => (): void => {
    const calls = conflicts.map(({ id }) => ({ name: 'conflict.settle', input: { conflictId: id, choice } }))
    void act(calls, { done: words.settledAll(calls.length) })
  }
  return (
    <div className={styles['actions']}>
      <Button size="compact-sm" variant="default" onClick={settle('kept')}>
        {words.keepAll(conflicts.length)}
      </Button>
      <Button size="compact-sm" variant="default" onClick={settle('lost')}>
        {words.takeAll(conflicts.length)}
      </Button>
    </div>
  )
}

function OneConflict({ conflict }: { conflict: Conflict }): React.JSX.Element {
  const act = useAct()
  const { row } = useRow(conflict.entity, conflict.rowId)
  const person = useRow<Person>('person', conflict.actorId).row
  const name = [row?.['subject'], row?.['name']].find((one) => typeof one === 'string') ?? conflict.entity
  const settle = (choice: 'kept' | 'lost') => (): void => {
    void act({ name: 'conflict.settle', input: { conflictId: conflict.id, choice } }, { done: words.settled })
  }
  const by = words.by(person?.name ?? '…')
  return (
    <Card
      title={words.conflictTitle(name, fieldLabel(conflict.entity, conflict.field))}
      actions={
        <Quiet>
          <RelativeTime at={conflict.at} />
        </Quiet>
      }
    >
      <Quiet>
        {words.before}: {valueWords(conflict.base, conflict.field)}
      </Quiet>
      <div className={styles['values']}>
        <div className={`${styles['value'] ?? ''} ${styles['stands'] ?? ''}`}>
          <Quiet>
            {words.standing}
            {!conflict.incomingLost && ` · ${by}`}
          </Quiet>
          {valueWords(conflict.kept, conflict.field)}
          <Button size="compact-sm" variant="default" onClick={settle('kept')}>
            {words.keep}
          </Button>
        </div>
        <div className={styles['value']}>
          <Quiet>
            {words.other}
            {conflict.incomingLost && ` · ${by}`}
          </Quiet>
          {valueWords(conflict.lost, conflict.field)}
          <Button size="compact-sm" onClick={settle('lost')}>
            {words.take}
          </Button>
        </div>
      </div>
    </Card>
  )
}
