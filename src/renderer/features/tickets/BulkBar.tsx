// What can be done with the selected tickets; stands where the filters end as long as something is selected.

import { Button } from '@mantine/core'
import { IconArchive, IconCircleDot, IconGitMerge, IconTag, IconUser } from '@tabler/icons-react'
import { ticketActionWords } from '#core/words/rooms-tickets.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import styles from './tickets.module.css'
import type { TicketActions } from './use-ticket-actions.tsx'

export function BulkBar({ count, actions, onClear }: { count: number; actions: TicketActions; onClear: () => void }): React.JSX.Element {
  const look = { size: 'compact-md', variant: 'default' } as const
  return (
    <div role="group" aria-label={ticketActionWords.actions} className={styles['bulk']}>
      <span className={styles['bulkCount']} role="status">
        {uiWords.selected(count)}
      </span>
      <Button {...look} leftSection={<IconUser size={15} />} rightSection={<Keys keys="a" />} onClick={() => actions.ask('assign')}>
        {ticketActionWords.assign}
      </Button>
      <Button {...look} leftSection={<IconCircleDot size={15} />} rightSection={<Keys keys="s" />} onClick={() => actions.ask('status')}>
        {ticketActionWords.status}
      </Button>
      <Button {...look} leftSection={<IconTag size={15} />} rightSection={<Keys keys="l" />} onClick={() => actions.ask('tag')}>
        {ticketActionWords.tag}
      </Button>
      <Button {...look} leftSection={<IconGitMerge size={15} />} rightSection={<Keys keys="m" />} onClick={() => actions.ask('merge')}>
        {ticketActionWords.merge}
      </Button>
      {actions.canArchive && (
        <Button {...look} leftSection={<IconArchive size={15} />} rightSection={<Keys keys="e" />} onClick={actions.archive}>
          {ticketActionWords.archive}
        </Button>
      )}
      <Button size="compact-md" variant="subtle" ml="auto" onClick={onClear} rightSection={<Keys keys="Escape" />}>
        {ticketActionWords.clear}
      </Button>
    </div>
  )
}
