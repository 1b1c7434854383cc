// What the form for an asset asks. Site and owner are the chosen client's own; custom fields follow their definitions.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import { assetKindWords, assetStatusWords } from '#core/words/records.ts'
import { assetFieldWords as words, assetWords } from '#core/words/rooms-assets.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'

const notArchived = { op: 'empty', field: 'archivedAt' } as const
const customPrefix = 'custom.'

/** Questions of the form. `clientId` null: a new asset whose client is still to be chosen. */
export function assetForm(clientId: string | null, definitions: readonly CustomField[]): readonly FormFieldSpec[] {
  const own = [{ op: 'is', field: 'clientId', value: clientId }, notArchived] as const
  return [
    ...(clientId === null
      ? [{ name: 'clientId', label: words.client, kind: 'entity', entity: 'client', where: [notArchived], required: true } as const]
      : []),
    { name: 'name', label: words.name, kind: 'line', required: true },
    { name: 'kind', label: words.kind, kind: 'choice', required: true, choices: choicesOf(assetKindWords), half: true },
    { name: 'status', label: words.status, kind: 'choice', required: true, choices: choicesOf(assetStatusWords), half: true },
    { name: 'tag', label: words.tag, kind: 'line', half: true, hint: words.tagHint },
    { name: 'serial', label: words.serial, kind: 'line', half: true },
    { name: 'manufacturer', label: words.manufacturer, kind: 'line', half: true },
    { name: 'model', label: words.model, kind: 'line', half: true },
    ...(clientId === null
      ? []
      : ([
          { name: 'siteId', label: words.site, kind: 'entity', entity: 'site', where: own, half: true },
          { name: 'ownerContactId', label: words.owner, kind: 'entity', entity: 'contact', where: own, half: true }
        ] as const)),
    { name: 'purchasedOn', label: words.purchasedOn, kind: 'date', half: true, group: assetWords.lifeCycle },
    { name: 'warrantyUntil', label: words.warrantyUntil, kind: 'date', half: true },
    { name: 'endOfLifeOn', label: words.endOfLifeOn, kind: 'date', half: true },
    { name: 'replacementCostMinor', label: words.replacementCost, kind: 'money', half: true },
    { name: 'notes', label: words.notes, kind: 'text' },
    ...definitions.map((definition, place) => customSpec(definition, place === 0))
  ]
}

/** A row's values with custom values spread out as fields of the form. */
export function assetTyped(asset: Asset): Typed {
  return { ...asset, ...Object.fromEntries(Object.entries(asset.custom).map(([id, value]) => [customPrefix + id, value])) }
}

/** The form's values with custom values put back into one record, over those the row has. */
export function assetFields(values: Typed, custom: Asset['custom']): Typed {
  const plain = Object.entries(values).filter(([name]) => !name.startsWith(customPrefix))
  const own = Object.entries(values).filter(([name]) => name.startsWith(customPrefix))
  const written = Object.fromEntries(own.map(([name, value]) => [name.slice(customPrefix.length), value === '' ? null : value]))
  return { ...Object.fromEntries(plain), ...(own.length > 0 ? { custom: { ...custom, ...written } } : {}) }
}

function customSpec(definition: CustomField, first: boolean): FormFieldSpec {
  const shared = {
    name: customPrefix + definition.id,
    label: definition.label,
    half: true,
    hint: definition.help,
    ...(first ? { group: assetWords.custom } : {})
  }
  switch (definition.kind) {
    case 'choice':
      return { ...shared, kind: 'choice', choices: definition.options.map((option) => ({ value: option, label: option })) }
    case 'text':
      return { ...shared, kind: 'line' }
    default:
      return { ...shared, kind: definition.kind }
  }
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
