// Calendars: when teams are there. Hours of the week, days that differ, public holidays of a region and closed days of one's own.

import { useMemo } from 'react'
import { minutesOfTime, weekdays } from '#core/sla/calendar.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import { calendarWords as words, termsWords } from '#core/words/rooms-terms.ts'
import { settingsParts } from '#core/words/rooms-settings.ts'
import { timeZones } from '#renderer/features/clients/index.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'
import { shortDuration } from '#renderer/ui/moments.ts'
import { closedDays } from './ClosedDays.tsx'
import { datedHours } from './DatedHours.tsx'
import { holidayRegions } from './holiday-regions.ts'
import { KeptPart } from './KeptPart.tsx'
import { weeklyHours } from './WeeklyHours.tsx'

const shifts = datedHours({ hint: words.shiftsHint, add: words.addShift, mayBeClosed: true })
const breaks = datedHours({ hint: words.breaksHint, add: words.addBreak, mayBeClosed: false })
const officeDay = [['09:00', '17:00']]
const officeWeek = { mon: officeDay, tue: officeDay, wed: officeDay, thu: officeDay, fri: officeDay, sat: [], sun: [] }

export function CalendarsPart(): React.JSX.Element {
  const fields = useMemo(() => calendarForm(), [])
  return (
    <KeptPart<CalendarRow>
      title={settingsParts.calendars}
      lead={words.lead}
      empty={words.empty}
      newLabel={words.new}
      entity="calendar"
      command="calendar"
      fields={fields}
      defaults={{ weekly: officeWeek }}
      noteOf={noteOf}
    />
  )
}

function noteOf(row: CalendarRow): string {
  const zone = row.timeZone === null ? words.siteZone : row.timeZone.replaceAll('_', ' ')
  return `${row.alwaysOpen ? words.dayAndNight : words.hoursAWeek(shortDuration(minutesAWeek(row)))} · ${zone}`
}

function minutesAWeek({ weekly }: CalendarRow): number {
  const stretches = weekdays.flatMap((day) => weekly[day])
  return stretches.reduce((sum, [open, close]) => sum + minutesOfTime(close) - minutesOfTime(open), 0)
}

const isClosable = (typed: Typed): boolean => typed['alwaysOpen'] !== true

function calendarForm(): readonly FormFieldSpec[] {
  return [
    { name: 'name', label: termsWords.name, kind: 'line', required: true, half: true },
    { name: 'timeZone', label: words.timeZone, kind: 'choice', half: true, choices: timeZones(), placeholder: words.siteZone },
    { name: 'alwaysOpen', label: words.alwaysOpen, kind: 'boolean' },
    { name: 'weekly', label: words.weekly, kind: 'custom', when: isClosable, custom: weeklyHours, group: words.groups.hours },
    {
      name: 'holidayRegion',
      label: words.region,
      kind: 'choice',
      when: isClosable,
      choices: holidayRegions(),
      placeholder: words.noRegion,
      group: words.groups.exceptions
    },
    { name: 'holidays', label: words.holidays, kind: 'custom', when: isClosable, custom: closedDays },
    { name: 'shifts', label: words.shifts, kind: 'custom', when: isClosable, custom: shifts },
    { name: 'breaks', label: words.breaks, kind: 'custom', when: isClosable, custom: breaks },
    { name: 'notes', label: termsWords.notes, kind: 'text' }
  ]
}
