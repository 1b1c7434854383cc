// Documents by where they stand: drafts to look at, approved ones to issue, issued ones to hand on. Several are approved, issued or exported
// at once.

import { Button, SegmentedControl } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { billingWords, documentWords as words, invoiceKindWords, invoiceStatusWords } from '#core/words/rooms-billing.ts'
import { moneyWords, SearchBox } from '#renderer/features/records/index.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import type { Filter } from '#store/contract.ts'
import type { DataListColumn, ListSort } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { QueryList, useListQuery } from '#renderer/ui/QueryList.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { BillingNav } from './BillingNav.tsx'
import { BulkDocuments } from './BulkDocuments.tsx'
import { DocumentStanding } from './document-marks.tsx'
import { NewDeposit } from './NewDeposit.tsx'
import { useClientNames } from './use-client-names.ts'

const views = ['all', 'draft', 'approved', 'issued', 'discarded'] as const
type View = (typeof views)[number]
const firstSort: ListSort = { field: 'updatedAt', direction: 'descending' }

export function DocumentList(): React.JSX.Element {
  const [, navigate] = useLocation()
  const [view, setView] = useState<View>('all')
  const [typed, setTyped] = useState('')
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const offline = useStatus()?.offline === true
  const list = useListQuery<Invoice>({ entity: 'invoice', where: whereOf(view), typed, firstSort })
  const columns = useColumns()
  const open = useCallback((row: Invoice) => navigate(`/billing/documents/${row.id}`), [navigate])
  useShortcuts(words.title, [{ keys: '/', label: words.search, run: () => searchBox.current?.focus() }])
  return (
    <Page
      title={billingWords.title}
      note={list.state.loading ? undefined : words.count(list.state.total)}
      sections={<BillingNav />}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {words.newDeposit}
        </Button>
      }
    >
      {offline && <OfflineNote />}
      <Toolbar label={words.search}>
        <ViewChoice
          view={view}
          onView={(chosen) => {
            setView(chosen)
            setSelection(new Set())
          }}
        />
        <SearchBox label={words.search} box={searchBox} value={typed} onChange={setTyped} />
      </Toolbar>
      {asking && <NewDeposit onClose={() => setAsking(false)} />}
      {selection.size > 0 && <BulkDocuments ids={selection} onDone={() => setSelection(new Set())} />}
      <QueryList
        list={list}
        failed={words.failed}
        label={billingWords.documents}
        columns={columns}
        onOpen={open}
        selection={selection}
        onSelection={setSelection}
        onSelectAll={() => setSelection(new Set(list.state.rows.map((row) => row.id)))}
        empty={<NoDocuments onUnbilled={() => navigate('/billing')} />}
      />
    </Page>
  )
}

function ViewChoice({ view, onView }: { view: View; onView: (view: View) => void }): React.JSX.Element {
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.views}
      value={view}
      data={views.map((each) => ({ value: each, label: each === 'all' ? words.all : invoiceStatusWords[each] }))}
      onChange={(chosen) => onView(views.find((each) => each === chosen) ?? 'all')}
    />
  )
}

function NoDocuments({ onUnbilled }: { onUnbilled: () => void }): React.JSX.Element {
  return (
    <EmptyState
      icon={<IconFileInvoice size={40} stroke={1.2} />}
      title={words.emptyTitle}
      action={<Button onClick={onUnbilled}>{billingWords.unbilled}</Button>}
    >
      {words.emptyText}
    </EmptyState>
  )
}

function whereOf(view: View): readonly Filter[] {
  if (view === 'discarded') return [{ op: 'present', field: 'archivedAt' }]
  const kept: Filter = { op: 'empty', field: 'archivedAt' }
  return view === 'all' ? [kept] : [kept, { op: 'is', field: 'status', value: view }]
}

function useColumns(): readonly DataListColumn<Invoice>[] {
  const names = useClientNames()
  return useMemo(
    () => [
      {
        id: 'number',
        header: words.number,
        width: '136px',
        sortField: 'number',
        render: (row) =>
          row.number ?? <span style={{ color: 'var(--mantine-color-dimmed)' }}>{words.noNumber(invoiceKindWords[row.kind])}</span>
      },
      {
        id: 'client',
        header: billingWords.client,
        width: 'minmax(160px, 1.5fr)',
        render: (row) => <b style={{ fontWeight: 560 }}>{names.get(row.clientId) ?? ''}</b>
      },
      {
        id: 'title',
        header: words.title,
        width: 'minmax(168px, 1.5fr)',
        sortField: 'title',
        render: (row) => row.title
      },
      { id: 'status', header: words.status, width: '104px', sortField: 'status', render: (row) => <DocumentStanding row={row} /> },
      {
        id: 'issued',
        header: words.issued,
        width: '104px',
        sortField: 'issuedOn',
        render: (row) => (row.issuedOn === null ? '' : calendarDateWords(row.issuedOn))
      },
      {
        id: 'total',
        header: words.total,
        width: '120px',
        align: 'end',
        sortField: 'grossMinor',
        render: (row) => <span data-figures>{moneyWords(row.grossMinor, row.currency)}</span>
      },
      { id: 'updated', header: words.updated, width: '96px', sortField: 'updatedAt', render: (row) => <RelativeTime at={row.updatedAt} /> }
    ],
    [names]
  )
}
