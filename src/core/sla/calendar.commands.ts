// Keeping calendars: add, change, put away, bring back.

import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { type CalendarRow, calendar } from './calendar.entity.ts'
import { checkCalendar } from './calendar.rules.ts'

const closedWeek = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } satisfies CalendarRow['weekly']

/** `calendar.create` {name, weekly | alwaysOpen, …}. Refused when it never opens or its hours overlap. */
export const createCalendar = defineCreate({
  name: 'calendar.create',
  entity: calendar,
  requires: 'terms.edit',
  event: 'calendar.created',
  owner: 'organisation',
  required: ['name'],
  undo: 'calendar.archive',
  blank: ({ keys, now }): CalendarRow => ({
    ...keys,
    name: '',
    timeZone: null,
    alwaysOpen: false,
    weekly: closedWeek,
    holidayRegion: '',
    holidays: [],
    shifts: {},
    breaks: {},
    notes: '',
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  check: checkCalendar
})

/** `calendar.edit` {id, fields}. Refused when it would never open or its hours would overlap. */
export const editCalendar = defineEdit({
  name: 'calendar.edit',
  entity: calendar,
  requires: 'terms.edit',
  event: 'calendar.edited',
  check: ({ after }) => checkCalendar(after)
})

/** `calendar.archive` {id}. */
export const archiveCalendar = defineArchive({
  name: 'calendar.archive',
  entity: calendar,
  requires: 'terms.edit',
  event: 'calendar.archived',
  archives: true,
  undo: 'calendar.restore'
})

/** `calendar.restore` {id}. */
export const restoreCalendar = defineArchive({
  name: 'calendar.restore',
  entity: calendar,
  requires: 'terms.edit',
  event: 'calendar.restored',
  archives: false,
  undo: 'calendar.archive'
})
