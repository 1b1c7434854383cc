// What the forms for a part and a place ask.

import { partFieldWords as fields, placeWords, unitWords } from '#core/words/rooms-parts.ts'
import type { FormFieldSpec } from '#renderer/features/records/index.ts'

const notArchived = { op: 'empty', field: 'archivedAt' } as const

export const partForm: readonly FormFieldSpec[] = [
  { name: 'sku', label: fields.sku, kind: 'line', required: true, half: true, hint: fields.skuHint },
  { name: 'name', label: fields.name, kind: 'line', required: true, half: true },
  { name: 'priceMinor', label: fields.price, kind: 'money', required: true, half: true },
  { name: 'taxRateId', label: fields.tax, kind: 'entity', entity: 'tax_rate', where: [notArchived], half: true },
  { name: 'category', label: fields.category, kind: 'line', half: true },
  { name: 'unit', label: fields.unit, kind: 'choice', choices: choicesOf(unitWords), required: true, half: true },
  { name: 'manufacturer', label: fields.manufacturer, kind: 'line', half: true },
  { name: 'supplier', label: fields.supplier, kind: 'line', half: true },
  { name: 'serialised', label: fields.serialised, kind: 'boolean' },
  { name: 'description', label: fields.description, kind: 'text' }
]

export const placeForm: readonly FormFieldSpec[] = [
  { name: 'name', label: fields.name, kind: 'line', required: true },
  { name: 'kind', label: placeWords.kind, kind: 'choice', choices: choicesOf(placeWords.kinds), required: true, half: true },
  {
    name: 'personId',
    label: placeWords.person,
    kind: 'entity',
    entity: 'person',
    where: [{ op: 'is', field: 'active', value: true }],
    half: true
  },
  { name: 'address', label: placeWords.address, kind: 'text' }
]

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
