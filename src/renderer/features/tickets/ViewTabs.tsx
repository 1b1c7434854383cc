// The views as tabs with live counts: built-in ones first, then those that people keep.

import { UnstyledButton } from '@mantine/core'
import { type SavedView } from '#core/organisation/saved-view.entity.ts'
import { ticketListWords } from '#core/words/rooms-tickets.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { type BuiltInView, conditions, emptyQuery, type ListQuery, listQuery, type Viewer } from './ticket-filters.ts'
import styles from './tickets.module.css'
import { useTicketsPart } from './tickets.ui-store.ts'

export const shownViews: readonly BuiltInView[] = ['mine', 'team', 'unassigned', 'breaching', 'waiting', 'all', 'recent', 'archived']

export function ViewTabs({ viewer }: { viewer: Viewer }): React.JSX.Element {
  const { query, savedViewId, showView, showSaved } = useTicketsPart('query', 'savedViewId', 'showView', 'showSaved')
  const saved = useSavedViews(viewer)
  const isLinked = savedViewId === null && query.view === 'everything'
  return (
    <nav aria-label={ticketListWords.views} className={styles['tabs']}>
      {(isLinked ? [...shownViews, 'everything' as const] : shownViews).map((view) => (
        <ViewTab
          key={view}
          label={ticketListWords[view]}
          query={emptyQuery(view)}
          viewer={viewer}
          counted={view !== 'recent' && view !== 'archived' && view !== 'everything'}
          current={savedViewId === null && query.view === view}
          onOpen={() => showView(view)}
        />
      ))}
      {saved.map((view) => (
        <ViewTab
          key={view.id}
          label={view.name}
          query={listQuery.parse(view.query ?? {})}
          viewer={viewer}
          counted
          current={savedViewId === view.id}
          onOpen={() => showSaved(view.id, listQuery.parse(view.query ?? {}), view.columns)}
        />
      ))}
    </nav>
  )
}

/** Views of tickets that this person keeps or everybody sees. */
export function useSavedViews(viewer: Viewer): readonly SavedView[] {
  const views = useQuery<SavedView>({
    entity: 'saved_view',
    where: [
      { op: 'is', field: 'entity', value: 'ticket' },
      { op: 'empty', field: 'archivedAt' },
      { op: 'in', field: 'ownerId', values: [viewer.personId, null] }
    ],
    sort: [
      { field: 'position', direction: 'ascending' },
      { field: 'name', direction: 'ascending' }
    ]
  })
  return views.rows
}

interface ViewTabProps {
  readonly label: string
  readonly query: ListQuery
  readonly viewer: Viewer
  readonly counted: boolean
  readonly current: boolean
  readonly onOpen: () => void
}

function ViewTab({ label, query, viewer, counted, current, onOpen }: ViewTabProps): React.JSX.Element {
  const count = useCount(counted ? { entity: 'ticket', where: conditions(query, viewer), by: 'archivedAt' } : null)
  return (
    <UnstyledButton className={styles['tab']} data-current={current} aria-current={current ? 'true' : undefined} onClick={onOpen}>
      {label}
      {counted && <span className={styles['tabCount']}>{count === null ? '' : count.total.toLocaleString('en')}</span>}
    </UnstyledButton>
  )
}
