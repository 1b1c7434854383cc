// A question answered by typing a few letters: one list over everything, arrows and Enter choose, Esc leaves. For actions by keyboard.

import { Modal, TextInput, UnstyledButton } from '@mantine/core'
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './ChoiceDialog.module.css'

export interface DialogChoice {
  readonly value: string
  readonly label: string
  readonly icon?: ReactNode
  readonly note?: string
  /** Stands at the end of the line: keys, a state. */
  readonly end?: ReactNode
  /** Heading under which this and the following choices of the same group stand. */
  readonly group?: string
}

interface ChoiceDialogProps {
  readonly title: string
  readonly opened: boolean
  readonly choices: readonly DialogChoice[]
  /** Words for choosing what was typed though it isn't listed; left out: only listed choices. */
  readonly newChoice?: (typed: string) => string
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

const shownChoices = 80

export function ChoiceDialog(props: ChoiceDialogProps): React.JSX.Element {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="md" yOffset="12vh" returnFocus>
      {props.opened && <Choices {...props} />}
    </Modal>
  )
}

function Choices({ title, choices, newChoice, onChoose, onClose }: ChoiceDialogProps): React.JSX.Element {
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLowerCase()
  const found = choices.filter((choice) => `${choice.label} ${choice.note ?? ''}`.toLowerCase().includes(words)).slice(0, shownChoices)
  const isNew = newChoice !== undefined && words !== '' && !found.some((choice) => choice.label.toLowerCase() === words)
  return (
    <FilteredChoices
      label={title}
      placeholder={uiWords.typeToSearch}
      nothing={uiWords.noMatch}
      typed={typed}
      onTyped={setTyped}
      choices={isNew ? [...found, { value: typed.trim(), label: newChoice(typed.trim()) }] : found}
      onChoose={(value) => {
        onClose()
        onChoose(value)
      }}
    />
  )
}

interface FilteredChoicesProps {
  readonly label: string
  readonly placeholder: string
  /** Said when there are no choices. */
  readonly nothing: string
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly choices: readonly DialogChoice[]
  readonly onChoose: (value: string) => void
}

/** The field and the list under it; what is listed is the caller's affair. */
export function FilteredChoices(props: FilteredChoicesProps): React.JSX.Element {
  const { label, typed, choices, onChoose } = props
  const [at, setAt] = useState(0)
  const baseId = useId()
  const active = useRef<HTMLButtonElement>(null)
  const place = Math.min(at, Math.max(0, choices.length - 1))
  useEffect(() => {
    if (place >= 0) active.current?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = choices[place]
    const moved = { ArrowDown: Math.min(place + 1, choices.length - 1), ArrowUp: Math.max(place - 1, 0) }[event.key]
    if (moved !== undefined) setAt(moved)
    else if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen.value)
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={label}
        role="combobox"
        aria-expanded
        aria-controls={`${baseId}-list`}
        aria-activedescendant={choices.length > 0 ? `${baseId}-${String(place)}` : undefined}
        placeholder={props.placeholder}
        value={typed}
        onChange={(event) => {
          props.onTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${baseId}-list`} role="listbox" aria-label={label} className={styles['list']}>
        {choices.map((choice, index) => (
          <Fragment key={choice.value}>
            <GroupHeading choice={choice} before={choices[index - 1]} />
            <UnstyledButton
              ref={index === place ? active : null}
              id={`${baseId}-${String(index)}`}
              role="option"
              aria-selected={index === place}
              tabIndex={-1}
              className={styles['choice']}
              data-at={index === place}
              onMouseMove={() => setAt(index)}
              onClick={() => onChoose(choice.value)}
            >
              <ChoiceFace choice={choice} />
            </UnstyledButton>
          </Fragment>
        ))}
      </div>
      {choices.length === 0 && <p className={styles['nothing']}>{props.nothing}</p>}
    </>
  )
}

function ChoiceFace({ choice }: { choice: DialogChoice }): React.JSX.Element {
  return (
    <>
      {choice.icon}
      <span className={styles['label']}>{choice.label}</span>
      {choice.note !== undefined && <span className={styles['note']}>{choice.note}</span>}
      {choice.end}
    </>
  )
}

/** Stands before the first choice of each group. */
function GroupHeading({ choice, before }: { choice: DialogChoice; before: DialogChoice | undefined }): React.JSX.Element | null {
  if (choice.group === undefined || choice.group === before?.group) return null
  return (
    <div role="presentation" className={styles['group']}>
      {choice.group}
    </div>
  )
}
