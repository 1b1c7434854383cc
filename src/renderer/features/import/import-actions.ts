// What the import room does: reads a file in slices, tries the plan out, runs it through the store's commands. Between slices the
// window gets its turn. A newer action makes an older one that still runs give up.

import { analyseFile } from '#core/imports/analyse.ts'
import { type CsvFormat, guessFormat, previewCsv } from '#core/imports/csv.ts'
import { foreignFile } from '#core/imports/foreign.ts'
import { guessMapping, guessTarget, type Mapping } from '#core/imports/mapping.ts'
import type { ImportTarget } from '#core/imports/targets.ts'
import type { ImportProfile } from '#core/organisation/import-profile.entity.ts'
import type { StoreClient } from '#store/client.ts'
import { foreignFileWords, importWords as words } from '#core/words/rooms-import.ts'
import { emptyImport, type Questions, useImportState } from './import-state.ts'
import { fittingProfile, settingsOf } from './profile.ts'
import { readRows } from './read-rows.ts'

const previewRows = 12
let turn = 0

/** Begins a piece of work; `isCurrent` turns false when another one begins. */
export function beginWork(): { readonly isCurrent: () => boolean } {
  turn += 1
  const mine = turn
  return { isCurrent: () => mine === turn }
}

/** Forgets the file and every answer. */
export function forgetFile(): void {
  beginWork()
  useImportState.setState(emptyImport)
}

/** Reads a chosen file and guesses everything that can be guessed. */
export async function openFile(client: StoreClient, file: File, zone: string): Promise<void> {
  const work = beginWork()
  useImportState.setState({ ...emptyImport, phase: 'reading' })
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const foreign = foreignFile(bytes)
    if (foreign !== null) {
      if (work.isCurrent()) useImportState.setState({ ...emptyImport, failure: words.notCsv(foreignFileWords[foreign]) })
      return
    }
    const format = guessFormat(bytes)
    const preview = previewCsv(bytes, format, previewRows)
    const guessed = guessTarget(preview.header, file.name).target
    const profile = fittingProfile(await readRows<ImportProfile>(client, { entity: 'import_profile' }), preview.header)
    if (!work.isCurrent()) return
    const target = profile?.target ?? guessed
    const questions = { ...firstQuestions(target, guessMapping(target, preview.header, profile?.mapping), zone), ...settingsOf(profile) }
    useImportState.setState({ file: { name: file.name, bytes }, format, preview, questions })
    await analyse(true)
  } catch (error) {
    if (work.isCurrent()) useImportState.setState({ ...emptyImport, failure: messageOf(error) })
  }
}

/** Reads the file another way. */
export async function changeFormat(format: CsvFormat): Promise<void> {
  const { file, questions } = useImportState.getState()
  if (file === null || questions === null) return
  const preview = previewCsv(file.bytes, format, previewRows)
  useImportState.setState({ format, preview, questions: { ...questions, mapping: guessMapping(questions.target, preview.header) } })
  await analyse()
}

/** Says what the file holds. */
export async function changeTarget(target: ImportTarget): Promise<void> {
  const { preview, questions } = useImportState.getState()
  if (preview === null || questions === null) return
  const source = questions.source === sourceOf(questions.target) ? sourceOf(target) : questions.source
  useImportState.setState({ questions: { ...questions, target, source, mapping: guessMapping(target, preview.header) } })
  await analyse()
}

/** Says what a column becomes; null: nothing. */
export async function changeColumn(column: number, key: string | null): Promise<void> {
  const { questions } = useImportState.getState()
  if (questions === null) return
  const others = Object.entries(questions.mapping).filter(([field, place]) => place !== column && field !== key)
  useImportState.setState({ questions: { ...questions, mapping: Object.fromEntries(key === null ? others : [...others, [key, column]]) } })
  await analyse()
}

/** Answers a question that needs no second reading of the file. */
export function answer(change: Partial<Questions>): void {
  const { questions } = useImportState.getState()
  if (questions !== null) useImportState.setState({ questions: { ...questions, ...change }, phase: 'questions', trial: null })
}

/** Gives the window its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** The words of an unexpected error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function analyse(isFirst = false): Promise<void> {
  const work = beginWork()
  const { file, format, questions } = useImportState.getState()
  if (file === null || format === null || questions === null) return
  useImportState.setState({ phase: 'reading', analysis: null, trial: null, outcome: null, failure: null })
  const reading = analyseFile(file.bytes, format, questions.target, questions.mapping)
  const startedAt = Date.now()
  for (;;) {
    const step = reading.next()
    if (!work.isCurrent()) return
    if (step.done) {
      const analysis = step.value
      // A file without rows is given back at once; one that is only read the wrong way keeps its answers.
      if (analysis.rows === 0 && isFirst) return useImportState.setState({ ...emptyImport, failure: words.noRows(file.name) })
      const order = analysis.dateOrder.sure ? analysis.dateOrder.order : null
      const mapped = 'client' in questions.mapping
      const now = useImportState.getState().questions ?? questions
      const asked = {
        ...now,
        order: now.order ?? order,
        clientFrom: mapped && now.clientId === null ? ('column' as const) : ('one' as const)
      }
      useImportState.setState({
        analysis,
        questions: asked,
        phase: 'questions',
        advance: null,
        failure: analysis.rows === 0 ? words.noRows(file.name) : null
      })
      return
    }
    useImportState.setState({ advance: { done: step.value, total: file.bytes.length, startedAt, at: Date.now() } })
    await breathe()
  }
}

function firstQuestions(target: ImportTarget, mapping: Mapping, zone: string): Questions {
  return { target, mapping, order: null, zone, source: sourceOf(target), clientFrom: 'one', clientId: null, choices: {}, unknown: 'create' }
}

function sourceOf(target: ImportTarget): string {
  return target === 'incident-log' ? 'servicenow' : 'file'
}
