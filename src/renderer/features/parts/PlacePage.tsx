// One warehouse or van: what lies in it.

import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { partsWords, placeWords as words } from '#core/words/rooms-parts.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { BackButton } from '#renderer/ui/BackButton.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { LevelState } from './PartStock.tsx'
import { useStock } from './use-stock.ts'

interface Line {
  readonly part: Part
  readonly quantity: number
}

export function PlacePage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row: place } = useRow<StockPlace>('stock_place', id)
  const lines = useContents(id, place)
  const back = (): void => navigate('/parts/places')
  useShortcuts(partsWords.places, [{ keys: 'Escape', label: words.back, run: back }])
  if (loading) return <LoadingState />
  if (place === null) return <EmptyState title={words.missing} action={<Button onClick={back}>{words.back}</Button>} />
  return (
    <Page title={place.name} before={<BackButton label={words.back} onBack={back} />} note={words.kinds[place.kind]} layout="scroll">
      <Section title={words.contents(place.name)}>
        {lines.length === 0 ? (
          <Quiet>{words.nothing}</Quiet>
        ) : (
          <PlainTable label={words.contents(place.name)} columns={columnsOf(place)} rows={lines} keyOf={(line) => line.part.id} />
        )}
      </Section>
    </Page>
  )
}

/** Parts that lie here, or should. */
function useContents(placeId: string, place: StockPlace | null): readonly Line[] {
  const stock = useStock(null)
  const parts = useQuery<Part>({ entity: 'part', sort: [{ field: 'name', direction: 'ascending' }], limit: 2000 })
  return useMemo(
    () =>
      parts.rows
        .map((part) => ({ part, quantity: stock.at(part.id, placeId) }))
        .filter(({ part, quantity }) => quantity !== 0 || (place?.reorder[part.id] ?? null) !== null),
    [parts.rows, stock, placeId, place]
  )
}

function columnsOf(place: StockPlace): readonly PlainColumn<Line>[] {
  return [
    { id: 'sku', header: partsWords.sku, render: ({ part }) => part.sku },
    { id: 'name', header: partsWords.name, render: ({ part }) => <RecordLink href={`/parts/${part.id}`}>{part.name}</RecordLink> },
    { id: 'quantity', header: partsWords.onHand, figure: true, render: ({ quantity }) => quantity.toLocaleString('en') },
    {
      id: 'state',
      header: partsWords.order,
      hideHeader: true,
      render: ({ part, quantity }) => <LevelState quantity={quantity} rule={place.reorder[part.id] ?? null} />
    },
    { id: 'level', header: partsWords.level, figure: true, render: ({ part }) => place.reorder[part.id]?.level.toLocaleString('en') ?? '–' }
  ]
}
