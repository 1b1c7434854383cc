// One of a few known values, chosen where it stands. Typing narrows, Enter takes, Esc gives up.

import { Select } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './PropertyList.module.css'
import type { Save } from './use-editable.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

interface EditableChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly choices: readonly Choice[]
  readonly onSave: Save<string | null>
  /** How the value looks while closed; left out: its label. */
  readonly shown?: ReactNode
  readonly clearable?: boolean
  readonly disabled?: boolean
}

export function EditableChoice(props: EditableChoiceProps): React.JSX.Element {
  const { label, value, choices, onSave, shown, clearable = false, disabled = false } = props
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const name = choices.find((choice) => choice.value === value)?.label ?? uiWords.empty
  const choose = (chosen: string | null): void => {
    setOpen(false)
    if (chosen !== value) void onSave(chosen).then(setProblem)
  }
  return (
    <>
      {open ? (
        <Select
          aria-label={label}
          data={choices}
          value={value}
          searchable
          autoFocus
          defaultDropdownOpened
          clearable={clearable}
          size="sm"
          nothingFoundMessage={uiWords.noMatch}
          comboboxProps={{ withinPortal: true }}
          onChange={choose}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setOpen(false)
          }}
          onBlur={() => setOpen(false)}
        />
      ) : (
        <button
          type="button"
          className={styles['button']}
          aria-label={uiWords.editField(label, name)}
          onClick={() => setOpen(true)}
          disabled={disabled}
          style={{ cursor: 'pointer' }}
        >
          {shown ?? (value === null ? <span className={styles['unset']}>{uiWords.empty}</span> : name)}
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
