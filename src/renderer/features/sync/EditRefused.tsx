// Changes what a refused command says and sends it again. Every text of the input stands in its own control; the rest stays as it was.

import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { OutboxItem } from '#store/contract.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { isId } from '#core/kernel/ids.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { commandTitle } from './outbox-words.ts'
import { pathLabel } from './typed-lines.ts'

interface EditRefusedProps {
  readonly item: OutboxItem
  /** Answers null when it was taken, else why not. */
  readonly onSend: (input: unknown) => Promise<string | null>
  readonly onClose: () => void
}

export function EditRefused({ item, onSend, onClose }: EditRefusedProps): React.JSX.Element {
  const draft = useDraft<Readonly<Record<string, string>>>(`refused:${item.commandId}`)
  const [problem, setProblem] = useState<string | null>(null)
  const refused = item.refusal?.field ?? null
  // What was left empty is no reason, unless the server says so.
  const texts = textsOf(item.input).filter(([path, value]) => value !== '' || path === refused)
  const send = async (): Promise<void> => {
    const refusal = await onSend(withTexts(item.input, draft.value ?? {}))
    setProblem(refusal)
    if (refusal !== null) return
    draft.clear()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.editTitle(commandTitle(item.name))}
      size="lg"
      closeButtonProps={{ 'aria-label': formWords.cancel }}
    >
      <Stack gap="sm">
        {problem !== null && (
          <Alert color="red" role="alert" title={formWords.notSaved}>
            {problem}
          </Alert>
        )}
        {texts.map(([path, value]) => (
          <Textarea
            key={path}
            label={pathLabel(item, path)}
            data-autofocus={path === refused ? true : undefined}
            error={path === refused && problem === null && item.refusal !== null ? refusalSentence(item.refusal) : null}
            autosize
            maxRows={10}
            value={draft.value?.[path] ?? value}
            onChange={({ currentTarget: { value: typed } }) => draft.change((now) => ({ ...now, [path]: typed }))}
          />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {formWords.cancel}
          </Button>
          <Button onClick={() => void send()}>{words.retry}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Texts of an input by their path; references to records are no text that a person edits. */
export function textsOf(input: unknown, prefix = ''): readonly (readonly [string, string])[] {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return []
  return Object.entries(input).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (typeof value === 'string') return isId(value) ? [] : [[path, value]]
    return textsOf(value, path)
  })
}

/** The input with the given texts in place of its own. */
export function withTexts(input: unknown, texts: Readonly<Record<string, string>>, prefix = ''): unknown {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`
      return [name, typeof value === 'string' ? (texts[path] ?? value) : withTexts(value, texts, path)]
    })
  )
}
