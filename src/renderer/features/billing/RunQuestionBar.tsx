// Which days and which client a run is about.

import { Button, TextInput } from '@mantine/core'
import { billingWords, runWords as words } from '#core/words/rooms-billing.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { todayAt } from '#renderer/ui/moments.ts'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import type { RunQuestion } from './use-run.ts'

interface RunQuestionBarProps {
  readonly question: RunQuestion
  readonly busy: boolean
  readonly computed: boolean
  readonly onQuestion: (question: RunQuestion) => void
  readonly onStart: () => void
}

export function RunQuestionBar({ question, busy, computed, onQuestion, onStart }: RunQuestionBarProps): React.JSX.Element {
  const valid = question.from !== '' && question.through !== '' && question.from <= question.through
  return (
    <Toolbar
      label={words.period}
      end={
        <Button size="sm" variant={computed ? 'default' : 'filled'} disabled={!valid} loading={busy} onClick={onStart}>
          {computed ? words.again : words.preview}
        </Button>
      }
    >
      <TextInput
        size="sm"
        type="date"
        w={152}
        aria-label={words.from}
        value={question.from}
        onChange={(event) => onQuestion({ ...question, from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        size="sm"
        type="date"
        w={152}
        aria-label={words.through}
        value={question.through}
        error={!valid}
        onChange={(event) => onQuestion({ ...question, through: event.currentTarget.value })}
      />
      <Button size="compact-sm" variant="subtle" onClick={() => onQuestion({ ...question, ...lastMonth() })}>
        {words.lastMonth}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => onQuestion({ ...question, ...thisMonth() })}>
        {words.thisMonth}
      </Button>
      <div style={{ width: 224 }}>
        <EntityPicker
          entity="client"
          label={billingWords.client}
          hiddenLabel
          placeholder={words.everyClient}
          value={question.clientIds?.[0] ?? null}
          labelOf={(row) => String(row['name'])}
          clearable
          onChange={(id) => onQuestion({ ...question, clientIds: id === null ? null : [id] })}
        />
      </div>
    </Toolbar>
  )
}

/** The month of today, to its last day. */
export function thisMonth(): { readonly from: string; readonly through: string } {
  return monthOf(0)
}

function lastMonth(): { readonly from: string; readonly through: string } {
  return monthOf(-1)
}

function monthOf(offset: number): { readonly from: string; readonly through: string } {
  const now = new Date()
  const first = new Date(now.getFullYear(), now.getMonth() + offset, 1, 12)
  const last = new Date(now.getFullYear(), now.getMonth() + offset + 1, 0, 12)
  return { from: todayAt(first.getTime()), through: todayAt(last.getTime()) }
}
