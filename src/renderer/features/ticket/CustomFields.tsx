// Fields that the organisation added to tickets, each edited by its kind.

import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EditableChoice } from '#renderer/ui/EditableChoice.tsx'
import { EditableDate } from '#renderer/ui/EditableDate.tsx'
import { EditableText } from '#renderer/ui/EditableText.tsx'
import { Property } from '#renderer/ui/PropertyList.tsx'
import { useSaveFields } from './use-save.ts'

type Value = Ticket['custom'][string]

export function CustomFields({ row }: { row: Ticket }): React.JSX.Element {
  const fields = useQuery<CustomField>({
    entity: 'custom_field',
    where: [
      { op: 'is', field: 'entity', value: 'ticket' },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [{ field: 'position', direction: 'ascending' }]
  })
  const save = useSaveFields(row.id)
  return (
    <>
      {fields.rows.map((field) => (
        <Property key={field.id} label={field.label}>
          <CustomValue
            field={field}
            value={row.custom[field.id] ?? null}
            disabled={row.archivedAt !== null}
            onSave={(value) => save({ custom: { ...row.custom, [field.id]: value } }, ticketWords.saved(field.label))}
          />
        </Property>
      ))}
    </>
  )
}

interface CustomValueProps {
  readonly field: CustomField
  readonly value: Value
  readonly disabled: boolean
  readonly onSave: (value: Value) => Promise<string | null>
}

function CustomValue({ field, value, disabled, onSave }: CustomValueProps): React.JSX.Element {
  const shared = { label: field.label, disabled }
  if (field.kind === 'date') return <EditableDate {...shared} value={typeof value === 'string' ? value : null} onSave={onSave} />
  if (field.kind === 'choice')
    return (
      <EditableChoice
        {...shared}
        clearable
        value={typeof value === 'string' ? value : null}
        choices={field.options.map((option) => ({ value: option, label: option }))}
        onSave={onSave}
      />
    )
  if (field.kind === 'boolean')
    return (
      <EditableChoice
        {...shared}
        clearable
        value={value === null ? null : String(value)}
        choices={[
          { value: 'true', label: ticketWords.yes },
          { value: 'false', label: ticketWords.no }
        ]}
        onSave={(chosen) => onSave(chosen === null ? null : chosen === 'true')}
      />
    )
  return (
    <EditableText
      {...shared}
      value={value === null ? '' : String(value)}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      onSave={(typed) => saveTyped(field, typed, onSave)}
    />
  )
}

function saveTyped(field: CustomField, typed: string, onSave: CustomValueProps['onSave']): Promise<string | null> {
  const text = typed.trim()
  if (text === '') return onSave(null)
  if (field.kind !== 'number') return onSave(text)
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? onSave(number) : Promise.resolve(ticketWords.expectedNumber)
}
