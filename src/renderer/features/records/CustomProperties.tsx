// The values of a record's custom fields beside its other properties.

import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { Property } from '#renderer/ui/PropertyList.tsx'
import { useCustomFields } from './custom-fields.ts'
import { Quiet } from './layout.tsx'

type Value = string | number | boolean | null

interface CustomPropertiesProps {
  readonly entity: CustomField['entity']
  readonly values: Readonly<Record<string, Value>>
}

export function CustomProperties({ entity, values }: CustomPropertiesProps): React.JSX.Element {
  const { definitions } = useCustomFields(entity)
  return (
    <>
      {definitions.map(({ id, label, kind }) => (
        <Property key={id} label={label}>
          {customWords(values[id] ?? null, kind)}
        </Property>
      ))}
    </>
  )
}

/** The same on a card: only what is filled in, a quiet line each. */
export function CustomLines({ entity, values }: CustomPropertiesProps): React.JSX.Element {
  const { definitions } = useCustomFields(entity)
  return (
    <>
      {definitions
        .filter(({ id }) => !isUnset(values[id] ?? null))
        .map(({ id, label, kind }) => (
          <Quiet key={id}>
            {label}: {customWords(values[id] ?? null, kind)}
          </Quiet>
        ))}
    </>
  )
}

function isUnset(value: Value): value is null | '' {
  return value === null || value === ''
}

function customWords(value: Value, kind: CustomField['kind']): React.ReactNode {
  if (isUnset(value)) return <Quiet>{formWords.notSet}</Quiet>
  if (typeof value === 'boolean') return value ? formWords.yes : formWords.no
  if (typeof value === 'number') return value.toLocaleString('en')
  return kind === 'date' ? calendarDateWords(value) : value
}
