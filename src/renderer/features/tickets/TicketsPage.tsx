// The list of tickets: views, filters, rows, and beside them the ticket that the hand is on.

import { memo, useCallback, useDeferredValue } from 'react'
import { useLocation } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketActionWords, ticketListWords } from '#core/words/rooms-tickets.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { useOfferRow, useStatus } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { ReadingPane } from '#renderer/ui/ReadingPane.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { showDone } from '#renderer/ui/undo-toast.tsx'
import { AskAhead, TicketView, useDirectory } from '#renderer/features/ticket/index.ts'
import { BulkBar } from './BulkBar.tsx'
import { FilterBar, focusList, searchInputId } from './FilterBar.tsx'
import { conditions, order } from './ticket-filters.ts'
import { TicketList } from './TicketList.tsx'
import { useTicketsUi } from './tickets.ui-store.ts'
import { useTicketActions } from './use-ticket-actions.tsx'
import { useViewer } from './use-viewer.ts'
import { ViewMenu } from './ViewMenu.tsx'
import { shownViews, ViewTabs } from './ViewTabs.tsx'

const mostSelected = 2000

// New rows redraw the list, not what stands around it.
const Tabs = memo(ViewTabs)
const Filters = memo(FilterBar)
const Views = memo(ViewMenu)
const Pane = memo(function Pane({ id }: { id: string }): React.JSX.Element {
  return <TicketView key={id} id={id} layout="pane" onLeave={focusList} />
})

/** Its address changes with every view and filter; the page knows already. */
export const TicketsPage = memo(function TicketsPage(): React.JSX.Element {
  const viewer = useViewer()
  const directory = useDirectory()
  const status = useStatus()
  const { query, offset, limit, selection, activeId, pane, setPane } = useTicketsUi()
  // The row lights up at once; what the pane needs for it comes right after.
  const shownId = useDeferredValue(activeId)
  const words = query.words.trim()
  const question = {
    entity: 'ticket',
    where: conditions(query, viewer),
    ...(words === '' ? {} : { words }),
    sort: order(query),
    ...(query.groupBy === null ? {} : { groupBy: query.groupBy })
  }
  const tickets = useQuery<Ticket>({ ...question, offset, limit })
  const meant = selection.size > 0 ? [...selection] : activeId === null ? [] : [activeId]
  const clear = useCallback(() => useTicketsUi.setState({ selection: new Set() }), [])
  const actions = useTicketActions(meant, clear)
  const selectAll = useSelectAll(question)
  const open = useOpenTicket()
  useShortcuts(ticketListWords.title, [
    { keys: '/', label: ticketActionWords.search, run: () => document.querySelector<HTMLElement>(`#${searchInputId}`)?.focus() },
    { keys: 'a', label: ticketActionWords.assign, run: () => actions.ask('assign') },
    { keys: 'i', label: ticketActionWords.assignMe, run: actions.assignMe },
    { keys: 's', label: ticketActionWords.status, run: () => actions.ask('status') },
    { keys: 'l', label: ticketActionWords.tag, run: () => actions.ask('tag') },
    { keys: 'm', label: ticketActionWords.merge, run: () => actions.ask('merge') },
    ...(actions.canArchive ? [{ keys: 'e', label: ticketActionWords.archive, run: actions.archive }] : []),
    { keys: ']', label: ticketActionWords.nextView, run: () => turnView(1) },
    { keys: '[', label: ticketActionWords.previousView, run: () => turnView(-1) },
    { keys: 'p', label: ticketActionWords.togglePane, run: () => setPane(!pane) },
    { keys: 'Escape', label: ticketActionWords.clear, run: clear }
  ])
  return (
    <Page
      title={ticketListWords.title}
      note={tickets.loading ? '' : ticketListWords.count(tickets.total)}
      actions={<Views viewer={viewer} />}
    >
      <Tabs viewer={viewer} />
      {selection.size > 0 ? <BulkBar count={selection.size} actions={actions} onClear={clear} /> : <Filters directory={directory} />}
      {status?.offline === true && <OfflineNote />}
      <ReadingPane
        name="tickets"
        list={<TicketList tickets={tickets} directory={directory} onOpen={open} onSelectAll={selectAll} />}
        pane={pane && activeId !== null ? <Pane id={shownId ?? activeId} /> : null}
      />
      {!pane && shownId !== null && <AskAhead key={shownId} id={shownId} />}
      {actions.dialog}
    </Page>
  )
})

/** Opens a row of the list over the whole room. */
function useOpenTicket(): (row: Ticket) => void {
  const [, navigate] = useLocation()
  const offer = useOfferRow('ticket')
  return useCallback(
    (row) => {
      offer(row)
      navigate(`/tickets/${row.id}`)
    },
    [navigate, offer]
  )
}

/** Goes to the built-in view beside the current one. */
function turnView(by: 1 | -1): void {
  const { query, showView } = useTicketsUi.getState()
  const next = shownViews[(shownViews.indexOf(query.view) + by + shownViews.length) % shownViews.length]
  if (next !== undefined) showView(next)
}

/** Selects every ticket that the question finds, also those that aren't loaded, up to a bound that is said. */
function useSelectAll(question: { readonly entity: string }): () => void {
  const store = useStore()
  return () => {
    const all = store.query({ ...question, limit: mostSelected }, (view) => {
      all.close()
      useTicketsUi.setState({ selection: new Set(view.ids) })
      if (view.total > mostSelected) showDone(ticketListWords.selectFirst(mostSelected))
    })
  }
}
