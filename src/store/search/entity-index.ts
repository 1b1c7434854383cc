// Full-text search over the rows of one entity: ranked, by beginnings and forgiving typing errors. The index fills in slices; rows
// that are not in it yet are scanned. Invariant: `find` sees every change that was told before, built or not.

import type { Doc } from '#core/kernel/execute.ts'
import { sortPlaces } from '#store/live/number-sort.ts'
import type { RowChange } from '#store/live/row-source.ts'
import { createPostings, type Postings } from './postings.ts'
import { fieldText, rowText } from './search-text.ts'
import { foldText, wordsOf } from './words.ts'

/** A found row. */
export interface Match {
  readonly id: string
  readonly score: number
}

/** Index of one entity. */
export interface EntityIndex {
  /** Rows that contain the words, best first, at most `limit`. */
  find(words: string, limit: number): Match[]
  /** All rows that contain the words, best first, themselves. */
  rows(words: string): Doc[]
  /** Takes changed rows; null: all of them anew. */
  change(changes: readonly RowChange[] | null): void
  /** Builds on for a slice; true when it is complete. */
  fill(until: () => boolean): boolean
}

/** Where an index reads the rows of its entity. */
export interface IndexedRows {
  all(): Iterable<Doc>
  get(id: string): Doc | null
}

/** Rows that are put into the index between two looks at the clock. */
const batch = 25
/** With more words than this nobody finds more. */
const mostWords = 12
/** When half of the index is removed rows, it is built anew. */
const mostWaste = 0.5

interface State {
  readonly fields: readonly string[]
  readonly rows: IndexedRows
  postings: Postings
  /** Row number of each id, and the row as it stands in the index. */
  readonly numbers: Map<string, number>
  readonly indexed: (Doc | undefined)[]
  /** Rows still to be put in; null: not begun, or done. */
  waiting: Iterator<string> | null
  complete: boolean
}

/** Makes an empty index over the searched `fields`, most telling first. */
export function createEntityIndex(fields: readonly string[], rows: IndexedRows): EntityIndex {
  const state: State = { fields, rows, postings: createPostings(), numbers: new Map(), indexed: [], waiting: null, complete: false }
  return {
    find: (words, limit) => find(state, words, limit),
    rows: (words) => rowsWith(state, words),
    fill: (until) => fill(state, until),
    change: (changes) => {
      if (changes === null) {
        // What is indexed already is compared, not thrown away: a first sync says so once for each of its many steps.
        state.waiting = null
        state.complete = false
      } else for (const change of changes) place(state, change.id, change.after)
    }
  }
}

/** A row that changes before its first turn is left to that turn, which reads it as it is by then. */
function place(state: State, id: string, row: Doc | null): void {
  if (state.complete || state.numbers.has(id)) replace(state, id, row)
}

/** Brings one row of the index up to date; text that stayed the same costs nothing. */
function replace(state: State, id: string, row: Doc | null): void {
  const number = state.numbers.get(id)
  const before = number === undefined ? undefined : state.indexed[number]
  if (number !== undefined && before && row && isSameText(before, row, state.fields)) {
    state.indexed[number] = row
    return
  }
  if (number !== undefined) {
    state.postings.remove(number)
    state.indexed[number] = undefined
    state.numbers.delete(id)
  }
  if (row) put(state, row)
}

function put(state: State, row: Doc): void {
  const number = state.postings.add(state.fields.map((field) => wordsOf(fieldText(row, field))))
  state.numbers.set(row.id, number)
  state.indexed[number] = row
}

function isSameText(a: Doc, b: Doc, fields: readonly string[]): boolean {
  return fields.every((field) => a[field] === b[field] || fieldText(a, field) === fieldText(b, field))
}

function fill(state: State, until: () => boolean): boolean {
  if (state.complete && state.postings.waste() < mostWaste) return true
  if (state.complete) clear(state)
  state.waiting ??= Array.from(state.rows.all(), (row) => row.id).values()
  do {
    for (let count = 0; count < batch; count++) {
      const next = state.waiting.next()
      if (next.done) return finish(state)
      replace(state, next.value, state.rows.get(next.value))
    }
  } while (!until())
  return false
}

/** Takes rows that came after the list was made, and drops those that are gone. */
function finish(state: State): true {
  for (const row of state.rows.all()) if (!state.numbers.has(row.id)) put(state, row)
  for (const id of state.numbers.keys()) if (!state.rows.get(id)) replace(state, id, null)
  state.complete = true
  state.waiting = null
  return true
}

function clear(state: State): void {
  state.postings = createPostings()
  state.numbers.clear()
  state.indexed.length = 0
  state.complete = false
}

function find(state: State, text: string, limit: number): Match[] {
  const words = wordsOf(text).slice(0, mostWords)
  if (words.length === 0) return []
  const { rows, scores } = state.postings.find(words)
  const matches = state.complete ? best(state, rows, scores, limit) : [...best(state, rows, scores, limit), ...scan(state, words)]
  return state.complete ? matches : matches.sort((a, b) => b.score - a.score).slice(0, limit)
}

/** Once the index is complete it holds each row as it is, so that nobody has to be asked for it. */
function rowsWith(state: State, text: string): Doc[] {
  if (!state.complete) return find(state, text, Number.POSITIVE_INFINITY).flatMap(({ id }) => state.rows.get(id) ?? [])
  const { rows, scores } = state.postings.find(wordsOf(text).slice(0, mostWords))
  const found: Doc[] = []
  for (const place of bestFirst(rows, scores)) {
    const doc = state.indexed[rows[place] ?? -1]
    if (doc) found.push(doc)
  }
  return found
}

/** Scores differ by more than this share, or they are equal. */
const scoreSteps = 4_096

/** Places of the found rows, best first; of equal ones the newer first. */
function bestFirst(rows: Uint32Array, scores: Float32Array): Uint32Array {
  const worth = new Float64Array(rows.length)
  const age = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    worth[at] = -Math.round((scores[at] as number) * scoreSteps)
    age[at] = -(rows[at] as number)
  }
  return sortPlaces([worth, age], rows.length)
}

/** The best `limit` rows; of equal ones the newer first. */
function best(state: State, rows: Uint32Array, scores: Float32Array, limit: number): Match[] {
  const matches: Match[] = []
  for (const place of bestFirst(rows, scores)) {
    if (matches.length >= limit) break
    const doc = state.indexed[rows[place] ?? -1]
    // While it is being compared, a row that isn't the indexed one any more is found by the scan.
    if (doc && (state.complete || state.rows.get(doc.id) === doc)) matches.push({ id: doc.id, score: scores[place] ?? 0 })
  }
  return matches
}

/** Rows that are not in the index as they are now. Every word must stand somewhere; in the most telling field it counts more. */
function scan({ rows, numbers, indexed, fields }: State, words: readonly string[]): Match[] {
  const found: Match[] = []
  const [first = ''] = fields
  for (const row of rows.all()) {
    if (indexed[numbers.get(row.id) ?? -1] === row) continue
    const text = foldText(rowText(row, fields))
    if (!words.every((word) => text.includes(word))) continue
    const title = foldText(fieldText(row, first))
    found.push({ id: row.id, score: words.reduce((score, word) => score + (title.includes(word) ? 2 : 1), 0) })
  }
  return found
}
