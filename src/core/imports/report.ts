// The report of an import as a file that a spreadsheet opens: one line per problem with line, column, value and reason.

import { importReasonWords } from '../words/rooms-import.ts'
import type { ImportProblem } from './problem.ts'

/** The report as CSV text with a byte order mark, so that spreadsheets read its letters right. */
export function reportCsv(problems: readonly ImportProblem[]): string {
  const rows = problems.map((problem) => [
    String(problem.line),
    problem.column,
    problem.value,
    problem.severity === 'refused' ? 'refused' : 'note',
    reasonOf(problem)
  ])
  return `\uFEFF${[['line', 'column', 'value', 'outcome', 'reason'], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** The reason of a problem in words. */
export function reasonOf(problem: ImportProblem): string {
  const words = importReasonWords[problem.reason]
  return problem.detail === undefined ? words : `${words}: ${problem.detail}`
}

/** Quoted where needed; what a spreadsheet would take for a formula is disarmed. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
