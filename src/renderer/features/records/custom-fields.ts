// Fields that the organisation added to a kind of record, as questions of its form: spread out while they are typed, one record of values
// again when they are saved.

import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import type { FormFieldSpec, Typed } from './form-spec.ts'

const prefix = 'custom.'

type CustomValues = Readonly<Record<string, string | number | boolean | null>>

/** Definitions for a kind of record, in their order; `ready` false while they are read. */
export function useCustomFields(entity: CustomField['entity']): { readonly definitions: readonly CustomField[]; readonly ready: boolean } {
  const { rows, loading } = useQuery<CustomField>({
    entity: 'custom_field',
    where: [
      { op: 'is', field: 'entity', value: entity },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [{ field: 'position', direction: 'ascending' }]
  })
  return { definitions: rows, ready: !loading }
}

/** The questions, under a heading of their own. */
export function customQuestions(definitions: readonly CustomField[]): readonly FormFieldSpec[] {
  return definitions.map((definition, place) => questionOf(definition, place === 0))
}

/** A row's values with its custom values spread out as fields of the form. */
export function spreadCustom(row: Typed & { readonly custom?: CustomValues }): Typed {
  return { ...row, ...Object.fromEntries(Object.entries(row.custom ?? {}).map(([id, value]) => [prefix + id, value])) }
}

/** The form's values with custom values put back into one record, over those that the row has. */
export function gatherCustom(values: Typed, custom: CustomValues): Typed {
  const plain = Object.entries(values).filter(([name]) => !name.startsWith(prefix))
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix))
  const written = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value === '' ? null : value]))
  return { ...Object.fromEntries(plain), ...(own.length > 0 ? { custom: { ...custom, ...written } } : {}) }
}

function questionOf(definition: CustomField, first: boolean): FormFieldSpec {
  const shared = {
    name: prefix + definition.id,
    label: definition.label,
    half: true,
    hint: definition.help,
    ...(first ? { group: formWords.customGroup } : {})
  }
  switch (definition.kind) {
    case 'choice':
      return { ...shared, kind: 'choice', choices: definition.options.map((option) => ({ value: option, label: option })) }
    case 'text':
      return { ...shared, kind: 'line' }
    case 'number':
      return { ...shared, kind: 'decimal' }
    default:
      return { ...shared, kind: definition.kind }
  }
}
