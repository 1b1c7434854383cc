// `npm test`: finds or fetches a browser, builds, runs every kind of test and ends with one plain line of counts. `npm test -- unit e2e` runs
// only those kinds. A kind that collects nothing is a failure: an empty suite must never look like a green one. What passed only when its file was
// run once more, alone, is named before the counts (second-run.mjs).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser, noBrowser } from './browser.mjs'
import { build, root, run } from './run.mjs'
import { afterSecondRun, failedFiles, kindsRunTwice, passedOnlyThen } from './second-run.mjs'

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

async function vitest(kind, files, report, chromium) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run('vitest', ['run', '--project', kind, ...reporters, ...files], { env: { CHROMIUM_PATH: chromium } })
  return { code, report: readReport(report) }
}

async function runKind(kind, folder, chromium) {
  let { code, report } = await vitest(kind, [], join(folder, `${kind}.json`), chromium)
  let onlyThen = []
  const failed = kindsRunTwice.includes(kind) ? failedFiles(report) : []
  if (failed.length > 0) {
    console.log(`Once more, alone: ${failed.map((file) => relative(root, file)).join(', ')}`)
    const again = await vitest(kind, [...failed, '--no-file-parallelism'], join(folder, `${kind}-again.json`), chromium)
    onlyThen = passedOnlyThen(report, again.report, root)
    report = afterSecondRun(report, again.report)
    code = again.code
  } else if (kindsRunTwice.includes(kind) && (report === null || code !== 0)) {
    console.log(`Once more: the ${kind} tests ended with ${code} although no test failed`)
    ;({ code, report } = await vitest(kind, [], join(folder, `${kind}-again.json`), chromium))
    if (report !== null && code === 0) onlyThen = [`all ${kind} tests, which had ended badly although none failed`]
  }
  const counts = countsOf(report, code)
  if (counts.problem !== null) console.error(`The ${kind} tests failed: ${counts.problem}.`)
  return { ...counts, onlyThen }
}

async function main(asked) {
  const unknown = asked.filter((kind) => !kinds.includes(kind))
  if (unknown.length > 0) return fail(`${unknown.join(', ')}: no such kind of test; there are ${kinds.join(', ')}.`)
  const chromium = await findBrowser()
  if (chromium === null) return fail(noBrowser)
  const built = await build({ isQuiet: true })
  if (built.code !== 0) return fail(`${built.output}\nThe build failed, so nothing was tested.`)
  const folder = mkdtempSync(join(tmpdir(), 'fixpoint-tests-'))
  const sum = { passed: 0, failed: 0, skipped: 0, onlyThen: [] }
  for (const kind of asked.length > 0 ? asked : kinds) {
    const counts = await runKind(kind, folder, chromium)
    for (const key of ['passed', 'failed', 'skipped']) sum[key] += counts[key]
    sum.onlyThen.push(...counts.onlyThen)
  }
  rmSync(folder, { recursive: true, force: true })
  return sum
}

function fail(sentence) {
  console.error(sentence)
  return { passed: 0, failed: 1, skipped: 0, onlyThen: [] }
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed, skipped, onlyThen } = await main(process.argv.slice(2))
  if (onlyThen.length > 0) console.log(`passed only at the second run: ${onlyThen.join('; ')}`)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
