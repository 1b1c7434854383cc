// npm run conformance -- [--strict] FILE …: runs files of conformance cases, prints each deviation and, last, "N passed, N failed".
// Ends with code 1 when a case failed, with code 2 when a file can't be read; such a file counts as one failure.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describeFailure, runCases } from './conformance.ts'
import { readCases } from './format.ts'

function main(args: readonly string[]): number {
  const strict = args.includes('--strict')
  const paths = args.filter((arg) => arg !== '--strict')
  if (paths.length === 0) {
    process.stderr.write('Usage: npm run conformance -- [--strict] FILE …\n')
    return 2
  }
  let passed = 0
  let failed = 0
  let unreadable = 0
  const lines: string[] = []
  for (const path of paths) {
    try {
      const report = runCases(readCases(placeOf(path)), { strict })
      const prefix = paths.length > 1 ? `${path}: ` : ''
      for (const line of [...report.notes, ...report.failed.flatMap(describeFailure)]) lines.push(prefix + line)
      passed += report.passed
      failed += report.failed.length
    } catch (error) {
      lines.push(error instanceof Error ? error.message : String(error))
      unreadable += 1
    }
  }
  lines.push(`${passed} passed, ${failed + unreadable} failed`)
  process.stdout.write(`${lines.join('\n')}\n`)
  if (unreadable > 0) return 2
  return failed === 0 ? 0 : 1
}

/** npm runs scripts at the root of the package: a path may be meant from where npm was called. */
function placeOf(path: string): string {
  const called = resolve(process.env['INIT_CWD'] ?? '.', path)
  return existsSync(path) || !existsSync(called) ? path : called
}

process.exitCode = main(process.argv.slice(2))
