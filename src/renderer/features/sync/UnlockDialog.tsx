// Asks for the passphrase of a backup that is brought back.

import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { copyWords as words } from '#core/words/rooms-copies.ts'
import { formWords } from '#core/words/rooms-records.ts'

interface UnlockDialogProps {
  /** The last one given did not open it. */
  readonly wrong: boolean
  readonly busy: boolean
  readonly onUnlock: (passphrase: string) => void
  readonly onClose: () => void
}

export function UnlockDialog({ wrong, busy, onUnlock, onClose }: UnlockDialogProps): React.JSX.Element {
  const [passphrase, setPassphrase] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onUnlock(passphrase)
  }
  return (
    <Modal opened onClose={onClose} title={words.unlockTitle} closeButtonProps={{ 'aria-label': formWords.cancel }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{words.unlockLead}</Text>
          <PasswordInput
            label={words.passphrase}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {wrong && !busy && (
            <Alert color="red" role="alert">
              {words.wrongPassphrase}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {formWords.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {words.unlock}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
