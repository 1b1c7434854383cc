// A part from stock: what, from which place (one's own van first), how many or which pieces. Using it moves the stock in the same step.

import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { ticketPartWords as words } from '#core/words/rooms-work.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useRow, useSession, useStockState } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

interface StockDraft {
  readonly partId: string | null
  /** Null: the place that is offered first. */
  readonly placeId: string | null
  readonly quantity: string
  readonly serials: readonly string[]
}

type Problem = { readonly field: 'part' | 'place' | 'quantity' | 'serials'; readonly reason: string }

const blank: StockDraft = { partId: null, placeId: null, quantity: '1', serials: [] }

export function StockPartForm({ ticketId }: { ticketId: string }): React.JSX.Element {
  const act = useAct()
  const draft = useDraft<StockDraft>(`stock-part:${ticketId}`)
  const [problem, setProblem] = useState<Problem | null>(null)
  const value = draft.value ?? blank
  const change = (part: Partial<StockDraft>): void => draft.change((now) => ({ ...(now ?? blank), ...part }))
  const part = useRow<Part>('part', value.partId).row
  const { places, levels, serials } = usePlacesOf(value.partId)
  const placeId = value.placeId ?? places[0]?.id ?? null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const read = readUse(part, placeId, value)
    if ('reason' in read) return setProblem(read)
    const input = { ticketId, ...read }
    const reason = await act({ name: 'part.use', input }, { done: workWords.partUsed(read.description), quietRefusal: true })
    setProblem(reason === null ? null : { field: 'part', reason })
    if (reason === null) draft.clear()
  }
  const reasonOf = (field: Problem['field']): string | null => (problem?.field === field ? problem.reason : null)
  return (
    <form className={styles['logTime']} aria-label={workWords.addPart} onSubmit={(event) => void submit(event)}>
      <div style={{ flex: '1 1 200px' }}>
        <EntityPicker
          entity="part"
          label={words.part}
          value={value.partId}
          labelOf={(row) => String(row['name'])}
          noteOf={(row) => String(row['sku'])}
          where={[{ op: 'empty', field: 'archivedAt' }]}
          error={reasonOf('part')}
          onChange={(partId) => change({ partId, serials: [] })}
        />
      </div>
      <Select
        label={words.place}
        w={224}
        data={places.map((place) => ({ value: place.id, label: `${place.name} · ${words.here(levels.get(place.id) ?? 0)}` }))}
        value={placeId}
        allowDeselect={false}
        error={reasonOf('place')}
        onChange={(chosen) => change({ placeId: chosen, serials: [] })}
      />
      {part?.serialised === true ? (
        <MultiSelect
          label={words.serials}
          w={224}
          data={serials.flatMap((serial) => (serial.placeId === placeId ? [serial.serial] : []))}
          value={[...value.serials]}
          error={reasonOf('serials')}
          onChange={(chosen) => change({ serials: chosen })}
        />
      ) : (
        <HowMany value={value.quantity} error={reasonOf('quantity')} onChange={(quantity) => change({ quantity })} />
      )}
      <Button type="submit" variant="default" style={{ marginTop: 24 }}>
        {words.use}
      </Button>
    </form>
  )
}

interface HowManyProps {
  readonly value: string
  readonly error: string | null
  readonly onChange: (typed: string) => void
}

function HowMany({ value, error, onChange }: HowManyProps): React.JSX.Element {
  const change = (event: React.ChangeEvent<HTMLInputElement>): void => onChange(event.currentTarget.value)
  return <TextInput label={words.quantity} w={88} inputMode="numeric" value={value} error={error} onChange={change} />
}

/** Places in use: one's own van first, then those where the part lies, other people's empty vans last. */
function usePlacesOf(partId: string | null) {
  const { session } = useSession()
  const stock = useStockState(partId)
  const places = useQuery<StockPlace>({
    entity: 'stock_place',
    where: [{ op: 'empty', field: 'archivedAt' }],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: 500
  })
  const levels = new Map(
    (stock?.levels ?? []).flatMap((level) => (level.partId === partId ? [[level.placeId, level.quantity] as const] : []))
  )
  const rank = (place: StockPlace): number =>
    place.personId === session?.personId ? 0 : (levels.get(place.id) ?? 0) > 0 ? 1 : place.personId === null ? 2 : 3
  return { places: places.rows.toSorted((a, b) => rank(a) - rank(b)), levels, serials: stock?.serials ?? [] }
}

type UsedPart = Pick<Part, 'sku' | 'currency'> & {
  readonly description: string
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly partId: string
  readonly placeId: string
  readonly serials?: readonly string[]
}

function readUse(part: Part | null, placeId: string | null, { quantity, serials }: StockDraft): UsedPart | Problem {
  if (part === null) return { field: 'part', reason: words.choosePart }
  if (placeId === null) return { field: 'place', reason: words.choosePlace }
  if (part.serialised && serials.length === 0) return { field: 'serials', reason: words.serialsMissing }
  const count = part.serialised ? serials.length : Number(quantity)
  if (!Number.isInteger(count) || count < 1) return { field: 'quantity', reason: workWords.badQuantity }
  return {
    description: part.name,
    sku: part.sku,
    quantity: count,
    unitPriceMinor: part.priceMinor,
    currency: part.currency,
    partId: part.id,
    placeId,
    ...(part.serialised ? { serials } : {})
  }
}
