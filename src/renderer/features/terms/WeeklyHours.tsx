// The hours of a week, one line per day, with each day drawn beside it. Lines are typed, because 24:00 and several stretches a day
// fit into no time field, and typing is faster.

import { Button, TextInput } from '@mantine/core'
import { minutesOfTime, weekdays } from '#core/sla/calendar.ts'
import { calendarWords as words, weekdayWords } from '#core/words/rooms-terms.ts'
import type { CustomControl, CustomControlProps, ReadValue } from '#renderer/features/records/index.ts'
import { FormField } from '#renderer/ui/FormField.tsx'
import { hoursText, readHours } from './hours-text.ts'
import styles from './terms.module.css'

type Day = (typeof weekdays)[number]
type TypedWeek = Readonly<Record<Day, string>>
type Week = Readonly<Record<Day, readonly (readonly [string, string])[]>>

/** Opening hours of a week, as a field of a form. */
export const weeklyHours: CustomControl = { control: WeeklyHours, toTyped, fromTyped }

function WeeklyHours({ label, value, problem, problemPath = '', onChange }: CustomControlProps): React.JSX.Element {
  const week = value as TypedWeek
  const [day = ''] = problemPath.split('.')
  const alike = (): void => onChange({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon })
  return (
    <FormField label={label} hint={words.weeklyHint} problem={day === '' ? problem : undefined}>
      <div className={styles['week']} role="group" aria-label={label}>
        {weekdays.map((each) => (
          <div key={each} className={styles['day']}>
            <span aria-hidden>{weekdayWords[each]}</span>
            <TextInput
              size="xs"
              aria-label={words.hoursOf(weekdayWords[each])}
              placeholder={words.closed}
              value={week[each]}
              error={day === each ? problem : undefined}
              onChange={(event) => onChange({ ...week, [each]: event.currentTarget.value })}
            />
            <DayBar hours={week[each]} />
          </div>
        ))}
        <Button size="compact-xs" variant="subtle" onClick={alike} style={{ justifySelf: 'start' }}>
          {words.likeMonday}
        </Button>
      </div>
    </FormField>
  )
}

/** A day from midnight to midnight, open where it is coloured. */
function DayBar({ hours }: { hours: string }): React.JSX.Element {
  return (
    <svg className={styles['dayBar']} viewBox="0 0 1440 10" preserveAspectRatio="none" aria-hidden>
      <rect width="1440" height="10" rx="3" fill="var(--fx-line)" />
      {(readHours(hours) ?? []).map(([open, close]) => (
        <rect
          key={open}
          x={minutesOfTime(open)}
          width={Math.max(0, minutesOfTime(close) - minutesOfTime(open))}
          height="10"
          fill="var(--fx-active)"
        />
      ))}
    </svg>
  )
}

function toTyped(value: unknown): TypedWeek {
  const week = (value ?? {}) as Partial<Week>
  return Object.fromEntries(weekdays.map((day) => [day, hoursText(week[day] ?? [])])) as Record<Day, string>
}

function fromTyped(typed: unknown): ReadValue {
  const week = typed as TypedWeek
  const read: Partial<Record<Day, readonly (readonly [string, string])[]>> = {}
  for (const day of weekdays) {
    const hours = readHours(week[day])
    if (hours === null) return { problem: words.expectedHours, path: day }
    read[day] = hours
  }
  return { value: read }
}
