// What the form for an asset asks. Site and owner are the chosen client's own; custom fields follow their definitions.

import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import { assetKindWords, assetStatusWords } from '#core/words/records.ts'
import { assetFieldWords as words, assetWords } from '#core/words/rooms-assets.ts'
import { customQuestions, type FormFieldSpec } from '#renderer/features/records/index.ts'

const notArchived = { op: 'empty', field: 'archivedAt' } as const

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
    ...customQuestions(definitions)
  ]
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
