// A filter as a button: closed it says what it lets through, opened it is a list of ticks narrowed by typing.

import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './ChoiceDialog.module.css'

export interface FilterOption {
  readonly value: string
  readonly label: string
  readonly icon?: ReactNode
}

interface FilterMenuProps {
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

const shownOptions = 60

export function FilterMenu(props: FilterMenuProps): React.JSX.Element {
  const { label, options, values } = props
  const [opened, setOpened] = useState(false)
  const names = values.map((value) => options.find((option) => option.value === value)?.label ?? value)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={264} shadow="md">
      <Popover.Target>
        <Button
          size="compact-md"
          variant={values.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpened(!opened)}
          style={{ fontWeight: 500 }}
        >
          {names.length === 0 ? label : `${label}: ${names.length > 2 ? String(names.length) : names.join(', ')}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={label}>
        {opened && <Ticks {...props} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Ticks({ label, options, values, onChange }: FilterMenuProps): React.JSX.Element {
  const [typed, setTyped] = useState('')
  const found = options.filter((option) => option.label.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, shownOptions)
  const toggle = (value: string): void => onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  return (
    <>
      {options.length > 8 && (
        <TextInput
          data-autofocus
          size="sm"
          aria-label={label}
          placeholder={uiWords.typeToSearch}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={styles['list']} style={{ maxHeight: 280 }}>
        {found.map((option) => (
          <Checkbox
            key={option.value}
            size="sm"
            checked={values.includes(option.value)}
            onChange={() => toggle(option.value)}
            label={
              <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
                {option.icon}
                {option.label}
              </span>
            }
            styles={{ root: { padding: '6px 4px' } }}
          />
        ))}
        {found.length === 0 && <p className={styles['nothing']}>{uiWords.noMatch}</p>}
      </div>
      {values.length > 0 && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconX size={14} />} onClick={() => onChange([])}>
          {uiWords.clear}
        </Button>
      )}
    </>
  )
}
