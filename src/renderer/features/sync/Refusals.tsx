// What the server refused, grouped under its cause: why, what had been typed, and what can be done about it.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Card, Quiet } from '#renderer/features/records/index.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { refusalSentence } from '#core/words/refusals.ts'
import type { OutboxItem } from '#store/contract.ts'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'
import { EditRefused } from './EditRefused.tsx'
import type { RefusalGroup } from './outbox-groups.ts'
import { addressOf, commandTitle } from './outbox-words.ts'
import styles from './sync.module.css'
import { typedLines } from './typed-lines.ts'

export function Refusals({ groups }: { groups: readonly RefusalGroup[] }): React.JSX.Element {
  return (
    <Section title={words.refusals}>
      <Quiet>{words.refusalsLead}</Quiet>
      {groups.map((group) => (
        <Refused key={group.item.commandId} group={group} />
      ))}
    </Section>
  )
}

/** Long input scrolls, so it must be reachable with the keyboard. */
function TypedLines({ item }: { item: OutboxItem }): React.JSX.Element | null {
  const lines = typedLines(item)
  if (lines.length === 0) return null
  return (
    <>
      <Quiet>{words.typed}</Quiet>
      <div role="group" className={styles['typed']} tabIndex={0} aria-label={words.typed}>
        <dl>
          {lines.map(({ path, label, text }) => (
            <div key={path}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  )
}

function Refused({ group }: { group: RefusalGroup }): React.JSX.Element {
  const { item, followers } = group
  const [editing, setEditing] = useState(false)
  const { retry, dismiss } = useCommand()
  const address = addressOf(item)
  const again = async (input?: unknown): Promise<string | null> => {
    const result = await retry(item.commandId, input)
    if (result.ok) showDone(words.retried)
    return result.ok ? null : refusalSentence(result.refusal)
  }
  const putAway = async (): Promise<void> => {
    // Followers first: they stand on what their cause had done.
    for (const one of [...followers].reverse()) await dismiss(one.commandId)
    await dismiss(item.commandId)
    showDone(words.dismissed)
  }
  return (
    <Card
      title={commandTitle(item.name)}
      actions={
        <Quiet>
          <RelativeTime at={item.at} />
        </Quiet>
      }
    >
      {item.refusal !== null && <strong style={{ color: 'var(--fx-tone-bad)', fontWeight: 540 }}>{refusalSentence(item.refusal)}</strong>}
      <TypedLines item={item} />
      {followers.length > 0 && <Quiet>{words.follows(followers.length)}</Quiet>}
      <div className={styles['actions']}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            void again().then((problem) => {
              if (problem !== null) showProblem(commandTitle(item.name), problem)
            })
          }
        >
          {words.retry}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void putAway()} title={words.dismissHint}>
          {followers.length > 0 ? words.dismissAll : words.dismiss}
        </Button>
        {address !== null && (
          <Button size="compact-sm" variant="subtle" component={Link} href={address}>
            {words.open}
          </Button>
        )}
      </div>
      {editing && <EditRefused item={item} onSend={again} onClose={() => setEditing(false)} />}
    </Card>
  )
}
