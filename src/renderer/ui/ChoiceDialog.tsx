// A question answered by typing a few letters: one list over everything, arrows and Enter choose, Esc leaves. For actions by keyboard.

import { Modal, TextInput, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './ChoiceDialog.module.css'

export interface DialogChoice {
  readonly value: string
  readonly label: string
  readonly icon?: ReactNode
  readonly note?: string
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
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="md" yOffset="12vh" trapFocus returnFocus>
      {props.opened && <Choices {...props} />}
    </Modal>
  )
}

function Choices({ title, choices, newChoice, onChoose, onClose }: ChoiceDialogProps): React.JSX.Element {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const baseId = useId()
  const words = typed.trim().toLowerCase()
  const found = choices.filter((choice) => `${choice.label} ${choice.note ?? ''}`.toLowerCase().includes(words)).slice(0, shownChoices)
  const offered: readonly DialogChoice[] =
    newChoice !== undefined && words !== '' && !found.some((choice) => choice.label.toLowerCase() === words)
      ? [...found, { value: typed.trim(), label: newChoice(typed.trim()) }]
      : found
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const choose = (choice: DialogChoice | undefined): void => {
    if (choice === undefined) return
    onClose()
    onChoose(choice.value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, offered.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(offered[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={title}
        role="combobox"
        aria-expanded
        aria-controls={`${baseId}-list`}
        aria-activedescendant={offered.length > 0 ? `${baseId}-${String(at)}` : undefined}
        placeholder={uiWords.typeToSearch}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${baseId}-list`} role="listbox" aria-label={title} className={styles['list']}>
        {offered.map((choice, place) => (
          <UnstyledButton
            key={choice.value}
            id={`${baseId}-${String(place)}`}
            role="option"
            aria-selected={place === at}
            tabIndex={-1}
            className={styles['choice']}
            data-at={place === at}
            onMouseMove={() => setAt(place)}
            onClick={() => choose(choice)}
          >
            {choice.icon}
            <span>{choice.label}</span>
            {choice.note !== undefined && <span className={styles['note']}>{choice.note}</span>}
          </UnstyledButton>
        ))}
      </div>
      {offered.length === 0 && <p className={styles['nothing']}>{uiWords.noMatch}</p>}
    </>
  )
}
