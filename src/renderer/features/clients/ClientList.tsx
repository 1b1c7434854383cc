// All clients with what matters at a glance: open work, assets, model, last contact, a year of tickets as a line of bars.

import { Button } from '@mantine/core'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Client } from '#core/clients/client.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { DataList, type ListSort } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { ClientFilterBar } from './ClientFilterBar.tsx'
import { clientColumns } from './client-columns.tsx'
import { useClientFilters } from './client-filters.ts'
import { useCountPerClient } from './client.queries.ts'
import { NewClient } from './NewClient.tsx'

export function ClientList(): React.JSX.Element {
  const [, navigate] = useLocation()
  const filtering = useClientFilters()
  const [sort, setSort] = useState<ListSort>({ field: 'name', direction: 'ascending' })
  const [place, setPlace] = useState({ offset: 0, limit: 250 })
  const [activeId, setActiveId] = useState<string | null>(null)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const tickets = useCountPerClient('ticket')
  const assets = useCountPerClient('asset')
  const offline = useStatus()?.offline === true
  const typed = filtering.filters.words.trim()
  const clients = useQuery<Client>({
    entity: 'client',
    where: [...filtering.where],
    ...(typed === '' ? { sort: [sort] } : { words: typed }),
    ...place
  })
  const columns = useMemo(() => clientColumns(tickets, assets), [tickets, assets])
  const onWindow = useCallback((offset: number, limit: number) => setPlace({ offset, limit }), [])
  const open = useCallback((client: Client) => navigate(`/clients/${client.id}`), [navigate])
  const create = useCallback(() => setCreating(true), [])
  useShortcuts(words.title, [
    { keys: 'n', label: words.newClient, run: create },
    { keys: '/', label: words.search, run: () => searchBox.current?.focus() }
  ])
  return (
    <Page title={words.title} note={clients.loading ? undefined : words.count(clients.total)} actions={<CreateButton onClick={create} />}>
      {offline && <OfflineNote />}
      <ClientFilterBar filtering={filtering} searchBox={searchBox} />
      {clients.error !== null && <ErrorState detail={clients.error.type} />}
      {clients.loading && <LoadingState />}
      {clients.error === null && !clients.loading && (
        <DataList
          label={words.list}
          columns={columns}
          total={clients.total}
          offset={clients.offset}
          rows={clients.rows}
          pending={clients.pending}
          onWindow={onWindow}
          sort={typed === '' ? sort : null}
          onSort={setSort}
          activeId={activeId}
          onActive={(client) => setActiveId(client.id)}
          onOpen={open}
          empty={
            <NoClients filtered={filtering.isFiltered} onClear={filtering.clear} onCreate={create} onImport={() => navigate('/import')} />
          }
        />
      )}
      {creating && <NewClient onClose={() => setCreating(false)} />}
    </Page>
  )
}

function CreateButton({ onClick }: { onClick: () => void }): React.JSX.Element {
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
      {words.newClient}
    </Button>
  )
}

interface NoClientsProps {
  readonly filtered: boolean
  readonly onClear: () => void
  readonly onCreate: () => void
  readonly onImport: () => void
}

function NoClients({ filtered, onClear, onCreate, onImport }: NoClientsProps): React.JSX.Element {
  if (filtered)
    return (
      <EmptyState title={words.nothingFound} action={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.nothingFoundText}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<IconBuilding size={40} stroke={1.2} />}
      title={words.emptyTitle}
      action={
        <span style={{ display: 'flex', gap: 8 }}>
          <Button onClick={onCreate}>{words.newClient}</Button>
          <Button variant="default" onClick={onImport}>
            {words.importClients}
          </Button>
        </span>
      }
    >
      {words.emptyText}
    </EmptyState>
  )
}
