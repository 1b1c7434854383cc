import { describe, expect, it } from 'vitest'
import { describeFailure, readCases, runCases } from '#test/conformance/conformance.ts'
import { ownCases, sharedCases } from '#test/conformance/shared-cases.ts'

const shared = sharedCases('sla-cases.json')

describe('conformance', () => {
  it('own cases of sla come out as worked out by hand', () => {
    expect(runCases(readCases(ownCases('own-sla-cases.json'))).failed.flatMap(describeFailure)).toEqual([])
  })

  const title = 'facts from the tests of other systems come out as they say'
  it.skipIf(shared === null)(shared === null ? `${title} (skipped: ../shared/conformance is not beside this repository)` : title, () => {
    if (shared === null) return
    const report = runCases(readCases(shared))
    expect(report.failed.flatMap(describeFailure)).toEqual([])
    expect(report.passed).toBeGreaterThan(0)
  })

  it('counts what it has no adapter for, and what it can not read, as failed', () => {
    const report = runCases({
      cases: [
        { id: 'a', kind: 'tea_leaves', input: {}, expect: { fortune: true } },
        { id: 'b', kind: 'is_open', input: { at: 'yesterday' }, expect: { open: true } },
        { id: 'c', kind: 'is_open', input: { at: '2026-01-01T00:00:00Z' }, expect: { open: false } },
        { id: 'd', kind: 'is_open', input: { at: '2026-01-01T00:00:00Z' }, expect: { open: true } }
      ]
    })
    expect(report.passed).toBe(1)
    expect(report.failed.flatMap(describeFailure)).toEqual([
      'a: no adapter for kind tea_leaves',
      'b: expected {"open":true}, got expected an instant, got "yesterday"',
      'c: open expected false, got true'
    ])
  })
})
