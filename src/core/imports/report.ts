// The report of an import as a file that a spreadsheet opens: one line per problem with line, column, value and reason.

import { csvTable } from '../documents/csv-cells.ts'
import { importReasonWords } from '../words/rooms-import.ts'
import type { ImportProblem } from './problem.ts'

/** The report as CSV text with a byte order mark, so that spreadsheets read its letters right. */
export function reportCsv(problems: readonly ImportProblem[]): string {
  const rows = problems.map((problem) => [
    problem.line,
    problem.column,
    problem.value,
    problem.severity === 'refused' ? 'refused' : 'note',
    reasonOf(problem)
  ])
  return csvTable(['line', 'column', 'value', 'outcome', 'reason'], rows, true)
}

/** The reason of a problem in words. */
export function reasonOf(problem: ImportProblem): string {
  const words = importReasonWords[problem.reason]
  return problem.detail === undefined ? words : `${words}: ${problem.detail}`
}
