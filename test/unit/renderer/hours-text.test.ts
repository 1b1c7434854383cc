// Opening hours as people type them, and as they are written back.
import { expect, test } from 'vitest'
import { hoursText, readHours } from '#renderer/features/terms/hours-text.ts'

test.each([
  ['9-17', '09:00–17:00'],
  ['13:00-17, 9–12', '09:00–12:00, 13:00–17:00'],
  ['0-24', '00:00–24:00'],
  ['8.30 to 12; 12.30 to 24', '08:30–12:00, 12:30–24:00'],
  ['', '']
])('%s is read as %s', (typed, written) => expect(hoursText(readHours(typed) ?? [['', 'not read']])).toBe(written))

test.each(['nine to five', '9-', '24-25', '9-25', '9:60-10', '9'])('%s is no time of opening', (typed) =>
  expect(readHours(typed)).toBeNull()
)
