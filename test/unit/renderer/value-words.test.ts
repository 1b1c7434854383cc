// Values of a history as people read them: never the form in which a machine keeps them.

import { expect, test } from 'vitest'
import { valueWords } from '#renderer/features/records/value-words.ts'

test('a value with fields of its own is named, or told by what is filled in, and never shown as a machine keeps it', () => {
  expect(valueWords({ bic: '', city: 'Dublin', name: 'Yarrow Academy' })).toBe('Yarrow Academy')
  expect(valueWords({ basisPoints: 300, everyMonths: 12, from: '2027-04-18' })).toBe('300, 12, 2027-04-18')
  expect(valueWords({ bic: '', tags: [] })).toBe('Not set')
  expect(valueWords(Array.from({ length: 12 }, (_, place) => ({ id: String(place) })))).toBe('12 entries')
  expect(valueWords([{ name: 'A' }, { name: 'B' }])).toBe('A, B')
  expect(valueWords({ mon: [['08:30', '17:30']], sat: [] })).toBe('08:30, 17:30')
})
