// How many of a part lie in each place, when more is ordered for it, and what can be done there.

import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { partsWords as words, stockWords } from '#core/words/rooms-parts.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { EditLevel } from './EditLevel.tsx'
import { StockDialog } from './StockDialog.tsx'
import { type StockAction, stockLabels } from './stock-forms.ts'
import { usePlaces } from './use-places.ts'
import type { Stock } from './use-stock.ts'

interface PartStockProps {
  readonly part: Part
  readonly stock: Stock
  readonly mayMove: boolean
  readonly mayEdit: boolean
}

interface Line {
  readonly place: StockPlace
  readonly quantity: number
}

type Opened = { readonly place: StockPlace; readonly what: StockAction | 'level' }

const actions: readonly StockAction[] = ['move', 'count', 'return']

export function PartStock({ part, stock, mayMove, mayEdit }: PartStockProps): React.JSX.Element {
  const places = usePlaces()
  const [opened, setOpened] = useState<Opened | null>(null)
  const lines = places.rows
    .map((place): Line => ({ place, quantity: stock.at(part.id, place.id) }))
    .filter(({ place, quantity }) => mayEdit || quantity !== 0 || (place.reorder[part.id] ?? null) !== null)
  const here = (place: StockPlace) => ({
    quantity: stock.at(part.id, place.id),
    serials: stock.serials.filter((serial) => serial.placeId === place.id).map((serial) => serial.serial)
  })
  return (
    <Section title={words.stock} actions={<Quiet>{`${words.onHand}: ${stock.onHand(part.id).toLocaleString('en')}`}</Quiet>}>
      {lines.length === 0 ? (
        <Quiet>{words.noStock}</Quiet>
      ) : (
        <PlainTable
          label={words.stock}
          columns={columnsOf(part, mayMove, mayEdit, setOpened)}
          rows={lines}
          keyOf={(line) => line.place.id}
        />
      )}
      {opened?.what === 'level' && <EditLevel part={part} place={opened.place} onClose={() => setOpened(null)} />}
      {opened !== null && opened.what !== 'level' && (
        <StockDialog
          action={opened.what}
          subject={{ part, placeId: opened.place.id, books: here(opened.place) }}
          onClose={() => setOpened(null)}
        />
      )}
    </Section>
  )
}

function columnsOf(part: Part, mayMove: boolean, mayEdit: boolean, onOpen: (opened: Opened) => void): readonly PlainColumn<Line>[] {
  return [
    {
      id: 'place',
      header: words.place,
      render: ({ place }) => <RecordLink href={`/parts/places/${place.id}`}>{place.name}</RecordLink>
    },
    { id: 'quantity', header: words.onHand, figure: true, render: ({ quantity }) => quantity.toLocaleString('en') },
    {
      id: 'state',
      header: words.order,
      hideHeader: true,
      render: ({ place, quantity }) => <LevelState quantity={quantity} rule={place.reorder[part.id] ?? null} />
    },
    { id: 'level', header: words.level, figure: true, render: ({ place }) => place.reorder[part.id]?.level.toLocaleString('en') ?? '–' },
    { id: 'upTo', header: words.upTo, figure: true, render: ({ place }) => place.reorder[part.id]?.upTo.toLocaleString('en') ?? '–' },
    {
      id: 'actions',
      header: stockWords.actions,
      hideHeader: true,
      figure: true,
      render: (line) => (mayMove || mayEdit) && <LineMenu place={line.place} mayMove={mayMove} mayEdit={mayEdit} onOpen={onOpen} />
    }
  ]
}

interface LevelStateProps {
  readonly quantity: number
  readonly rule: { readonly level: number; readonly upTo: number } | null
}

/** Says in words when a level is passed, or the books can't be right. */
export function LevelState({ quantity, rule }: LevelStateProps): React.JSX.Element | null {
  if (quantity < 0) return <StatusChip tone="bad" label={words.negative} />
  if (rule === null || quantity >= rule.level) return null
  return <StatusChip tone="wait" label={words.below(rule.upTo - quantity)} />
}

interface LineMenuProps {
  readonly place: StockPlace
  readonly mayMove: boolean
  readonly mayEdit: boolean
  readonly onOpen: (opened: Opened) => void
}

function LineMenu({ place, mayMove, mayEdit, onOpen }: LineMenuProps): React.JSX.Element {
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" aria-label={`${stockWords.actions}: ${place.name}`}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayMove &&
          actions.map((what) => (
            <Menu.Item key={what} onClick={() => onOpen({ place, what })}>
              {stockLabels[what]}
            </Menu.Item>
          ))}
        {mayEdit && <Menu.Item onClick={() => onOpen({ place, what: 'level' })}>{words.setLevel}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
