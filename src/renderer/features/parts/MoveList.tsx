// How stock moved, latest first: of one part, or through one place. A wrong move is taken back by a move of its own.

import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import type { StockMove } from '#core/stock/stock-move.entity.ts'
import { partsWords as words, stockMoveWords, stockWords } from '#core/words/rooms-parts.ts'
import { Quiet, RecordLink, Row, Rows } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { placeName } from './stock-forms.ts'
import { usePlaces } from './use-places.ts'

const pageRows = 20

interface MoveListProps {
  readonly partId: string
  readonly partName: string
  readonly mayMove: boolean
}

export function MoveList({ partId, partName, mayMove }: MoveListProps): React.JSX.Element {
  const [limit, setLimit] = useState(pageRows)
  const moves = useQuery<StockMove>({
    entity: 'stock_move',
    where: [{ op: 'is', field: 'partId', value: partId }],
    sort: [{ field: 'at', direction: 'descending' }],
    limit
  })
  const people = useQuery<Person>({ entity: 'person', limit: 2000 })
  const names = useMemo(() => new Map(people.rows.map((person) => [person.id, person.name])), [people.rows])
  const reversed = new Set(moves.rows.map((move) => move.reversesId))
  return (
    <Section title={words.moves}>
      {moves.loading ? (
        <LoadingState lines={3} />
      ) : moves.total === 0 ? (
        <Quiet>{words.noMoves}</Quiet>
      ) : (
        <Rows label={words.moves}>
          {moves.rows.map((move) => (
            <MoveRow
              key={move.id}
              move={move}
              who={names.get(move.personId) ?? ''}
              partName={partName}
              mayReverse={mayMove && move.reversesId === null && move.partUseId === null && !reversed.has(move.id)}
            />
          ))}
        </Rows>
      )}
      {moves.total > limit && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + 100)} style={{ alignSelf: 'flex-start' }}>
          {words.showMore}
        </Button>
      )}
    </Section>
  )
}

interface MoveRowProps {
  readonly move: StockMove
  readonly who: string
  readonly partName: string
  readonly mayReverse: boolean
}

function MoveRow({ move, who, partName, mayReverse }: MoveRowProps): React.JSX.Element {
  const act = useAct()
  const { names } = usePlaces()
  const what = stockMoveWords[move.kind]
  const way = `${placeName(names, move.fromPlaceId, stockWords.outside)} → ${placeName(names, move.toPlaceId, stockWords.gone)}`
  const reverse = (): void => void act({ name: 'stock.reverse', input: { id: move.id } }, { done: stockWords.reversed })
  return (
    <Row
      title={
        <>
          <b data-figures>{move.quantity.toLocaleString('en')} ×</b> {what}
          {move.ticketId !== null && (
            <>
              {' '}
              · <RecordLink href={`/tickets/${move.ticketId}`}>{words.ticket}</RecordLink>
            </>
          )}
        </>
      }
      note={[way, move.serials.join(', '), move.reference, move.note].filter((part) => part !== '').join(' · ')}
      end={
        <>
          <Quiet>{who}</Quiet>
          <Quiet>
            <RelativeTime at={move.at} />
          </Quiet>
          {mayReverse && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={stockWords.reverseOf(`${move.quantity.toLocaleString('en')} × ${partName}, ${what}`)}
              onClick={reverse}
            >
              {stockWords.reverse}
            </Button>
          )}
        </>
      }
    />
  )
}
