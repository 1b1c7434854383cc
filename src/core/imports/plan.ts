// Turns rows of a file into commands, pure: the same file, answers and directory always give the same commands, and their ids come from
// the source, so a second run finds what the first one made. Nothing is written here; a dry run is a plan that nobody runs.

import type { CsvRow } from './csv.ts'
import type { Directory } from './directory.ts'
import { createIncidentPlanner } from './incident-log.ts'
import type { Mapping } from './mapping.ts'
import type { ImportProblem } from './problem.ts'
import { createRecordPlanner } from './plan-records.ts'
import type { ImportTarget } from './targets.ts'
import type { ValueSettings } from './values.ts'

/** What becomes of a client's name that isn't known: taken in as a new client, meant for a known one, or refused. */
export type ClientChoice =
  | { readonly type: 'create' }
  | { readonly type: 'existing'; readonly clientId: string }
  | { readonly type: 'refuse' }

/** Whose records these are: one client's, or the client that each row's column names (choices by the name as it stands in the file). */
export type ClientAnswer =
  | { readonly type: 'one'; readonly clientId: string }
  | { readonly type: 'column'; readonly choices: Readonly<Record<string, ClientChoice>>; readonly unknown: 'create' | 'refuse' }

/** Everything that was asked before a run. */
export interface ImportAnswers extends ValueSettings {
  readonly target: ImportTarget
  readonly mapping: Mapping
  /** Names where the rows come from: part of every id, so the same name must be given again to update. */
  readonly source: string
  readonly client: ClientAnswer
  readonly currency: string
}

/** One command of the plan. `line` is the row it comes from. */
export interface PlannedCall {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly line: number
}

/** What some rows came to. */
export interface PlanStep {
  readonly calls: readonly PlannedCall[]
  readonly problems: readonly ImportProblem[]
}

/** Takes the rows of a file one after another. */
export interface Planner {
  /** The next row, header left out. */
  add(row: CsvRow): PlanStep
}

/** What an incident log needs to know beforehand: the last line of each incident. */
export interface PlanContext {
  readonly header: readonly string[]
  readonly directory: Directory
  readonly lastLines: ReadonlyMap<string, number>
}

/** Makes the planner for the answers. */
export function createPlanner(answers: ImportAnswers, context: PlanContext): Planner {
  return answers.target === 'incident-log' ? createIncidentPlanner(answers, context) : createRecordPlanner(answers, context)
}
