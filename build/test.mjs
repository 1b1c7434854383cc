// `npm test`: finds or fetches a browser, builds, runs every kind of test and ends with one plain line of counts. `npm test -- unit e2e` runs
// only those kinds. A kind that collects nothing is a failure: an empty suite must never look like a green one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, noBrowser } from './browser.mjs'
import { build, run } from './run.mjs'

const kinds = ['unit', 'dom', 'contract', 'integration', 'browser', 'e2e']

/** Counts of one kind, from Vitest's JSON report (null: it wrote none) and its exit code. */
export function countsOf(report, code) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0, problem: 'it ended without a report' }
  const passed = report.numPassedTests
  const skipped = report.numPendingTests + report.numTodoTests
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  const failed = report.numFailedTests + broken.length
  if (passed + failed + skipped === 0) return { passed, failed: 1, skipped, problem: 'it collected no tests' }
  if (code !== 0 && failed === 0) return { passed, failed: 1, skipped, problem: `it ended with ${code} although no test failed` }
  return { passed, failed, skipped, problem: null }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function runKind(kind, folder, chromium) {
  const file = join(folder, `${kind}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run('vitest', ['run', '--project', kind, ...reporters], { env: { CHROMIUM_PATH: chromium } })
  const counts = countsOf(readReport(file), code)
  if (counts.problem !== null) console.error(`The ${kind} tests failed: ${counts.problem}.`)
  return counts
}

async function main(asked) {
  const unknown = asked.filter((kind) => !kinds.includes(kind))
  if (unknown.length > 0) return fail(`${unknown.join(', ')}: no such kind of test; there are ${kinds.join(', ')}.`)
  const chromium = await findBrowser()
  if (chromium === null) return fail(noBrowser)
  const built = await build({ isQuiet: true })
  if (built.code !== 0) return fail(`${built.output}\nThe build failed, so nothing was tested.`)
  const folder = mkdtempSync(join(tmpdir(), 'fixpoint-tests-'))
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const kind of asked.length > 0 ? asked : kinds) {
    const counts = await runKind(kind, folder, chromium)
    for (const key of Object.keys(sum)) sum[key] += counts[key]
  }
  rmSync(folder, { recursive: true, force: true })
  return sum
}

function fail(sentence) {
  console.error(sentence)
  return { passed: 0, failed: 1, skipped: 0 }
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed, skipped } = await main(process.argv.slice(2))
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
