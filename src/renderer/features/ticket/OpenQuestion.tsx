// The question before a file leaves the app for another program.

import { Button, Group, Modal } from '@mantine/core'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import { fileWords } from '#core/words/rooms-files.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import type { FileActions } from './use-files.ts'

interface OpenQuestionProps {
  readonly row: Attachment | null
  readonly actions: FileActions
  readonly onClose: () => void
}

export function OpenQuestion({ row, actions, onClose }: OpenQuestionProps): React.JSX.Element {
  const choose = (run: ((row: Attachment) => Promise<void>) | null): void => {
    if (row !== null && run !== null) void run(row)
    onClose()
  }
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      title={row === null ? '' : fileWords.askOpen(row.name)}
      returnFocus
      closeButtonProps={{ 'aria-label': uiWords.close }}
    >
      <p>{fileWords.askOpenHint}</p>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={() => choose(actions.save)}>
          {row === null ? '' : fileWords.save(row.name)}
        </Button>
        <Button onClick={() => choose(actions.open)}>{fileWords.openNow}</Button>
      </Group>
    </Modal>
  )
}
