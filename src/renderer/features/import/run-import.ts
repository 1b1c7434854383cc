// Tries a plan out and runs it. The run goes through the store's commands in small lots, so it works offline, can be stopped between
// two lots, and what came in until then stays.

import { createDirectory, type Directory } from '#core/imports/directory.ts'
import { planFile } from '#core/imports/plan-file.ts'
import type { ImportAnswers, PlannedCall } from '#core/imports/plan.ts'
import type { ImportProblem } from '#core/imports/problem.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { ImportProfile } from '#core/organisation/import-profile.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { Team } from '#core/organisation/team.entity.ts'
import { importedId } from '#core/records/import-record.ts'
import type { StoreClient } from '#store/client.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { beginWork, breathe, messageOf } from './import-actions.ts'
import { type ImportState, type Questions, useImportState } from './import-state.ts'
import { fittingProfile, profileInput } from './profile.ts'
import { countKnown, readRows } from './read-rows.ts'

const lot = 200
const keptProblems = 50_000

/** Plans everything and counts, without writing. */
export async function tryOut(client: StoreClient, currency: string, minorDigits: number): Promise<void> {
  const work = beginWork()
  const ready = readyState(useImportState.getState(), currency, minorDigits)
  if (ready === null) return
  useImportState.setState({ phase: 'trying', failure: null, trial: null })
  try {
    const counts: Record<string, number> = {}
    const ids = new Map<string, string[]>()
    const problems: ImportProblem[] = []
    let calls = 0
    let events = 0
    for (const slice of planFile(ready.bytes, ready.format, ready.answers, { ...ready, directory: await readDirectory(client) })) {
      if (!work.isCurrent()) return
      for (const call of slice.calls) {
        calls += 1
        counts[call.name] = (counts[call.name] ?? 0) + 1
        events += eventsOf(call)
        noteId(ids, call)
      }
      problems.push(...slice.problems.slice(0, keptProblems - problems.length))
      useImportState.setState({ advance: { done: slice.bytesRead, total: ready.bytes.length, startedAt: 0, at: 0 } })
      await breathe()
    }
    let known = 0
    for (const [entity, list] of ids) known += await countKnown(client, entity, list)
    if (!work.isCurrent()) return
    const refused = new Set(problems.filter((problem) => problem.severity === 'refused').map((problem) => problem.line)).size
    const notes = problems.filter((problem) => problem.severity === 'note').length
    useImportState.setState({ phase: 'tried', advance: null, trial: { calls, counts, events, known, problems, refused, notes } })
  } catch (error) {
    if (work.isCurrent()) useImportState.setState({ phase: 'questions', advance: null, failure: messageOf(error) })
  }
}

/** Runs the plan. `stopImport` ends it after the lot at hand. */
export async function runImport(client: StoreClient, currency: string, minorDigits: number): Promise<void> {
  const work = beginWork()
  const state = useImportState.getState()
  const ready = readyState(state, currency, minorDigits)
  if (ready === null || state.trial === null) return
  const total = state.trial.calls
  const startedAt = Date.now()
  const tally: Tally = { done: 0, unchanged: 0, refused: 0, counts: {}, events: 0, problems: [] }
  useImportState.setState({ phase: 'running', failure: null, advance: { done: 0, total, startedAt, at: startedAt } })
  const advance = (): void =>
    useImportState.setState({ advance: { done: tally.done + tally.unchanged + tally.refused, total, startedAt, at: Date.now() } })
  try {
    for (const slice of planFile(ready.bytes, ready.format, ready.answers, { ...ready, directory: await readDirectory(client) })) {
      tally.problems.push(...slice.problems.slice(0, keptProblems - tally.problems.length))
      for (let start = 0; start < slice.calls.length && work.isCurrent(); start += lot) {
        await runLot(client, slice.calls.slice(start, start + lot), tally)
        if (work.isCurrent()) advance()
      }
      if (!work.isCurrent()) break
    }
    if (work.isCurrent()) await keepProfile(client, ready.header, ready.questions)
    useImportState.setState({ phase: 'done', advance: null, outcome: { ...tally, stopped: !work.isCurrent() } })
  } catch (error) {
    const outcome = { ...tally, stopped: true }
    useImportState.setState({ phase: 'done', advance: null, outcome, failure: messageOf(error) })
  }
}

/** Stops the run after the lot at hand. */
export function stopImport(): void {
  beginWork()
}

interface Tally {
  done: number
  unchanged: number
  counts: Record<string, number>
  events: number
  refused: number
  problems: ImportProblem[]
}

async function runLot(client: StoreClient, calls: readonly PlannedCall[], tally: Tally): Promise<void> {
  const results = await client.request('runMany', { calls: calls.map(({ name, input }) => ({ name, input })) })
  for (const [place, result] of results.entries()) {
    const call = calls[place]
    if (call === undefined) continue
    if (result.ok && result.unchanged) {
      tally.unchanged += 1
    } else if (result.ok) {
      tally.done += 1
      tally.counts[call.name] = (tally.counts[call.name] ?? 0) + 1
      tally.events += eventsOf(call)
    } else {
      tally.refused += 1
      const { line } = call
      const { field = '' } = result.refusal
      tally.problems.push({
        line,
        column: '',
        value: field,
        reason: 'refused-by-desk',
        severity: 'refused',
        detail: refusalSentence(result.refusal)
      })
    }
  }
}

async function keepProfile(client: StoreClient, header: readonly string[], questions: Questions): Promise<void> {
  const known = fittingProfile(await readRows<ImportProfile>(client, { entity: 'import_profile' }), header)
  const id = known?.target === questions.target ? known.id : null
  await client.request('run', { name: 'import-profile.save', input: profileInput(id, header, questions) })
}

function readyState(state: ImportState, currency: string, minorDigits: number) {
  const { file, format, preview, analysis, questions } = state
  if (file === null || format === null || preview === null || analysis === null || questions === null) return null
  const { clientFrom, clientId, choices, unknown, order, ...rest } = questions
  const client: ImportAnswers['client'] =
    clientFrom === 'one' ? { type: 'one', clientId: clientId ?? '' } : { type: 'column', choices, unknown }
  const answers: ImportAnswers = { ...rest, order: order ?? 'day-first', client, currency, minorDigits }
  return { bytes: file.bytes, format, answers, questions, header: preview.header, lastLines: analysis.lastLines }
}

async function readDirectory(client: StoreClient): Promise<Directory> {
  const notArchived = [{ op: 'empty' as const, field: 'archivedAt' }]
  return createDirectory({
    clients: await readRows<Client>(client, { entity: 'client', where: notArchived }),
    people: await readRows<Person>(client, { entity: 'person' }),
    teams: await readRows<Team>(client, { entity: 'team', where: notArchived }),
    contacts: await readRows<Contact>(client, { entity: 'contact', where: notArchived })
  })
}

function eventsOf(call: PlannedCall): number {
  const { events } = call.input
  return Array.isArray(events) ? events.length : 0
}

function noteId(ids: Map<string, string[]>, call: PlannedCall): void {
  const entity = call.name.slice('import.'.length)
  const list = ids.get(entity) ?? []
  ids.set(entity, list)
  list.push(importedId(entity, String(call.input['source']), String(call.input['key'])))
}
