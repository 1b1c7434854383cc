// One part: what it is and costs, how many lie where, its pieces with serial numbers, how it moved.

import { Button } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Part } from '#core/stock/part.entity.ts'
import { partsWords as words, stockWords } from '#core/words/rooms-parts.ts'
import { HistoryList, RecordActions, TwoColumns } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { BackButton } from '#renderer/ui/BackButton.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { EditPart } from './EditPart.tsx'
import { MoveList } from './MoveList.tsx'
import { PartDetails } from './PartDetails.tsx'
import { PartSerials } from './PartSerials.tsx'
import { PartStock } from './PartStock.tsx'
import { StockDialog } from './StockDialog.tsx'
import { useStock } from './use-stock.ts'

export function PartPage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row: part } = useRow<Part>('part', id)
  const stock = useStock(id)
  const mayEdit = useMay('part.edit')
  const mayMove = useMay('stock.move')
  const [opened, setOpened] = useState<'edit' | 'receive' | null>(null)
  useShortcuts(words.title, [
    ...(mayEdit ? [{ keys: 'e', label: words.edit, run: () => setOpened('edit') }] : []),
    ...(mayMove ? [{ keys: 'r', label: stockWords.receive, run: () => setOpened('receive') }] : []),
    { keys: 'Escape', label: words.backToList, run: () => navigate('/parts') }
  ])
  if (loading) return <LoadingState />
  if (part === null) return <NoPart onBack={() => navigate('/parts')} />
  return (
    <Page
      title={part.name}
      before={<BackButton label={words.backToList} onBack={() => navigate('/parts')} />}
      note={part.sku}
      actions={
        <>
          {mayEdit && <RecordActions entity="part" row={part} words={words} onEdit={() => setOpened('edit')} />}
          {mayMove && part.archivedAt === null && (
            <Button leftSection={<IconTruckDelivery size={16} aria-hidden />} onClick={() => setOpened('receive')}>
              {stockWords.receive}
            </Button>
          )}
        </>
      }
      layout="scroll"
    >
      <TwoColumns
        main={
          <>
            <PartStock part={part} stock={stock} mayMove={mayMove && part.archivedAt === null} mayEdit={mayEdit} />
            {part.serialised && <PartSerials stock={stock} />}
            <MoveList partId={id} partName={part.name} mayMove={mayMove} />
          </>
        }
        side={
          <>
            <PartDetails part={part} mayEdit={mayEdit} />
            <Section title={words.history}>
              <HistoryList subjectId={id} />
            </Section>
          </>
        }
      />
      {opened === 'edit' && <EditPart part={part} onClose={() => setOpened(null)} />}
      {opened === 'receive' && (
        <StockDialog
          action="receive"
          subject={{ part, placeId: null, books: { quantity: 0, serials: [] } }}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  )
}

function NoPart({ onBack }: { onBack: () => void }): React.JSX.Element {
  return (
    <EmptyState title={words.missing} action={<Button onClick={onBack}>{words.backToList}</Button>}>
      {words.missingText}
    </EmptyState>
  )
}
