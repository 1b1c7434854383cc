// Drives a planner over a whole file, slice by slice, so that whoever runs it can breathe, show progress and stop in between.

import { cellBeyond, type CsvFormat, type CsvRow, csvSlices } from './csv.ts'
import { createPlanner, type ImportAnswers, type PlanContext, type PlannedCall } from './plan.ts'
import { type ImportProblem, problemAt } from './problem.ts'

/** One slice of the plan. `rowsRead` counts from the beginning, header left out. */
export interface PlanSlice {
  readonly calls: readonly PlannedCall[]
  readonly problems: readonly ImportProblem[]
  readonly rowsRead: number
  readonly bytesRead: number
}

const sliceRows = 2000

/** Plans the file. Calls of a slice depend only on those of slices before, so they can be run as they come. */
export function* planFile(bytes: Uint8Array, format: CsvFormat, answers: ImportAnswers, context: PlanContext): Generator<PlanSlice> {
  const planner = createPlanner(answers, context)
  const lastMapped = Math.max(-1, ...Object.values(answers.mapping))
  let rowsRead = -1
  for (const slice of csvSlices(bytes, format)) {
    const problems: ImportProblem[] = slice.damage.map(({ line, problem }) =>
      problemAt(line, '', '', problem, problem === 'quote-not-closed' ? 'refused' : 'note')
    )
    let calls: PlannedCall[] = []
    for (const row of slice.rows) {
      rowsRead += 1
      if (rowsRead === 0) continue
      const ragged = raggedness(row, context.header, lastMapped)
      if (ragged !== null) problems.push(ragged)
      if (ragged?.severity !== 'refused') {
        const step = planner.add(row)
        calls.push(...step.calls)
        problems.push(...step.problems)
      }
      if (rowsRead % sliceRows !== 0) continue
      yield { calls, problems: problems.splice(0), rowsRead, bytesRead: slice.bytesRead }
      calls = []
    }
    yield { calls, problems, rowsRead: Math.max(0, rowsRead), bytesRead: slice.bytesRead }
  }
}

/** A row with more cells than the header has them in the wrong columns, so it stays out; one that ends early is taken as it is. */
function raggedness(row: CsvRow, header: readonly string[], lastMapped: number): ImportProblem | null {
  const { cells, line } = row
  const beyond = cellBeyond(row, header.length)
  if (beyond !== null) return problemAt(line, '', beyond, 'too-many-cells')
  return cells.length <= lastMapped ? problemAt(line, header[cells.length] ?? '', '', 'too-few-cells', 'note') : null
}
