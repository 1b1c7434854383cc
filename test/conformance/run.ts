// npm run conformance -- FILE …: runs files of conformance cases, prints each deviation and, last, "N passed, N failed".
// Ends with code 1 when a case failed, with code 2 when a file can't be read.

import { describeFailure, readCases, runCases } from './conformance.ts'

function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    process.stderr.write('Usage: npm run conformance -- FILE …\n')
    return 2
  }
  let passed = 0
  let failed = 0
  for (const path of paths) {
    const report = runCases(readCases(path))
    for (const failure of report.failed) {
      for (const line of describeFailure(failure)) process.stdout.write(`${line}\n`)
    }
    passed += report.passed
    failed += report.failed.length
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
