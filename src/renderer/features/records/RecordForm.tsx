// A form over a record in a dialog. What is typed is a draft until it is saved, so closing, a crash or a refusal never loses it;
// a refusal stands above what was typed.

import { Alert, Button, Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { refusalSentence, type RefusalLike } from '#core/words/refusals.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { FormControl } from './FormControl.tsx'
import { FormGroups } from './FormGroups.tsx'
import { type FormFieldSpec, type Problems, readForm, type Typed, typedOf } from './form-spec.ts'
import styles from './records.module.css'

/** Where a refusal lies: the path of the input's field, and what was expected there. */
export type FieldRefusal = Pick<RefusalLike, 'field' | 'expected'> & { readonly type: string }

interface RecordFormProps {
  readonly title: string
  /** Names the draft: one per record, or per kind for a new one. */
  readonly draftKey: string
  readonly fields: readonly FormFieldSpec[]
  /** Values from which the form starts: the row, or defaults of a new one. */
  readonly initial: Typed
  readonly currency: string
  readonly saveLabel?: string
  /** Answers null when it was saved, else the sentence that says why not; `refused` hears the refusal, so that it stands at its field. */
  readonly onSave: (values: Typed, refused: (refusal: FieldRefusal) => void) => Promise<string | null>
  readonly onClose: () => void
}

export function RecordForm(props: RecordFormProps): React.JSX.Element {
  const draft = useDraft<Typed>(props.draftKey)
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg" closeButtonProps={{ 'aria-label': formWords.cancel }}>
      {!draft.loading && <FormBody {...props} draft={draft.value} onDraft={(typed) => draft.change(() => typed)} onForget={draft.clear} />}
    </Modal>
  )
}

interface FormBodyProps extends RecordFormProps {
  readonly draft: Typed | null
  readonly onDraft: (typed: Typed) => void
  readonly onForget: () => void
}

function FormBody(props: FormBodyProps): React.JSX.Element {
  const form = useFormState(props)
  const place = useRef<HTMLFormElement>(null)
  const asked = props.fields.filter((field) => field.when?.(form.typed) !== false)
  useEffect(() => {
    // What is wrong is where the hand goes.
    if (Object.keys(form.problems).length > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form.problems])
  return (
    <form
      ref={place}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void form.save()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void form.save()
      }}
    >
      <Stack gap="sm">
        {form.resumed && <ResumedNote onStartAfresh={form.startAfresh} />}
        {form.refused !== null && (
          <Alert color="red" title={formWords.notSaved} role="alert">
            {form.refused}
          </Alert>
        )}
        <div className={styles['grid']}>
          <FormGroups fields={asked} typed={form.typed} problems={form.problems}>
            {(field, isFirst) => (
              <div key={field.name} className={styles[field.half ? 'half' : 'whole']}>
                <FormControl
                  field={field}
                  value={form.typed[field.name]}
                  problem={form.problems[field.name]?.text}
                  problemPath={form.problems[field.name]?.path}
                  currency={props.currency}
                  autoFocus={isFirst}
                  onChange={(value) => props.onDraft({ ...form.typed, [field.name]: value })}
                />
              </div>
            )}
          </FormGroups>
        </div>
        <FormFoot saveLabel={props.saveLabel ?? formWords.save} saving={form.saving} onClose={props.onClose} />
      </Stack>
    </form>
  )
}

interface FormState {
  readonly typed: Typed
  readonly resumed: boolean
  readonly problems: Problems
  /** Why the desk refused it. */
  readonly refused: string | null
  readonly saving: boolean
  readonly save: () => Promise<void>
  readonly startAfresh: () => void
}

function useFormState({ fields, initial, currency, draft, onSave, onForget, onClose }: FormBodyProps): FormState {
  const [start, setStart] = useState(() => typedOf(fields, initial, currency))
  const [resumed, setResumed] = useState(draft !== null)
  const [problems, setProblems] = useState<Problems>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const typed: Typed = { ...start, ...draft }
  const save = async (): Promise<void> => {
    const read = readForm(fields, typed, currency)
    setProblems(read.ok ? {} : read.problems)
    if (!read.ok || saving) return
    setSaving(true)
    const heard: FieldRefusal[] = []
    const sentence = await onSave(changedOnly(read.values, readForm(fields, start, currency)), (refusal) => void heard.push(refusal))
    setSaving(false)
    setProblems(problemAt(fields, heard[0]))
    setRefused(sentence)
    if (sentence !== null) return
    onForget()
    onClose()
  }
  const startAfresh = (): void => {
    onForget()
    setStart(typedOf(fields, initial, currency))
    setResumed(false)
    setProblems({})
  }
  return { typed, resumed, problems, refused, saving, save, startAfresh }
}

function FormFoot({ saveLabel, saving, onClose }: { saveLabel: string; saving: boolean; onClose: () => void }): React.JSX.Element {
  return (
    <Group justify="flex-end" gap="xs" className={styles['foot'] ?? ''}>
      <Text size="xs" c="dimmed" mr="auto">
        <Kbd size="xs">Ctrl/Cmd</Kbd> <Kbd size="xs">Enter</Kbd> {formWords.saveHint}
      </Text>
      <Button variant="default" onClick={onClose}>
        {formWords.cancel}
      </Button>
      <Button type="submit" loading={saving}>
        {saveLabel}
      </Button>
    </Group>
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

/** A refusal of one field of this form, at that field. */
function problemAt(fields: readonly FormFieldSpec[], refusal: FieldRefusal | undefined): Problems {
  const whole = (refusal?.field ?? '').replace(/^fields\./, '')
  const [first = '', ...rest] = fields.some((field) => field.name === whole) ? [whole] : whole.split('.')
  if (refusal === undefined || !fields.some((field) => field.name === first)) return {}
  return { [first]: { text: refusal.expected ?? refusalSentence(refusal), path: rest.join('.') } }
}
