// Closed days that no public holiday says: the company's own, once or every year.

import { Checkbox, TextInput } from '@mantine/core'
import type { HolidayRule } from '#core/sla/calendar.ts'
import { calendarWords as words } from '#core/words/rooms-terms.ts'
import { type CustomControl, type CustomControlProps, EditableLines, type ReadValue } from '#renderer/features/records/index.ts'

/** Closed days by hand, as a field of a form. An empty last day means one day. */
export const closedDays: CustomControl = { control: ClosedDays, toTyped: (value) => value ?? [], fromTyped }

function ClosedDays({ label, value, problem, problemPath = '', onChange }: CustomControlProps): React.JSX.Element {
  const [faulty = '', part = ''] = problemPath.split('.')
  return (
    <EditableLines
      label={label}
      add={words.addHoliday}
      lines={value as readonly HolidayRule[]}
      blank={{ name: '', from: '', to: '', everyYear: false }}
      nameOf={(line) => line.name}
      problem={problem}
      onChange={onChange}
    >
      {(line, change, place) => (
        <>
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            aria-label={words.holidayName}
            placeholder={words.holidayName}
            value={line.name}
            error={faulty === String(place) && part === 'name'}
            onChange={(event) => change({ ...line, name: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            w={136}
            aria-label={words.from}
            value={line.from}
            error={faulty === String(place) && part === 'from'}
            onChange={(event) => change({ ...line, from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            w={136}
            aria-label={words.to}
            value={line.to}
            error={faulty === String(place) && part === 'to'}
            onChange={(event) => change({ ...line, to: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            label={words.everyYear}
            checked={line.everyYear}
            onChange={(event) => change({ ...line, everyYear: event.currentTarget.checked })}
          />
        </>
      )}
    </EditableLines>
  )
}

function fromTyped(typed: unknown): ReadValue {
  const rules: HolidayRule[] = []
  for (const [place, line] of (typed as readonly HolidayRule[]).entries()) {
    const name = line.name.trim()
    if (name === '' && line.from === '') continue
    if (name === '' || line.from === '')
      return { problem: words.expectedHoliday, path: `${String(place)}.${name === '' ? 'name' : 'from'}` }
    rules.push({ ...line, name, to: line.to === '' ? line.from : line.to })
  }
  return { value: rules }
}
