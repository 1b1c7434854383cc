// The toast after something that can be taken back: says what was done and offers to undo it. Undo stands over confirmation.

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { uiWords } from '#core/words/rooms-ui.ts'

/** A long subject doesn't cover the room. */
const twoLines = {
  flex: 1,
  minWidth: 0,
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
  overflowWrap: 'anywhere'
} as const

/** A thing to do next, offered beside undo. */
export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

/** Shows what was done; `undo` and `more` are offered as buttons when given. Answers what takes the toast away. */
export function showDone(message: string, undo?: () => void, more?: ToastAction): () => void {
  const id = `done-${crypto.randomUUID()}`
  notifications.show({
    id,
    withBorder: true,
    closeButtonProps: { 'aria-label': uiWords.close },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12, justifyContent: 'space-between' }}>
        <span style={twoLines} title={message}>
          {message}
        </span>
        {more !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(id)
              more.run()
            }}
          >
            {more.label}
          </Button>
        )}
        {undo !== undefined && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            {uiWords.undo}
          </Button>
        )}
      </span>
    )
  })
  return () => notifications.hide(id)
}

/** Shows that something was not done, with its reason; stays until it is closed. */
export function showProblem(title: string, reason: string): void {
  notifications.show({
    title,
    message: reason,
    color: 'red',
    withBorder: true,
    autoClose: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': uiWords.close }
  })
}
