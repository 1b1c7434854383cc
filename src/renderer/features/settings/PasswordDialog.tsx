// Gives a person the password they sign in with. It goes straight to the server: what is typed here is kept nowhere on this device.

import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { passwordProblems, settingsWords as words } from '#core/words/rooms-settings.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { showDone } from '#renderer/ui/undo-toast.tsx'

const shortest = 10

export function PasswordDialog({ person, onClose }: { person: Person; onClose: () => void }): React.JSX.Element {
  const client = useStore()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password.length < shortest) return setProblem(words.passwordShort)
    setBusy(true)
    const answer = await client.request('givePassword', { personId: person.id, password })
    setBusy(false)
    if (!answer.ok) return setProblem(passwordProblems[answer.problem] ?? words.passwordRefused)
    showDone(words.passwordGiven(person.name))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.givePassword(person.name)} closeButtonProps={{ 'aria-label': formWords.cancel }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text size="sm">{words.passwordLead}</Text>
          <PasswordInput
            label={words.password}
            description={words.passwordHint}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            data-autofocus
          />
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {formWords.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {words.passwordSave}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
