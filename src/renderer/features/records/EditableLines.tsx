// A list that is typed line by line inside a form: add, change, take away; the cursor goes to what was added.

import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { formWords as words } from '#core/words/rooms-records.ts'
import { FormField } from '#renderer/ui/FormField.tsx'
import styles from './records.module.css'

interface EditableLinesProps<Line> {
  readonly label: string
  readonly hint?: string
  readonly add: string
  readonly lines: readonly Line[]
  readonly blank: Line
  /** Names a line for the button that takes it away. */
  readonly nameOf: (line: Line) => string
  readonly problem: string | undefined
  readonly onChange: (lines: readonly Line[]) => void
  readonly children: (line: Line, change: (line: Line) => void, place: number) => ReactNode
}

export function EditableLines<Line>(props: EditableLinesProps<Line>): React.JSX.Element {
  const { label, hint, lines, onChange } = props
  const box = useRef<HTMLDivElement>(null)
  const known = useRef(lines.length)
  useEffect(() => {
    if (lines.length > known.current) box.current?.querySelector<HTMLElement>('[data-line]:last-of-type input')?.focus()
    known.current = lines.length
  }, [lines.length])
  const replace = (place: number, line: Line | null): void => onChange(lines.flatMap((each, at) => (at === place ? (line ?? []) : each)))
  return (
    <FormField label={label} hint={hint} problem={props.problem}>
      <div ref={box} className={styles['lines']} role="group" aria-label={label}>
        {lines.length === 0 && <span className={styles['quiet']}>{words.noLines}</span>}
        {lines.map((line, place) => (
          <div key={place} className={styles['line']} data-line>
            {props.children(line, (next) => replace(place, next), place)}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.removeLine(props.nameOf(line))}
              onClick={() => replace(place, null)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...lines, props.blank])}
        >
          {props.add}
        </Button>
      </div>
    </FormField>
  )
}
