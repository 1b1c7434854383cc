// All clients with what matters at a glance: open work, assets, model, last contact, a year of tickets as a line of bars.

import { Button, Select, TextInput } from '@mantine/core'
import { IconBuilding, IconPlus, IconSearch } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Client } from '#core/clients/client.entity.ts'
import { serviceModelWords } from '#core/words/records.ts'
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
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { clientColumns } from './client-columns.tsx'
import { useCountPerClient } from './client.queries.ts'
import { NewClient } from './NewClient.tsx'

const modelChoices = Object.entries(serviceModelWords).map(([value, label]) => ({ value, label }))

export function ClientList(): React.JSX.Element {
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const [model, setModel] = useState<string | null>(null)
  const [archived, setArchived] = useState(false)
  const [sort, setSort] = useState<ListSort>({ field: 'name', direction: 'ascending' })
  const [place, setPlace] = useState({ offset: 0, limit: 250 })
  const [activeId, setActiveId] = useState<string | null>(null)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const tickets = useCountPerClient('ticket')
  const assets = useCountPerClient('asset')
  const offline = useStatus()?.state === 'offline'
  const clients = useQuery<Client>({
    entity: 'client',
    where: [
      { op: archived ? 'present' : 'empty', field: 'archivedAt' },
      ...(model === null ? [] : [{ op: 'is' as const, field: 'serviceModel', value: model }])
    ],
    ...(typed.trim() === '' ? { sort: [sort] } : { words: typed.trim() }),
    ...place
  })
  const columns = useMemo(() => clientColumns(tickets, assets), [tickets, assets])
  const onWindow = useCallback((offset: number, limit: number) => setPlace({ offset, limit }), [])
  const open = useCallback((client: Client) => navigate(`/clients/${client.id}`), [navigate])
  useShortcuts(words.title, [
    { keys: 'n', label: words.newClient, run: () => setCreating(true) },
    { keys: '/', label: words.search, run: () => searchBox.current?.focus() }
  ])
  const filtered = typed.trim() !== '' || model !== null || archived
  const clear = (): void => {
    setTyped('')
    setModel(null)
    setArchived(false)
  }
  return (
    <Page
      title={words.title}
      note={clients.loading ? undefined : words.count(clients.total)}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
          {words.newClient}
        </Button>
      }
    >
      {offline && <OfflineNote />}
      <Toolbar label={words.search}>
        <TextInput
          ref={searchBox}
          size="sm"
          w={280}
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          size="sm"
          w={160}
          aria-label={words.model}
          placeholder={words.anyModel}
          data={modelChoices}
          value={model}
          clearable
          onChange={setModel}
        />
        <Button size="sm" variant={archived ? 'filled' : 'default'} aria-pressed={archived} onClick={() => setArchived(!archived)}>
          {words.showArchived}
        </Button>
      </Toolbar>
      {clients.error !== null ? (
        <ErrorState detail={clients.error.type} />
      ) : clients.loading ? (
        <LoadingState />
      ) : (
        <DataList
          label={words.list}
          columns={columns}
          total={clients.total}
          offset={clients.offset}
          rows={clients.rows}
          pending={clients.pending}
          onWindow={onWindow}
          sort={typed.trim() === '' ? sort : null}
          onSort={setSort}
          activeId={activeId}
          onActive={(client) => setActiveId(client.id)}
          onOpen={open}
          empty={<NoClients filtered={filtered} onClear={clear} onCreate={() => setCreating(true)} onImport={() => navigate('/import')} />}
        />
      )}
      {creating && <NewClient onClose={() => setCreating(false)} />}
    </Page>
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
