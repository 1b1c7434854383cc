// Hours of single dates: days with other hours than the week's, and stretches in which an open day is closed.

import { TextInput } from '@mantine/core'
import type { OpeningInterval } from '#core/sla/calendar.ts'
import { calendarWords as words, termsWords } from '#core/words/rooms-terms.ts'
import { type CustomControl, type CustomControlProps, EditableLines, type ReadValue } from '#renderer/features/records/index.ts'
import { hoursText, readHours } from './hours-text.ts'

interface TypedDate {
  readonly date: string
  readonly hours: string
}

/** Hours by date, as a field of a form. `mayBeClosed`: an empty line closes the day. */
export function datedHours(options: { readonly hint: string; readonly add: string; readonly mayBeClosed: boolean }): CustomControl {
  const control = (props: CustomControlProps): React.JSX.Element => <DatedHours {...props} {...options} />
  return { control, toTyped, fromTyped: (typed) => fromTyped(typed, options.mayBeClosed) }
}

interface DatedHoursProps extends CustomControlProps {
  readonly hint: string
  readonly add: string
  readonly mayBeClosed: boolean
}

function DatedHours({ label, value, problem, problemPath = '', hint, add, mayBeClosed, onChange }: DatedHoursProps): React.JSX.Element {
  const lines = value as readonly TypedDate[]
  return (
    <EditableLines
      label={label}
      hint={hint}
      add={add}
      lines={lines}
      blank={{ date: '', hours: '' }}
      nameOf={(line) => line.date}
      problem={problem}
      onChange={onChange}
    >
      {(line, change, place) => {
        const faulty = problemPath === String(place) || (line.date !== '' && problemPath.startsWith(line.date))
        return (
          <>
            <TextInput
              size="xs"
              type="date"
              w={144}
              aria-label={words.date}
              value={line.date}
              error={faulty && line.date === ''}
              onChange={(event) => change({ ...line, date: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label={`${words.hours}, ${line.date === '' ? termsWords.new : line.date}`}
              placeholder={mayBeClosed ? words.closed : words.hours}
              value={line.hours}
              error={faulty && line.date !== ''}
              onChange={(event) => change({ ...line, hours: event.currentTarget.value })}
            />
          </>
        )
      }}
    </EditableLines>
  )
}

function toTyped(value: unknown): readonly TypedDate[] {
  const dates = Object.entries((value ?? {}) as Readonly<Record<string, readonly OpeningInterval[]>>)
  return dates.sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, hours]) => ({ date, hours: hoursText(hours) }))
}

function fromTyped(typed: unknown, mayBeClosed: boolean): ReadValue {
  const read: Record<string, readonly OpeningInterval[]> = {}
  for (const [place, line] of (typed as readonly TypedDate[]).entries()) {
    if (line.date === '' && line.hours.trim() === '') continue
    if (line.date === '' || line.date in read) return { problem: words.expectedDate, path: String(place) }
    const hours = readHours(line.hours)
    if (hours === null || (hours.length === 0 && !mayBeClosed)) return { problem: words.expectedHours, path: line.date }
    read[line.date] = hours
  }
  return { value: read }
}
