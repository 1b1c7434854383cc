// A form over a record in a dialog. What is typed is a draft until it is saved, so closing, a crash or a refusal never loses it;
// a refusal stands above what was typed.

import { Alert, Button, Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, Fragment, type KeyboardEvent, useId, useState } from 'react'
import { formWords } from '#core/words/rooms-records.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { FormControl } from './FormControl.tsx'
import { type FormFieldSpec, readForm, type Typed, typedOf } from './form-spec.ts'
import styles from './records.module.css'

interface RecordFormProps {
  readonly title: string
  /** Names the draft: one per record, or per kind for a new one. */
  readonly draftKey: string
  readonly fields: readonly FormFieldSpec[]
  /** Values from which the form starts: the row, or defaults of a new one. */
  readonly initial: Typed
  readonly currency: string
  readonly saveLabel?: string
  /** Answers null when it was saved, else the sentence that says why not. */
  readonly onSave: (values: Typed) => Promise<string | null>
  readonly onClose: () => void
}

export function RecordForm(props: RecordFormProps): React.JSX.Element {
  const draft = useDraft<Typed>(props.draftKey)
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg" closeButtonProps={{ 'aria-label': formWords.cancel }}>
      {!draft.loading && <FormBody {...props} draft={draft.value} onDraft={draft.set} onForget={draft.clear} />}
    </Modal>
  )
}

interface FormBodyProps extends RecordFormProps {
  readonly draft: Typed | null
  readonly onDraft: (typed: Typed) => void
  readonly onForget: () => void
}

function FormBody(props: FormBodyProps): React.JSX.Element {
  const { fields, initial, currency, draft } = props
  const [start, setStart] = useState(() => typedOf(fields, initial, currency))
  const [resumed, setResumed] = useState(draft !== null)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const formId = useId()
  const typed: Typed = { ...start, ...draft }

  const save = async (): Promise<void> => {
    const read = readForm(fields, typed, currency)
    setProblems(read.ok ? {} : read.problems)
    if (!read.ok || saving) return
    setSaving(true)
    const refusal = await props.onSave(changedOnly(read.values, readForm(fields, start, currency)))
    setSaving(false)
    setRefused(refusal)
    if (refusal !== null) return
    props.onForget()
    props.onClose()
  }
  const startAfresh = (): void => {
    props.onForget()
    setStart(typedOf(fields, initial, currency))
    setResumed(false)
    setProblems({})
  }
  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        {resumed && <ResumedNote onStartAfresh={startAfresh} />}
        {refused !== null && (
          <Alert color="red" title={formWords.notSaved} role="alert">
            {refused}
          </Alert>
        )}
        <div className={styles['grid']}>
          {fields.map((field, place) => (
            <Fragment key={field.name}>
              {field.group !== undefined && <h3 className={styles['group']}>{field.group}</h3>}
              <div className={styles[field.half ? 'half' : 'whole']}>
                <FormControl
                  field={field}
                  value={typed[field.name]}
                  problem={problems[field.name]}
                  autoFocus={place === 0}
                  onChange={(value) => props.onDraft({ ...typed, [field.name]: value })}
                />
              </div>
            </Fragment>
          ))}
        </div>
        <Group justify="flex-end" gap="xs" className={styles['foot'] ?? ''}>
          <Text size="xs" c="dimmed" mr="auto">
            <Kbd size="xs">Ctrl/Cmd</Kbd> <Kbd size="xs">Enter</Kbd> {formWords.saveHint}
          </Text>
          <Button variant="default" onClick={props.onClose}>
            {formWords.cancel}
          </Button>
          <Button type="submit" loading={saving}>
            {props.saveLabel ?? formWords.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function ResumedNote({ onStartAfresh }: { onStartAfresh: () => void }): React.JSX.Element {
  return (
    <Group gap="xs" role="status" className={styles['resumed'] ?? ''}>
      <Text size="sm">{formWords.draftKept}</Text>
      <Button size="compact-xs" variant="subtle" onClick={onStartAfresh}>
        {formWords.startAfresh}
      </Button>
    </Group>
  )
}

/** Only what differs from the start, so that an edit asserts nothing that nobody touched. */
function changedOnly(values: Typed, start: ReturnType<typeof readForm>): Typed {
  const before = start.ok ? start.values : {}
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
}
