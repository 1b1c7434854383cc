// Time that was worked without the stopwatch. What was typed is a draft until it is logged.

import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { workKinds } from '#core/work/time-entry.entity.ts'
import { workKindWords } from '#core/words/records.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { ticketChargeWords as chargeWords } from '#core/words/rooms-work.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { durationWords } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { readMinutes } from '#renderer/features/timers/index.ts'
import styles from './ticket.module.css'

interface TimeDraft {
  readonly minutes: string
  readonly kind: (typeof workKinds)[number]
  readonly note: string
  readonly billable: boolean
  readonly emergency?: boolean
  /** Kilometres of a way, as typed. */
  readonly way?: string
}

const blank: TimeDraft = { minutes: '', kind: 'remote', note: '', billable: true }

export function LogTimeForm({ ticketId }: { ticketId: string }): React.JSX.Element {
  const draft = useDraft<TimeDraft>(`time:${ticketId}`)
  const [problem, setProblem] = useState<string | null>(null)
  const act = useAct()
  const value = draft.value ?? blank
  const change = (part: Partial<TimeDraft>): void => draft.change((now) => ({ ...(now ?? blank), ...part }))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const minutes = readMinutes(value.minutes)
    if (minutes === null) return setProblem(workWords.badMinutes)
    const travelMetres = value.kind === 'travel' ? readMetres(value.way ?? '') : null
    if (travelMetres === 'unclear') return setProblem(chargeWords.badKm)
    const endedAt = Date.now()
    const { kind, note, billable, emergency = false } = value
    const worked = { startedAt: endedAt - minutes * 60_000, endedAt, minutes, kind, note, billable, emergency }
    const input = { ticketId, ...worked, ...(travelMetres === null ? {} : { travelMetres }) }
    const reason = await act({ name: 'time.log', input }, { done: workWords.logged(durationWords(minutes)), quietRefusal: true })
    setProblem(reason)
    if (reason === null) draft.clear()
  }
  return (
    <form className={styles['logTime']} aria-label={workWords.logTime} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={workWords.minutes}
        placeholder={workWords.minutesHint}
        w={140}
        value={value.minutes}
        error={problem}
        onChange={(event) => change({ minutes: event.currentTarget.value })}
      />
      <NativeSelect
        label={workWords.kind}
        value={value.kind}
        data={workKinds.map((kind) => ({ value: kind, label: workKindWords[kind] }))}
        onChange={(event) => change({ kind: workKinds.find((kind) => kind === event.currentTarget.value) ?? 'remote' })}
      />
      <TextInput
        label={workWords.noteLabel}
        style={{ flex: '1 1 200px' }}
        value={value.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {value.kind === 'travel' && (
        <TextInput
          label={chargeWords.travelKm}
          w={112}
          inputMode="decimal"
          value={value.way ?? ''}
          onChange={(event) => change({ way: event.currentTarget.value })}
        />
      )}
      <Mark label={chargeWords.emergency} checked={value.emergency ?? false} onChange={(emergency) => change({ emergency })} />
      <Mark label={workWords.billable} checked={value.billable} onChange={(billable) => change({ billable })} />
      <Button type="submit" variant="default" style={{ alignSelf: 'flex-end' }}>
        {workWords.logTime}
      </Button>
    </form>
  )
}

interface MarkProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Mark({ label, checked, onChange }: MarkProps): React.JSX.Element {
  return (
    <Checkbox
      label={label}
      checked={checked}
      styles={{ root: { alignSelf: 'flex-end', paddingBottom: 8 } }}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** Kilometres as typed, in metres; null for none. */
function readMetres(typed: string): number | null | 'unclear' {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  return /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : 'unclear'
}
