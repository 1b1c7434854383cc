// Text that is edited where it stands. Enter or leaving saves, Esc gives up; several lines: Ctrl/Cmd+Enter or leaving saves.

import { Textarea, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './PropertyList.module.css'
import { type Save, useEditable } from './use-editable.ts'

interface EditableTextProps {
  readonly label: string
  readonly value: string
  readonly onSave: Save<string>
  readonly multiline?: boolean
  /** Shown while there is no value. */
  readonly emptyText?: string
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'tel'
  readonly disabled?: boolean
}

export function EditableText({
  label,
  value,
  onSave,
  multiline = false,
  inputMode = 'text',
  disabled = false,
  emptyText = uiWords.empty
}: EditableTextProps): React.JSX.Element {
  const field = useEditable(value, onSave)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') field.cancel()
    else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) field.commit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (!field.open)
    return (
      <button
        type="button"
        className={styles['button']}
        aria-label={uiWords.editField(label, value === '' ? emptyText : value)}
        onClick={field.start}
        disabled={disabled}
        style={multiline ? { whiteSpace: 'pre-wrap', lineHeight: 1.55 } : undefined}
      >
        {value === '' ? <span className={styles['unset']}>{emptyText}</span> : value}
      </button>
    )
  const shared = {
    'aria-label': label,
    value: field.draft,
    autoFocus: true,
    size: 'sm',
    error: field.problem,
    onKeyDown,
    onBlur: () => field.commit()
  } as const
  return multiline ? (
    <Textarea {...shared} autosize minRows={2} maxRows={12} onChange={(event) => field.setDraft(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} inputMode={inputMode} onChange={(event) => field.setDraft(event.currentTarget.value)} />
  )
}
