// Warehouses and vans, with how much lies in each.

import { Button } from '@mantine/core'
import { IconBuildingWarehouse, IconPlus, IconTruck } from '@tabler/icons-react'
import { useState } from 'react'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { partsWords, placeWords as words } from '#core/words/rooms-parts.ts'
import { Card, Cards, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useRow, useStatus } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { EditPlace, NewPlace } from './EditPlace.tsx'
import { PartsNav } from './PartsNav.tsx'
import { usePlaces } from './use-places.ts'
import { type Stock, useStock } from './use-stock.ts'

export function PlaceList(): React.JSX.Element {
  const places = usePlaces()
  const stock = useStock(null)
  const may = useMay('part.edit')
  const offline = useStatus()?.offline === true
  const [editing, setEditing] = useState<StockPlace | 'new' | null>(null)
  const create = (): void => setEditing('new')
  useShortcuts(partsWords.places, may ? [{ keys: 'n', label: words.newPlace, run: create }] : [])
  return (
    <Page
      title={partsWords.title}
      sections={<PartsNav />}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create}>
            {words.newPlace}
          </Button>
        )
      }
      layout="scroll"
    >
      {offline && <OfflineNote />}
      {places.loading ? (
        <LoadingState />
      ) : places.rows.length === 0 ? (
        <EmptyState
          icon={<IconBuildingWarehouse size={40} stroke={1.2} />}
          title={words.empty}
          action={may ? <Button onClick={create}>{words.newPlace}</Button> : undefined}
        >
          {words.emptyText}
        </EmptyState>
      ) : (
        <Cards>
          {places.rows.map((place) => (
            <PlaceCard key={place.id} place={place} stock={stock} onEdit={may ? () => setEditing(place) : null} />
          ))}
        </Cards>
      )}
      {editing === 'new' && <NewPlace onClose={() => setEditing(null)} />}
      {editing !== null && editing !== 'new' && <EditPlace place={editing} onClose={() => setEditing(null)} />}
    </Page>
  )
}

interface PlaceCardProps {
  readonly place: StockPlace
  readonly stock: Stock
  readonly onEdit: (() => void) | null
}

function PlaceCard({ place, stock, onEdit }: PlaceCardProps): React.JSX.Element {
  const person = useRow('person', place.personId).row
  const levels = stock.levels.filter((level) => level.placeId === place.id && level.quantity !== 0)
  const pieces = levels.reduce((sum, level) => sum + level.quantity, 0)
  const Sign = place.kind === 'van' ? IconTruck : IconBuildingWarehouse
  return (
    <Card
      title={
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
          <Sign size={18} stroke={1.6} aria-hidden />
          <RecordLink href={`/parts/places/${place.id}`}>{place.name}</RecordLink>
        </span>
      }
    >
      <Quiet>{[words.kinds[place.kind], person === null ? '' : String(person['name'])].filter((part) => part !== '').join(' · ')}</Quiet>
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        {words.parts(levels.length)} · {words.pieces(pieces)}
        {onEdit !== null && (
          <Button size="compact-xs" variant="subtle" aria-label={words.editPlace(place.name)} onClick={onEdit}>
            {partsWords.edit}
          </Button>
        )}
      </span>
    </Card>
  )
}
