// Full-text index over the rows of one entity: ranked, by prefix and forgiving typing errors. It fills in slices; until it is full,
// and for what is too short for it, rows are scanned. Invariant: `find` sees every change that was told before, built or not.

import MiniSearch from 'minisearch'
import type { Doc } from '#core/kernel/execute.ts'
import type { RowChange } from '#store/live/row-source.ts'
import { fieldText, rowText } from './search-text.ts'
import { foldText, wordsOf } from './words.ts'

/** Index of one entity. */
export interface EntityIndex {
  /** Rows that contain the words, best first: id → score. */
  find(words: string): Map<string, number>
  /** Takes changed rows; null: all of them anew. */
  change(changes: readonly RowChange[] | null): void
  /** Builds on for a slice; true when it is complete. */
  fill(until: () => boolean): boolean
}

/** A last word this short is a beginning of too many words for the index; it is looked for in the rows themselves. */
const shortWord = 2
/** Rows that are put into the index between two looks at the clock. */
const batch = 25

/** Where an index reads the rows of its entity. */
export interface IndexedRows {
  all(): Iterable<Doc>
  get(id: string): Doc | null
}

interface State {
  readonly fields: readonly string[]
  readonly rows: IndexedRows
  index: MiniSearch<Doc>
  /** Rows as they stand in the index. */
  readonly indexed: Map<string, Doc>
  /** Rows still to be put in; null: not begun. */
  waiting: Iterator<string> | null
  complete: boolean
}

/** Makes an empty index over the searched `fields`, most telling first. */
export function createEntityIndex(fields: readonly string[], rows: IndexedRows): EntityIndex {
  const state: State = { fields, rows, index: createIndex(fields), indexed: new Map(), waiting: null, complete: false }
  return {
    find: (words) => find(state, words),
    fill: (until) => fill(state, until),
    change: (changes) => {
      if (changes === null) restart(state)
      else for (const change of changes) place(state, change.id, change.after)
    }
  }
}

function createIndex(fields: readonly string[]): MiniSearch<Doc> {
  return new MiniSearch<Doc>({
    fields: [...fields],
    idField: 'id',
    extractField: (row, field) => (field === 'id' ? row.id : fieldText(row, field)),
    tokenize: wordsOf,
    processTerm: (term) => term
  })
}

function restart(state: State): void {
  state.index = createIndex(state.fields)
  state.indexed.clear()
  state.waiting = null
  state.complete = false
}

/** A row that is still waiting for its first turn is left to it: the turn reads it as it is by then. */
function place(state: State, id: string, row: Doc | null): void {
  const before = state.indexed.get(id)
  if (!before && !state.complete && state.waiting === null) return
  if (before && row && rowText(before, state.fields) === rowText(row, state.fields)) return
  if (before) state.index.discard(id)
  state.indexed.delete(id)
  if (!row) return
  state.index.add(row)
  state.indexed.set(id, row)
}

function fill(state: State, until: () => boolean): boolean {
  if (state.complete) return true
  state.waiting ??= Array.from(state.rows.all(), (row) => row.id).values()
  do {
    for (let count = 0; count < batch; count++) {
      const next = state.waiting.next()
      if (next.done) {
        state.complete = true
        state.waiting = null
        return true
      }
      if (!state.indexed.has(next.value)) place(state, next.value, state.rows.get(next.value))
    }
  } while (!until())
  return false
}

function find(state: State, text: string): Map<string, number> {
  const words = wordsOf(text)
  const last = words.at(-1)
  if (last === undefined) return new Map()
  if (!state.complete) return scan(state.rows.all(), state.fields, words)
  if (last.length > shortWord || /\s$/.test(text)) return ask(state, words)
  if (words.length === 1) return scan(state.rows.all(), state.fields.slice(0, 1), words)
  const found = ask(state, words.slice(0, -1))
  for (const id of found.keys()) {
    const row = state.indexed.get(id)
    if (!row || !wordsOf(rowText(row, state.fields)).some((word) => word.startsWith(last))) found.delete(id)
  }
  return found
}

function ask(state: State, words: readonly string[]): Map<string, number> {
  const lastPlace = words.length - 1
  const boost = Object.fromEntries(state.fields.map((field, place) => [field, place === 0 ? 3 : 1]))
  const results = state.index.search(words.join(' '), {
    combineWith: 'AND',
    boost,
    prefix: (_term, place) => place === lastPlace,
    // Two letters that changed places are two edits.
    fuzzy: (term) => (term.length > 6 ? 2 : term.length > 3 ? 1 : false),
    maxFuzzy: 2
  })
  return new Map(results.map((result) => [result.id as string, result.score]))
}

/** Every word must stand somewhere in the row; in the most telling field, and at the beginning of a word, it counts more. */
function scan(rows: Iterable<Doc>, fields: readonly string[], words: readonly string[]): Map<string, number> {
  const found: [string, number][] = []
  const [first = ''] = fields
  for (const row of rows) {
    const text = foldText(rowText(row, fields))
    if (!words.every((word) => text.includes(word))) continue
    const title = foldText(fieldText(row, first))
    found.push([row.id, words.reduce((score, word) => score + scoreIn(title, word), 0)])
  }
  return new Map(found.sort((a, b) => b[1] - a[1]))
}

function scoreIn(title: string, word: string): number {
  const place = title.indexOf(word)
  if (place < 0) return 1
  if (place === 0) return 4
  return title[place - 1] === ' ' ? 3 : 2
}
