// The doors together: at least 100,000 hostile cases in every run.

import { expect, test } from 'vitest'
import { hostileCases } from '#test/support/hostile/doors.ts'

test('at least 100,000 hostile cases go through the doors in every run', () => {
  const sum = Object.values(hostileCases).reduce((all, cases) => all + cases, 0)
  expect(sum).toBeGreaterThanOrEqual(100_000)
})
