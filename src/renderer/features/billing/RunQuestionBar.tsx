// Which days and which client a run is about.

import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { givenDate } from '#core/kernel/schema.ts'
import { addDays, addMonths } from '#core/sla/calendar-date.ts'
import { documentPeriod } from '#core/words/document-language.ts'
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
  const isDate = (date: string): boolean => givenDate.safeParse(date).success
  const valid = isDate(question.from) && isDate(question.through) && question.from <= question.through
  return (
    <Toolbar
      label={words.period}
      end={
        <Button size="sm" variant={computed ? 'default' : 'filled'} disabled={!valid} loading={busy} onClick={onStart}>
          {computed ? words.again : words.preview}
        </Button>
      }
    >
      <MonthStepper question={question} onQuestion={onQuestion} />
      <TextInput
        size="sm"
        type="date"
        w={136}
        aria-label={words.from}
        value={question.from}
        onChange={(event) => onQuestion({ ...question, from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        size="sm"
        type="date"
        w={136}
        aria-label={words.through}
        value={question.through}
        error={!valid}
        onChange={(event) => onQuestion({ ...question, through: event.currentTarget.value })}
      />
      <Button size="compact-sm" variant="subtle" onClick={() => onQuestion({ ...question, ...lastMonth() })}>
        {words.lastMonth}
      </Button>
      <div style={{ width: 192 }}>
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

/** A month back and forth from the days that stand there; a whole month is named. */
function MonthStepper({ question, onQuestion }: Pick<RunQuestionBarProps, 'question' | 'onQuestion'>): React.JSX.Element {
  const start = question.from === '' ? todayAt(Date.now()) : question.from
  const go = (months: number): void => onQuestion({ ...question, ...monthFrom(start, months) })
  const whole = monthFrom(start, 0)
  const isWhole = whole.from === question.from && whole.through === question.through
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" aria-label={words.monthBefore} onClick={() => go(-1)}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text component="span" size="sm" fw={560} ta="center" w={112} aria-live="polite">
        {isWhole ? documentPeriod(whole.from, whole.through, 'en') : words.ownDays}
      </Text>
      <ActionIcon variant="subtle" color="gray" aria-label={words.monthAfter} onClick={() => go(1)}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
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
  return monthFrom(todayAt(Date.now()), offset)
}

/** The month so many after that of a date, first and last day. */
function monthFrom(date: string, offset: number): { readonly from: string; readonly through: string } {
  const from = addMonths(`${date.slice(0, 7)}-01`, offset)
  return { from, through: addDays(addMonths(from, 1), -1) }
}
