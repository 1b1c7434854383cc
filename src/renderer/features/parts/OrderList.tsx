// What to order: parts below their level, by supplier, with how many bring each place up again. Kept as a file for the vendor.

import { Button } from '@mantine/core'
import { IconDownload, IconPackages } from '@tabler/icons-react'
import { useState } from 'react'
import { csvTable } from '#core/documents/csv-cells.ts'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { orderWords as words, partsWords, stockWords } from '#core/words/rooms-parts.ts'
import { RecordLink } from '#renderer/features/records/index.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { showDone } from '#renderer/ui/undo-toast.tsx'
import { PartsNav } from './PartsNav.tsx'
import { StockDialog } from './StockDialog.tsx'
import { usePlaces } from './use-places.ts'
import { type Stock, useStock } from './use-stock.ts'

interface Line {
  readonly part: Part
  readonly place: StockPlace
  readonly onHand: number
  readonly order: number
}

export function OrderList(): React.JSX.Element {
  const stock = useStock(null)
  const places = usePlaces()
  const offline = useStatus()?.offline === true
  const mayMove = useMay('stock.move')
  const parts = useQuery<Part>({ entity: 'part', where: [{ op: 'empty', field: 'archivedAt' }], limit: 2000 })
  const [receiving, setReceiving] = useState<Line | null>(null)
  const lines = linesOf(parts.rows, places.rows, stock)
  const suppliers = [...new Set(lines.map((line) => line.part.supplier))].toSorted((a, b) => a.localeCompare(b))
  return (
    <Page
      title={partsWords.title}
      sections={<PartsNav />}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={lines.length === 0}
          onClick={() => void saveList(lines)}
        >
          {words.export}
        </Button>
      }
      layout="scroll"
    >
      {offline && <OfflineNote />}
      {parts.loading || places.loading || stock.loading ? (
        <LoadingState />
      ) : lines.length === 0 ? (
        <EmptyState icon={<IconPackages size={40} stroke={1.2} />} title={words.none}>
          {words.noneText}
        </EmptyState>
      ) : (
        <>
          <p style={{ margin: 0 }}>{words.lead}</p>
          {suppliers.map((supplier) => (
            <Section key={supplier} title={supplier === '' ? words.noSupplier : supplier}>
              <PlainTable
                label={supplier === '' ? words.noSupplier : supplier}
                columns={columnsOf(mayMove, setReceiving)}
                rows={lines.filter((line) => line.part.supplier === supplier)}
                keyOf={(line) => `${line.part.id} ${line.place.id}`}
              />
            </Section>
          ))}
        </>
      )}
      {receiving !== null && (
        <StockDialog
          action="receive"
          subject={{ part: receiving.part, placeId: receiving.place.id, books: { quantity: receiving.onHand, serials: [] } }}
          onClose={() => setReceiving(null)}
        />
      )}
    </Page>
  )
}

function linesOf(parts: readonly Part[], places: readonly StockPlace[], stock: Stock): readonly Line[] {
  return parts.flatMap((part) =>
    places.flatMap((place): Line[] => {
      const rule = place.reorder[part.id] ?? null
      const onHand = stock.at(part.id, place.id)
      return rule === null || onHand >= rule.level ? [] : [{ part, place, onHand, order: rule.upTo - onHand }]
    })
  )
}

function columnsOf(mayMove: boolean, onReceive: (line: Line) => void): readonly PlainColumn<Line>[] {
  return [
    { id: 'sku', header: partsWords.sku, width: '112px', render: ({ part }) => part.sku },
    { id: 'name', header: partsWords.name, render: ({ part }) => <RecordLink href={`/parts/${part.id}`}>{part.name}</RecordLink> },
    { id: 'place', header: partsWords.place, width: '184px', render: ({ place }) => place.name },
    { id: 'onHand', header: words.missing, figure: true, width: '80px', render: ({ onHand }) => onHand.toLocaleString('en') },
    { id: 'order', header: words.suggested, figure: true, width: '64px', render: ({ order }) => <b>{order.toLocaleString('en')}</b> },
    {
      id: 'receive',
      header: stockWords.receive,
      hideHeader: true,
      figure: true,
      width: '96px',
      render: (line) =>
        mayMove && (
          <Button size="compact-xs" variant="subtle" aria-label={words.receiveOf(line.part.name)} onClick={() => onReceive(line)}>
            {words.receive}
          </Button>
        )
    }
  ]
}

async function saveList(lines: readonly Line[]): Promise<void> {
  const head = [partsWords.supplier, partsWords.sku, partsWords.name, partsWords.place, words.missing, words.suggested]
  const rows = lines.map(({ part, place, onHand, order }) => [part.supplier, part.sku, part.name, place.name, onHand, order])
  const text = csvTable(head, rows, true)
  if (await platform.saveFile(words.fileName, new Blob([text], { type: 'text/csv' }))) showDone(words.exported)
}
