// What goes into a backup, and whether it is locked with a passphrase.

import { Alert, Button, Checkbox, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { copyWords as words } from '#core/words/rooms-copies.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { shortestPassphrase } from '#store/contract.ts'
import type { WantedCopy } from './use-copies.ts'

interface BackupDialogProps {
  readonly onMake: (wanted: WantedCopy) => void
  readonly onClose: () => void
}

export function BackupDialog({ onMake, onClose }: BackupDialogProps): React.JSX.Element {
  const [cachedFiles, setCachedFiles] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (passphrase !== '' && passphrase.length < shortestPassphrase) return setProblem(words.passphraseShort(shortestPassphrase))
    if (passphrase !== '' && passphrase !== again) return setProblem(words.passphraseDiffers)
    onMake({ kind: 'backup', cachedFiles, ...(passphrase === '' ? {} : { passphrase }) })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.backupTitle} closeButtonProps={{ 'aria-label': formWords.cancel }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{words.filesNote}</Text>
          <Checkbox label={words.cachedFiles} checked={cachedFiles} onChange={(event) => setCachedFiles(event.currentTarget.checked)} />
          <PasswordInput
            label={words.passphrase}
            description={words.passphraseHint(shortestPassphrase)}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="new-password"
          />
          {passphrase !== '' && (
            <PasswordInput
              label={words.passphraseAgain}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              autoComplete="new-password"
            />
          )}
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {formWords.cancel}
            </Button>
            <Button type="submit" data-autofocus>
              {words.begin}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
