// A calendar date (YYYY-MM-DD) edited where it stands, typed or picked.

import { TextInput } from '@mantine/core'
import { uiWords } from '#core/words/rooms-ui.ts'
import { dateWords } from './moments.ts'
import styles from './PropertyList.module.css'
import { type Save, useEditable } from './use-editable.ts'

interface EditableDateProps {
  readonly label: string
  readonly value: string | null
  readonly onSave: Save<string | null>
  readonly disabled?: boolean
}

export function EditableDate({ label, value, onSave, disabled = false }: EditableDateProps): React.JSX.Element {
  const field = useEditable(value ?? '', (typed) => onSave(typed === '' ? null : typed))
  const shown = value === null ? uiWords.empty : dateWords(new Date(`${value}T12:00:00`).getTime())
  if (!field.open)
    return (
      <button
        type="button"
        className={styles['button']}
        aria-label={uiWords.editField(label, shown)}
        onClick={field.start}
        disabled={disabled}
      >
        <span className={value === null ? styles['unset'] : undefined}>{shown}</span>
      </button>
    )
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={field.draft}
      autoFocus
      size="sm"
      error={field.problem}
      onChange={(event) => field.setDraft(event.currentTarget.value)}
      onBlur={() => field.commit()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') field.cancel()
        else if (event.key === 'Enter') field.commit()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
