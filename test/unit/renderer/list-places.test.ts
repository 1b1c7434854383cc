// Places of grouped lists: every heading takes one place, and rows keep their order.

import { fc } from '#test/support/cases.ts'
import { expect, test } from 'vitest'
import { placeOf, placeOfRow, totalPlaces } from '#renderer/ui/list-places.ts'

const groupsArbitrary = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })
  .map((counts) => counts.map((count, n) => ({ key: String(n), label: String(n), count })))

test('each row has exactly one place, and the place leads back to the row', () => {
  fc.assert(
    fc.property(groupsArbitrary, (groups) => {
      const total = groups.reduce((sum, group) => sum + group.count, 0)
      for (let row = 0; row < total; row++) expect(placeOf(placeOfRow(row, groups), groups)).toEqual({ kind: 'row', row })
      const places = Array.from({ length: totalPlaces(total, groups) }, (_, place) => placeOf(place, groups))
      expect(places.filter((place) => place.kind === 'group')).toHaveLength(groups.length)
      expect(places.flatMap((place) => (place.kind === 'row' ? [place.row] : []))).toEqual(Array.from({ length: total }, (_, row) => row))
    })
  )
})

test('a list without groups has a place per row', () => {
  expect(totalPlaces(3, undefined)).toBe(3)
  expect(placeOf(2, undefined)).toEqual({ kind: 'row', row: 2 })
  expect(placeOfRow(2, undefined)).toBe(2)
})
