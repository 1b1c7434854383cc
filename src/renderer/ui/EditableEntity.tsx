// A reference to another record, changed where it stands by typing a few letters of the new one.

import { type ReactNode, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import { EntityPicker, type EntityPickerProps } from './EntityPicker.tsx'
import styles from './PropertyList.module.css'
import type { Save } from './use-editable.ts'

interface EditableEntityProps
  extends Pick<EntityPickerProps, 'entity' | 'label' | 'value' | 'labelOf' | 'noteOf' | 'where' | 'sortField' | 'clearable' | 'disabled'> {
  readonly onSave: Save<string | null>
  /** The value while closed. */
  readonly shown: ReactNode
  /** Its name, for screen readers. */
  readonly name: string
}

export function EditableEntity({ onSave, shown, name, disabled = false, ...picker }: EditableEntityProps): React.JSX.Element {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      {open ? (
        <EntityPicker
          {...picker}
          hiddenLabel
          autoFocus
          defaultOpened
          onBlur={() => setOpen(false)}
          onCancel={() => setOpen(false)}
          onChange={(id) => {
            setOpen(false)
            if (id !== picker.value) void onSave(id).then(setProblem)
          }}
        />
      ) : (
        <button
          type="button"
          className={styles['button']}
          style={{ cursor: 'pointer' }}
          aria-label={uiWords.editField(picker.label, picker.value === null || name === '' ? uiWords.empty : name)}
          onClick={() => setOpen(true)}
          disabled={disabled}
        >
          {picker.value === null ? <span className={styles['unset']}>{uiWords.empty}</span> : shown}
        </button>
      )}
      {problem !== null && (
        <div role="alert" className={styles['problem']}>
          {problem}
        </div>
      )}
    </>
  )
}
