// What the import room knows while a file is being brought in. It stands outside the components, so that leaving the room and coming
// back, or an error, loses nothing of what was answered.

import type { Analysis } from '#core/imports/analyse.ts'
import type { CsvFormat, CsvPreview } from '#core/imports/csv.ts'
import type { DateOrder } from '#core/imports/dates.ts'
import type { Mapping } from '#core/imports/mapping.ts'
import type { ClientChoice } from '#core/imports/plan.ts'
import type { ImportProblem } from '#core/imports/problem.ts'
import type { ImportTarget } from '#core/imports/targets.ts'
import { create } from 'zustand'

/** The chosen file, in memory. */
export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Everything that is asked, as far as it was answered. */
export interface Questions {
  readonly target: ImportTarget
  readonly mapping: Mapping
  /** Null: not known and not answered yet. */
  readonly order: DateOrder | null
  readonly zone: string
  readonly source: string
  readonly clientFrom: 'one' | 'column'
  readonly clientId: string | null
  readonly choices: Readonly<Record<string, ClientChoice>>
  readonly unknown: 'create' | 'refuse'
}

/** What a dry run found. */
export interface Trial {
  readonly calls: number
  /** Planned commands by wire name. */
  readonly counts: Readonly<Record<string, number>>
  readonly events: number
  readonly known: number
  readonly problems: readonly ImportProblem[]
  readonly refused: number
  readonly notes: number
}

/** How far the work at hand has come. `total` null: not known. */
export interface Advance {
  readonly done: number
  readonly total: number | null
  readonly startedAt: number
  readonly at: number
}

/** What a run came to. */
export interface Outcome {
  readonly done: number
  /** What came in, by the wire name of its command. */
  readonly counts: Readonly<Record<string, number>>
  readonly events: number
  /** Records that stood here already as the file has them. */
  readonly unchanged: number
  readonly refused: number
  readonly problems: readonly ImportProblem[]
  readonly stopped: boolean
}

export interface ImportState {
  readonly phase: 'empty' | 'reading' | 'questions' | 'trying' | 'tried' | 'running' | 'done'
  readonly file: ChosenFile | null
  readonly format: CsvFormat | null
  readonly preview: CsvPreview | null
  readonly analysis: Analysis | null
  readonly questions: Questions | null
  readonly trial: Trial | null
  readonly advance: Advance | null
  readonly outcome: Outcome | null
  /** What went wrong, in words; everything answered so far stays. */
  readonly failure: string | null
}

export const emptyImport: ImportState = {
  phase: 'empty',
  file: null,
  format: null,
  preview: null,
  analysis: null,
  questions: null,
  trial: null,
  advance: null,
  outcome: null,
  failure: null
}

export const useImportState = create<ImportState>(() => emptyImport)
