// The catalogue: parts with number, price and how many lie in all places; typing finds them.

import { Button } from '@mantine/core'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Part } from '#core/stock/part.entity.ts'
import { partsWords as words } from '#core/words/rooms-parts.ts'
import { moneyWords, SearchBox } from '#renderer/features/records/index.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import type { DataListColumn, ListSort } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { QueryList, useListQuery } from '#renderer/ui/QueryList.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { NewPart } from './EditPart.tsx'
import { PartsNav } from './PartsNav.tsx'
import { type Stock, useStock } from './use-stock.ts'

const firstSort: ListSort = { field: 'name', direction: 'ascending' }

export function PartList(): React.JSX.Element {
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const [archived, setArchived] = useState(false)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const offline = useStatus()?.offline === true
  const may = useMay('part.edit')
  const columns = useColumns(useStock(null))
  const list = useListQuery<Part>({
    entity: 'part',
    where: [{ op: archived ? 'present' : 'empty', field: 'archivedAt' }],
    typed,
    firstSort
  })
  const create = (): void => setCreating(true)
  const clear = (): void => {
    setTyped('')
    setArchived(false)
  }
  const open = useCallback((part: Part) => navigate(`/parts/${part.id}`), [navigate])
  useShortcuts(words.title, [
    ...(may ? [{ keys: 'n', label: words.newPart, run: create }] : []),
    { keys: '/', label: words.search, run: () => searchBox.current?.focus() }
  ])
  return (
    <Page
      title={words.title}
      note={list.state.loading ? undefined : words.count(list.state.total)}
      sections={<PartsNav />}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create}>
            {words.newPart}
          </Button>
        )
      }
    >
      {offline && <OfflineNote />}
      <Toolbar label={words.search}>
        <SearchBox label={words.search} box={searchBox} value={typed} onChange={setTyped} />
        <Button size="sm" variant={archived ? 'filled' : 'default'} aria-pressed={archived} onClick={() => setArchived(!archived)}>
          {words.showArchived}
        </Button>
      </Toolbar>
      <QueryList
        list={list}
        failed={words.failed}
        label={words.title}
        columns={columns}
        onOpen={open}
        empty={<NoParts isFiltered={typed.trim() !== '' || archived} may={may} onClear={clear} onCreate={create} />}
      />
      {creating && <NewPart onClose={() => setCreating(false)} />}
    </Page>
  )
}

function useColumns(stock: Stock): readonly DataListColumn<Part>[] {
  return useMemo(
    () => [
      { id: 'sku', header: words.sku, width: '144px', sortField: 'sku', render: (part) => part.sku },
      {
        id: 'name',
        header: words.name,
        width: 'minmax(200px, 2fr)',
        sortField: 'name',
        render: (part) => <b style={{ fontWeight: 560 }}>{part.name}</b>
      },
      { id: 'category', header: words.category, width: 'minmax(112px, 1fr)', sortField: 'category', render: (part) => part.category },
      { id: 'supplier', header: words.supplier, width: 'minmax(112px, 1fr)', sortField: 'supplier', render: (part) => part.supplier },
      {
        id: 'price',
        header: words.price,
        width: '112px',
        align: 'end',
        sortField: 'priceMinor',
        render: (part) => <span data-figures>{moneyWords(part.priceMinor, part.currency)}</span>
      },
      {
        id: 'stock',
        header: words.onHand,
        width: '96px',
        align: 'end',
        render: (part) => <span data-figures>{stock.loading ? '…' : stock.onHand(part.id).toLocaleString('en')}</span>
      }
    ],
    [stock]
  )
}

interface NoPartsProps {
  readonly isFiltered: boolean
  readonly may: boolean
  readonly onClear: () => void
  readonly onCreate: () => void
}

function NoParts({ isFiltered, may, onClear, onCreate }: NoPartsProps): React.JSX.Element {
  if (isFiltered)
    return (
      <EmptyState title={words.nothingFound} action={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.nothingFoundText}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<IconPackage size={40} stroke={1.2} />}
      title={words.emptyTitle}
      action={may ? <Button onClick={onCreate}>{words.newPart}</Button> : undefined}
    >
      {words.emptyText}
    </EmptyState>
  )
}
