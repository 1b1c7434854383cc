// Tests against running browsers, servers and processes depend on more than the code: a file that failed is run once more, alone. If it passes
// then, its tests count as passed and are named, so that what is weak is seen; if it fails again, it failed. Here: which files, and what both
// runs come to.
import { relative } from 'node:path'

/** Kinds of test whose failed files are run once more. */
export const kindsRunTwice = ['dom', 'contract', 'integration', 'browser', 'e2e']

const isFailed = ({ status, assertionResults }) => status === 'failed' || assertionResults.some((test) => test.status === 'failed')

/** Files of a report (null: none was written) in which something failed. */
export function failedFiles(report) {
  return report === null ? [] : report.testResults.filter(isFailed).map(({ name }) => name)
}

/** The first report with the files that were run again as the second one (null: none was written) found them. */
export function afterSecondRun(first, second) {
  const again = failedFiles(first)
  const found = (second?.testResults ?? []).filter(({ name }) => again.includes(name))
  const isThere = new Set(found.map(({ name }) => name))
  const testResults = first.testResults.map((file) => (isThere.has(file.name) ? found.find(({ name }) => name === file.name) : file))
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const count = (...states) => all.filter(({ status }) => states.includes(status)).length
  return {
    ...first,
    testResults,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending', 'skipped', 'disabled'),
    numTodoTests: count('todo')
  }
}

/** What failed first and passed then: its file and title, or the file alone where it could not be loaded. */
export function passedOnlyThen(first, second, root) {
  const passed = (second?.testResults ?? []).filter((file) => !isFailed(file))
  return first.testResults.filter(isFailed).flatMap((file) => {
    if (!passed.some(({ name }) => name === file.name)) return []
    const titles = file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
    const path = relative(root, file.name)
    return titles.length === 0 ? [path] : titles.map((title) => `${path} "${title}"`)
  })
}
