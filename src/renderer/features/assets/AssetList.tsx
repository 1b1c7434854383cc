// The inventory: filters by kind, client, status and warranty; typing a label, serial, name or model finds it.

import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { DataList, type DataListColumn, type ListSort } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { AssetFilterBar } from './AssetFilterBar.tsx'
import { type AssetFiltering, useAssetFilters } from './asset-filters.ts'
import { AssetStatus, KindMark, WarrantyMark } from './asset-marks.tsx'
import { NewAsset } from './NewAsset.tsx'

export function AssetList(): React.JSX.Element {
  const [, navigate] = useLocation()
  const filtering = useAssetFilters()
  const [sort, setSort] = useState<ListSort>({ field: 'name', direction: 'ascending' })
  const [place, setPlace] = useState({ offset: 0, limit: 250 })
  const [activeId, setActiveId] = useState<string | null>(null)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const offline = useStatus()?.offline === true
  const typed = filtering.filters.words.trim()
  const assets = useQuery<Asset>({
    entity: 'asset',
    where: [...filtering.where],
    ...(typed === '' ? { sort: [sort] } : { words: typed }),
    ...place
  })
  const columns = useColumns()
  const onWindow = useCallback((offset: number, limit: number) => setPlace({ offset, limit }), [])
  const open = useCallback((asset: Asset) => navigate(`/assets/${asset.id}`), [navigate])
  useShortcuts(words.title, [
    { keys: 'n', label: words.newAsset, run: () => setCreating(true) },
    { keys: '/', label: words.search, run: () => searchBox.current?.focus() }
  ])
  return (
    <Page
      title={words.title}
      note={assets.loading ? undefined : words.count(assets.total)}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
          {words.newAsset}
        </Button>
      }
    >
      {offline && <OfflineNote />}
      <AssetFilterBar filtering={filtering} searchBox={searchBox} />
      {assets.error !== null ? (
        <ErrorState detail={assets.error.type} />
      ) : assets.loading ? (
        <LoadingState />
      ) : (
        <DataList
          label={words.title}
          columns={columns}
          total={assets.total}
          offset={assets.offset}
          rows={assets.rows}
          pending={assets.pending}
          onWindow={onWindow}
          sort={typed === '' ? sort : null}
          onSort={setSort}
          activeId={activeId}
          onActive={(asset) => setActiveId(asset.id)}
          onOpen={open}
          empty={<NoAssets filtering={filtering} onCreate={() => setCreating(true)} onImport={() => navigate('/import')} />}
        />
      )}
      {creating && <NewAsset clientId={filtering.filters.clientId} onClose={() => setCreating(false)} />}
    </Page>
  )
}

function useColumns(): readonly DataListColumn<Asset>[] {
  const clients = useQuery<Client>({ entity: 'client', limit: 2000 })
  return useMemo(() => {
    const names = new Map(clients.rows.map((client) => [client.id, client.name]))
    return [
      {
        id: 'name',
        header: words.name,
        width: 'minmax(144px, 2fr)',
        sortField: 'name',
        render: (asset) => <b style={{ fontWeight: 560 }}>{asset.name}</b>
      },
      { id: 'kind', header: words.kind, width: '104px', sortField: 'kind', render: (asset) => <KindMark kind={asset.kind} /> },
      { id: 'tag', header: words.tag, width: '96px', sortField: 'tag', render: (asset) => asset.tag },
      {
        id: 'model',
        header: words.model,
        width: 'minmax(120px, 1.4fr)',
        sortField: 'model',
        render: (asset) => [asset.manufacturer, asset.model].join(' ').trim()
      },
      { id: 'client', header: words.client, width: 'minmax(120px, 1.2fr)', render: (asset) => names.get(asset.clientId) ?? '' },
      { id: 'status', header: words.status, width: '88px', sortField: 'status', render: (asset) => <AssetStatus status={asset.status} /> },
      {
        id: 'warranty',
        header: words.warranty,
        width: '168px',
        sortField: 'warrantyUntil',
        render: (asset) => <WarrantyMark until={asset.warrantyUntil} />
      }
    ]
  }, [clients.rows])
}

function NoAssets({
  filtering,
  onCreate,
  onImport
}: {
  filtering: AssetFiltering
  onCreate: () => void
  onImport: () => void
}): React.JSX.Element {
  if (filtering.isFiltered)
    return (
      <EmptyState title={words.nothingFound} action={<Button onClick={filtering.clear}>{words.clear}</Button>}>
        {words.nothingFoundText}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<IconDeviceDesktop size={40} stroke={1.2} />}
      title={words.emptyTitle}
      action={
        <span style={{ display: 'flex', gap: 8 }}>
          <Button onClick={onCreate}>{words.newAsset}</Button>
          <Button variant="default" onClick={onImport}>
            {words.importAssets}
          </Button>
        </span>
      }
    >
      {words.emptyText}
    </EmptyState>
  )
}
