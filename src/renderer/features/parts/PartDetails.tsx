// What a part is, what it is sold for and, for those who may see it, what it costs and leaves.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TaxRate } from '#core/billing/tax-rate.entity.ts'
import type { PartCost } from '#core/stock/part-cost.entity.ts'
import type { Part } from '#core/stock/part.entity.ts'
import { partFieldWords as fields, partsWords as words, unitWords } from '#core/words/rooms-parts.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { moneyWords, Quiet } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'
import { EditCost } from './EditPart.tsx'

export function PartDetails({ part, mayEdit }: { part: Part; mayEdit: boolean }): React.JSX.Element {
  const seesCost = useMay('cost.read')
  const tax = useRow<TaxRate>('tax_rate', part.taxRateId).row
  return (
    <Section title={words.details}>
      <PropertyList label={words.details}>
        <Property label={fields.price}>{moneyWords(part.priceMinor, part.currency)}</Property>
        {seesCost && <CostProperties part={part} mayEdit={mayEdit} />}
        <Property label={fields.tax}>{tax?.name ?? unset}</Property>
        <Property label={fields.unit}>{unitWords[part.unit]}</Property>
        <Property label={fields.category}>{textOr(part.category)}</Property>
        <Property label={fields.manufacturer}>{textOr(part.manufacturer)}</Property>
        <Property label={fields.supplier}>{textOr(part.supplier)}</Property>
        <Property label={words.serials}>{part.serialised ? formWords.yes : formWords.no}</Property>
      </PropertyList>
      {part.description !== '' && <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{part.description}</p>}
    </Section>
  )
}

function CostProperties({ part, mayEdit }: { part: Part; mayEdit: boolean }): React.JSX.Element {
  const cost = useRow<PartCost>('part_cost', part.id).row
  const [editing, setEditing] = useState(false)
  const margin = cost !== null && cost.currency === part.currency && part.priceMinor > 0 ? part.priceMinor - cost.costMinor : null
  return (
    <>
      <Property label={words.cost}>
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
          {cost === null ? unset : moneyWords(cost.costMinor, cost.currency)}
          {mayEdit && (
            <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
              {words.setCost}
            </Button>
          )}
        </span>
      </Property>
      {margin !== null && (
        <Property label={words.margin}>
          {moneyWords(margin, part.currency)} · {Math.round((margin / part.priceMinor) * 100)} %
        </Property>
      )}
      {editing && <EditCost part={part} cost={cost} onClose={() => setEditing(false)} />}
    </>
  )
}

const unset = <Quiet>{formWords.notSet}</Quiet>

function textOr(text: string): React.ReactNode {
  return text === '' ? unset : text
}
