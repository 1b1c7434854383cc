// What the list of tickets asks the store, and how times and amounts of work are read and said.

import { expect, test } from 'vitest'
import { readMinutes } from '#renderer/features/timers/read-minutes.ts'
import { conditions, emptyQuery, isFiltered, listQuery, nobody, order } from '#renderer/features/tickets/ticket-filters.ts'
import { clockWords, durationWords, relativeWords } from '#renderer/ui/moments.ts'

const viewer = { personId: 'me', teamIds: ['a', 'b'], now: 60_000 }

test('the view of mine asks for what is given to me, not done and not archived', () => {
  expect(conditions(emptyQuery('mine'), viewer)).toEqual([
    { op: 'empty', field: 'archivedAt' },
    { op: 'notIn', field: 'status', values: ['resolved', 'closed'] },
    { op: 'is', field: 'assigneeId', value: 'me' }
  ])
})

test('breaching asks for open tickets whose warning time has come, the most pressing first', () => {
  expect(conditions(emptyQuery('breaching'), viewer)).toContainEqual({ op: 'below', field: 'dueWarnAt', value: 60_000 })
  expect(order(emptyQuery('breaching'))[0]).toEqual({ field: 'dueAt', direction: 'ascending' })
})

test('filters add to the view; nobody stands for no assignee', () => {
  const found = conditions({ ...emptyQuery('everything'), assigneeIds: [nobody, 'p'], tags: ['vip', 'update'] }, viewer)
  expect(found).toContainEqual({ op: 'in', field: 'assigneeId', values: [null, 'p'] })
  expect(found.filter((condition) => condition.op === 'has')).toHaveLength(2)
})

test('while words are typed the best hit comes first, not the newest', () => {
  expect(order({ ...emptyQuery('all'), words: ' printer ' })).toEqual([])
  expect(order(emptyQuery('all'))[0]).toEqual({ field: 'updatedAt', direction: 'descending' })
})

test('a kept view that an older or newer version wrote is read as far as it is understood', () => {
  const read = listQuery.parse({ view: 'mine', statuses: ['unheard-of'], words: 7, sort: 'up', later: true })
  expect(read).toEqual(emptyQuery('mine'))
  expect(isFiltered(read)).toBe(false)
})

test('worked time is read as minutes, as hours and minutes, and as hours', () => {
  expect(['45', '45 min', '1:30', '1.5 h', '2h'].map(readMinutes)).toEqual([45, 45, 90, 90, 120])
  expect(['', '0', 'soon', '1:75', '-5'].map(readMinutes)).toEqual([null, null, null, null, null])
})

test('ages are said as people say them', () => {
  const now = Date.UTC(2026, 5, 15, 12)
  expect(relativeWords(now - 30_000, now)).toBe('now')
  expect(relativeWords(now - 12 * 60_000, now)).toBe('12 min ago')
  expect(relativeWords(now - 3 * 3_600_000, now)).toBe('3 h ago')
  expect(relativeWords(now - 25 * 3_600_000, now)).toBe('yesterday')
})

test('durations and clocks are written out', () => {
  expect(durationWords(65)).toBe('1 h 05 min')
  expect(durationWords(7)).toBe('7 min')
  expect(clockWords(3_725_000)).toBe('1:02:05')
})
