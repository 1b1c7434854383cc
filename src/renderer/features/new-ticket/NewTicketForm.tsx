// A ticket while the phone is still ringing: client by three letters, contact, asset, subject, who is affected, how pressing.
// Every step by keyboard; Ctrl/Cmd+Enter saves from anywhere. What is open for the same client or asset shows while typing.

import { Alert, Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { deriveId } from '#core/kernel/ids.ts'
import { levels } from '#core/tickets/ticket.entity.ts'
import { priorityOf } from '#core/tickets/ticket.rules.ts'
import { newTicketWords } from '#core/words/rooms-tickets.ts'
import { impactWords, urgencyWords } from '#core/words/tickets.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { FormField } from '#renderer/ui/FormField.tsx'
import { Keys } from '#renderer/ui/Keys.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { CoverageCard, type CoveredWork } from '#renderer/features/coverage/index.ts'
import { TicketPriorityMark } from '#renderer/features/ticket/index.ts'
import styles from './new-ticket.module.css'
import { blankDraft, draftKey, isTyped, type NewTicketDraft, openInput } from './new-ticket-draft.ts'
import type { NewTicketStart } from './new-ticket.ui-store.ts'
import { SameOpen } from './SameOpen.tsx'
import { WhoAndWhat } from './WhoAndWhat.tsx'

interface NewTicketFormProps {
  readonly start: NewTicketStart
  readonly onClose: () => void
}

export function NewTicketForm({ start, onClose }: NewTicketFormProps): React.JSX.Element {
  const draft = useDraft<NewTicketDraft>(draftKey)
  if (draft.loading) return <LoadingState lines={4} />
  return <Form draft={draft} start={start} onClose={onClose} />
}

export type Problems = Partial<Record<'clientId' | 'subject' | 'form', string>>

interface FormProps extends NewTicketFormProps {
  readonly draft: ReturnType<typeof useDraft<NewTicketDraft>>
}

function Form({ draft, start, onClose }: FormProps): React.JSX.Element {
  const value = draft.value ?? blankDraft(start)
  const change = (part: Partial<NewTicketDraft>): void => draft.change((now) => ({ ...(now ?? blankDraft(start)), ...part }))
  const { problems, save } = useSaveTicket(value, () => {
    draft.clear()
    onClose()
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void save()
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }
  return (
    <form className={styles['form']} aria-label={newTicketWords.title} noValidate onKeyDown={onKeyDown} onSubmit={onSubmit}>
      <div className={styles['fields']}>
        <Resumed draft={draft} />
        <WhoAndWhat value={value} problems={problems} onChange={change} />
        <Words value={value} problems={problems} onChange={change} />
        <Levels value={value} onChange={change} />
        {problems.form !== undefined && (
          <Alert color="red" role="alert">
            {problems.form}
          </Alert>
        )}
        <div className={styles['end']}>
          <TicketPriorityMark priority={priorityOf(value.impact, value.urgency)} />
          <Checkbox
            label={newTicketWords.assignMe}
            checked={value.mine}
            onChange={(event) => change({ mine: event.currentTarget.checked })}
          />
          <Button type="submit" ml="auto" rightSection={<Keys keys="mod+Enter" />}>
            {newTicketWords.save}
          </Button>
        </div>
      </div>
      <div className={styles['beside']}>
        {value.clientId !== null && <CoverageCard work={workOf(value, value.clientId)} />}
        <SameOpen clientId={value.clientId} assetId={value.assetId} words={value.subject} onLeave={onClose} />
      </div>
    </form>
  )
}

/** What coverage is asked of a ticket that isn't saved yet. */
function workOf({ siteId, assetId, kind, impact, urgency }: NewTicketDraft, clientId: string): CoveredWork {
  const assetIds = assetId === null ? [] : [assetId]
  return { clientId, siteId, assetIds, kind, category: null, priority: priorityOf(impact, urgency) }
}

/** Says what is missing, opens the ticket, or says why it was refused; the draft stays until it is saved. */
function useSaveTicket(value: NewTicketDraft, onSaved: () => void): { readonly problems: Problems; readonly save: () => Promise<void> } {
  const [problems, setProblems] = useState<Problems>({})
  const [, navigate] = useLocation()
  const { session } = useSession()
  const act = useAct()
  const save = async (): Promise<void> => {
    const found: Problems = {
      ...(value.clientId === null ? { clientId: newTicketWords.needClient } : {}),
      ...(value.subject.trim() === '' ? { subject: newTicketWords.needSubject } : {})
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const input = openInput(value, session?.personId ?? null)
    const open = ([commandId]: readonly string[]): void => {
      // The ticket is the first thing that the command makes.
      if (commandId !== undefined) navigate(`/tickets/${deriveId(commandId, 1)}`)
    }
    const more = { label: newTicketWords.open, run: open }
    const reason = await act({ name: 'ticket.open', input }, { done: newTicketWords.saved(value.subject.trim()), more, quietRefusal: true })
    if (reason === null) onSaved()
    else setProblems({ form: reason })
  }
  return { problems, save }
}

/** Shown when the form opens with what was left off. */
function Resumed({ draft }: Pick<FormProps, 'draft'>): React.JSX.Element | null {
  const [resumed, setResumed] = useState(draft.value !== null && isTyped(draft.value))
  if (!resumed) return null
  const startAfresh = (): void => {
    draft.clear()
    setResumed(false)
  }
  return (
    <Alert p="xs" variant="light">
      {newTicketWords.draftKept}{' '}
      <Button size="compact-xs" variant="subtle" onClick={startAfresh}>
        {newTicketWords.startAfresh}
      </Button>
    </Alert>
  )
}

interface WordsProps {
  readonly value: NewTicketDraft
  readonly problems: Problems
  readonly onChange: (part: Partial<NewTicketDraft>) => void
}

function Words({ value, problems, onChange }: WordsProps): React.JSX.Element {
  return (
    <>
      <TextInput
        label={newTicketWords.subject}
        placeholder={newTicketWords.subjectHint}
        required
        maxLength={300}
        value={value.subject}
        error={problems.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={newTicketWords.description}
        placeholder={newTicketWords.descriptionHint}
        autosize
        minRows={3}
        maxRows={8}
        value={value.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  )
}

interface LevelsProps {
  readonly value: NewTicketDraft
  readonly onChange: (part: Partial<NewTicketDraft>) => void
}

function Levels({ value, onChange }: LevelsProps): React.JSX.Element {
  const pick = (chosen: string) => levels.find((level) => String(level) === chosen) ?? 3
  return (
    <div className={styles['levels']}>
      <FormField label={newTicketWords.impact}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={newTicketWords.impact}
          value={String(value.impact)}
          data={levels.map((level) => ({ value: String(level), label: impactWords[level] }))}
          onChange={(chosen) => onChange({ impact: pick(chosen) })}
        />
      </FormField>
      <FormField label={newTicketWords.urgency}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={newTicketWords.urgency}
          value={String(value.urgency)}
          data={levels.map((level) => ({ value: String(level), label: urgencyWords[level] }))}
          onChange={(chosen) => onChange({ urgency: pick(chosen) })}
        />
      </FormField>
    </div>
  )
}
