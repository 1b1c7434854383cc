// A set of short words, edited where it stands: Enter or comma adds, Backspace removes, Esc gives up.

import { Pill, TagsInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './PropertyList.module.css'
import { type Save, useEditable } from './use-editable.ts'

interface EditableTagsProps {
  readonly label: string
  readonly value: readonly string[]
  /** Known words, offered while typing. */
  readonly known?: readonly string[]
  readonly onSave: Save<readonly string[]>
  readonly disabled?: boolean
}

export function EditableTags({ label, value, known = [], onSave, disabled = false }: EditableTagsProps): React.JSX.Element {
  const field = useEditable(value, onSave)
  if (!field.open)
    return (
      <button
        type="button"
        className={styles['button']}
        aria-label={uiWords.editField(label, value.join(', ') || uiWords.empty)}
        onClick={field.start}
        disabled={disabled}
      >
        {value.length === 0 ? (
          <span className={styles['unset']}>{uiWords.empty}</span>
        ) : (
          value.map((tag) => (
            <Pill key={tag} mr={4} size="sm">
              {tag}
            </Pill>
          ))
        )}
      </button>
    )
  return (
    <TagsInput
      aria-label={label}
      value={[...field.draft]}
      data={[...known]}
      autoFocus
      size="sm"
      error={field.problem}
      acceptValueOnBlur
      onChange={(tags) => field.setDraft(tags)}
      onBlur={() => field.commit()}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        field.cancel()
      }}
    />
  )
}
