// A list of pairs that is typed line by line inside a form: steps of a fee, changes of units.

import { TextInput } from '@mantine/core'
import type { ComponentType } from 'react'
import { type CustomControlProps, EditableLines } from '#renderer/features/records/index.ts'

/** One of the two fields of a line. */
interface PairField {
  readonly name: string
  readonly label: string
  readonly placeholder?: string
  readonly kind: 'date' | 'numeric' | 'decimal'
}

type Pair = Readonly<Record<string, string>>

/** The control for such a list; a line is known by its first field. */
export function typedPairs(add: string, fields: readonly [PairField, PairField]): ComponentType<CustomControlProps> {
  const blank: Pair = Object.fromEntries(fields.map(({ name }) => [name, '']))
  return function TypedPairs({ label, value, problem, problemPath, onChange }) {
    return (
      <EditableLines
        label={label}
        add={add}
        lines={value as readonly Pair[]}
        blank={blank}
        nameOf={(line) => line[fields[0].name] ?? ''}
        problem={problem}
        onChange={onChange}
      >
        {(line, change, place) =>
          fields.map((field) => (
            <TextInput
              key={field.name}
              size="xs"
              {...(field.kind === 'date' ? { type: 'date', w: 144 } : { inputMode: field.kind, style: { flex: 1 } })}
              aria-label={field.label}
              placeholder={field.placeholder ?? field.label}
              value={line[field.name] ?? ''}
              error={problemPath === String(place)}
              onChange={(event) => change({ ...line, [field.name]: event.currentTarget.value })}
            />
          ))
        }
      </EditableLines>
    )
  }
}
