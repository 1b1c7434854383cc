// Keys of a shortcut as a person finds them on the keyboard.

import { Kbd } from '@mantine/core'
import { Fragment } from 'react'
import { isApple } from './shortcuts.ts'

const names: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑', Enter: 'Enter', shift: 'Shift' }

export function Keys({ keys }: { keys: string }): React.JSX.Element {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {keys.split(' ').map((stroke, place) => (
        <Fragment key={`${stroke}${String(place)}`}>
          {place > 0 && ' '}
          {stroke.split('+').map((part) => (
            <Kbd key={part} size="xs" mr={2}>
              {part === 'mod' ? (isApple() ? '⌘' : 'Ctrl') : (names[part] ?? (part.length === 1 ? part.toUpperCase() : part))}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
