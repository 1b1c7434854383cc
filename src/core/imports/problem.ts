// What an import has to say about a line. `refused`: the row did not come in. `note`: it came in, but something of it couldn't be kept as it was.

import type { CsvDamage } from './csv.ts'
import type { ValueProblem } from './values.ts'

/** Every reason. Words for each stand in core/words/rooms-import.ts. */
export type ImportReason =
  | ValueProblem
  | CsvDamage['problem']
  | 'no-client'
  | 'unknown-client'
  | 'unknown-person'
  | 'unknown-team'
  | 'no-key'
  | 'made-by-hand'
  | 'unknown-state'
  | 'too-many-steps'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'twice'
  | 'refused-by-desk'

/** One line of the report. `column` is the file's own header, '' where the whole row is meant. */
export interface ImportProblem {
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: ImportReason
  readonly severity: 'refused' | 'note'
  /** More in words, such as the refusal of a command. */
  readonly detail?: string
}

/** Builds a problem of a cell. */
export function problemAt(
  line: number,
  column: string,
  value: string,
  reason: ImportReason,
  severity: ImportProblem['severity'] = 'refused'
): ImportProblem {
  return { line, column, value: value.length > 200 ? `${value.slice(0, 199)}…` : value, reason, severity }
}
