// Runs the plan of a file against a desk: reads who is known, plans slice by slice, pushes in batches while the next ones are planned.

import { createDirectory, type Directory, type DirectoryRows } from '#core/imports/directory.ts'
import { planFile } from '#core/imports/plan-file.ts'
import type { ImportAnswers, PlannedCall } from '#core/imports/plan.ts'
import type { ImportProblem } from '#core/imports/problem.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import type { Outcome } from '#sync/protocol/push.ts'
import type { ReadFile } from './answers.ts'
import type { AnyRow, DeskConnection } from './desk-connection.ts'

/** What a run, or a dry run, came to. */
export interface ImportResult {
  /** Commands by wire name: planned in a dry run, taken by the desk in a run. */
  readonly counts: Readonly<Record<string, number>>
  readonly events: number
  /** Rows whose record stood there already as the file has it. */
  readonly unchanged: number
  readonly refused: number
  readonly problems: readonly ImportProblem[]
  readonly stopped: boolean
}

/** Hears of progress; answers false to stop after the batch at hand. */
export type OnProgress = (rowsRead: number, done: number) => boolean

/** Who is known at the desk, and its currency. */
export async function readKnown(desk: DeskConnection): Promise<{ readonly directory: Directory; readonly currency: string }> {
  const rows = await desk.readRows(['organisation', 'client', 'person', 'team', 'contact'])
  const of = (entity: string): readonly AnyRow[] => (rows.get(entity) ?? []).filter((row) => (row['archivedAt'] ?? null) === null)
  const [organisation] = of('organisation')
  return {
    // The desk's own documents, written by the same schemas.
    directory: createDirectory({
      clients: of('client'),
      people: of('person'),
      teams: of('team'),
      contacts: of('contact')
    } as unknown as DirectoryRows),
    currency: typeof organisation?.['currency'] === 'string' ? organisation['currency'] : 'EUR'
  }
}

const mostFlights = 4
const batchSize = 50

/** Runs the plan; `desk` null: a dry run. */
export async function runImport(
  file: ReadFile,
  answers: ImportAnswers,
  directory: Directory,
  desk: DeskConnection | null,
  onProgress: OnProgress
): Promise<ImportResult> {
  const tally = {
    counts: {} as Record<string, number>,
    events: 0,
    unchanged: 0,
    refused: 0,
    problems: [] as ImportProblem[],
    stopped: false
  }
  let done = 0
  const take = (calls: readonly PlannedCall[], outcomes: readonly Outcome[] | null): void => {
    for (const [place, call] of calls.entries()) {
      const outcome = outcomes?.[place] ?? null
      done += 1
      if (outcome?.type === 'applied' && outcome.unchanged) {
        tally.unchanged += 1
      } else if (outcome === null || outcome.type === 'applied') {
        tally.counts[call.name] = (tally.counts[call.name] ?? 0) + 1
        tally.events += Array.isArray(call.input['events']) ? call.input['events'].length : 0
      } else {
        tally.refused += 1
        tally.problems.push(refusedBy(call, outcome))
      }
    }
  }
  const waiting: PlannedCall[] = []
  const parked: PlannedCall[] = []
  // Four batches are on their way at a time: while the desk decides one, the next are planned, and those that wait are decided together.
  const flights: Promise<void>[] = []
  const send = async (batch: readonly PlannedCall[], isLastTry: boolean): Promise<void> => {
    const outcomes = desk === null ? null : await desk.push(batch.map(({ name, input }) => ({ name, input })))
    const isEarly = (place: number): boolean => !isLastTry && outcomes?.[place]?.type === 'parked'
    parked.push(...batch.filter((_, place) => isEarly(place)))
    take(
      batch.filter((_, place) => !isEarly(place)),
      outcomes?.filter((_, place) => !isEarly(place)) ?? null
    )
  }
  for (const slice of planFile(file.bytes, file.format, answers, { ...file, directory, lastLines: file.analysis.lastLines })) {
    tally.problems.push(...slice.problems)
    waiting.push(...slice.calls)
    const enough = slice.bytesRead === file.bytes.length ? 1 : batchSize
    while (!tally.stopped && waiting.length >= enough) {
      if (flights.length >= mostFlights) await flights.shift()
      flights.push(send(waiting.splice(0, batchSize), false))
      tally.stopped = !onProgress(slice.rowsRead, done)
    }
    if (tally.stopped) break
  }
  await Promise.all(flights)
  // A batch that overtook the one before it may have met rows that were not there yet.
  while (parked.length > 0) await send(parked.splice(0, batchSize), true)
  return tally
}

function refusedBy(call: PlannedCall, outcome: Exclude<Outcome, { type: 'applied' }>): ImportProblem {
  const detail =
    outcome.type === 'refused' ? refusalSentence(outcome.refusal as Parameters<typeof refusalSentence>[0]) : `${outcome.entity} isn't known`
  const value = outcome.type === 'refused' ? (outcome.refusal.field ?? '') : outcome.id
  return { line: call.line, column: '', value, reason: 'refused-by-desk', severity: 'refused', detail }
}
