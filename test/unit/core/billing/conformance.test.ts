import { describe, expect, it } from 'vitest'
import { describeFailure, runCases } from '#test/conformance/conformance.ts'
import { readCases } from '#test/conformance/format.ts'
import { ownCases, sharedCases } from '#test/conformance/shared-cases.ts'

const shared = sharedCases('billing-cases.json')

describe('conformance', () => {
  it('own cases of billing come out as worked out by hand', () => {
    expect(runCases(readCases(ownCases('own-billing-cases.json')), { strict: true }).failed.flatMap(describeFailure)).toEqual([])
  })

  const title = 'facts from the tests of other systems come out as they say'
  it.skipIf(shared === null)(shared === null ? `${title} (skipped: ../shared/conformance is not beside this repository)` : title, () => {
    if (shared === null) return
    const report = runCases(readCases(shared), { strict: true })
    expect(report.failed.flatMap(describeFailure)).toEqual([])
    expect(report.passed).toBeGreaterThan(0)
  })
})
