// An inverted index: for each word the rows that contain it, as numbers in plain arrays. Asking it makes no object per row, so a
// word that stands in half of all rows is answered in milliseconds.

import { createVocabulary } from './vocabulary.ts'

/** What was found: row numbers with their scores, in no order. */
export interface Found {
  readonly rows: Uint32Array
  readonly scores: Float32Array
}

/** An index over numbered rows. */
export interface Postings {
  /** Adds a row's words, field by field, most telling first; gives its number. */
  add(fields: readonly (readonly string[])[]): number
  remove(row: number): void
  /** Rows with all words, each as it is, as a beginning, or, where neither occurs, with typing errors. */
  find(words: readonly string[]): Found
  /** Share of the rows that were removed: when it is large, an index is better built anew. */
  waste(): number
}

/** A posting is row × 2 + 1 where the word stands in the first field, else row × 2. */
const firstFieldBonus = 2
const weight = { exact: 1, beginning: 0.6, similar: 0.3 } as const

interface Index {
  readonly postings: Map<string, number[]>
  readonly vocabulary: ReturnType<typeof createVocabulary>
  readonly removed: Set<number>
  count: number
}

/** Makes an empty index. */
export function createPostings(): Postings {
  const index: Index = { postings: new Map(), vocabulary: createVocabulary(), removed: new Set(), count: 0 }
  return {
    add: (fields) => add(index, fields),
    remove: (row) => void index.removed.add(row),
    waste: () => index.removed.size / Math.max(1, index.count),
    find: (words) => find(index, words)
  }
}

function add(index: Index, fields: readonly (readonly string[])[]): number {
  const row = index.count++
  for (const [place, words] of fields.entries()) {
    const posting = row * 2 + (place === 0 ? 1 : 0)
    for (const word of words) {
      const list = index.postings.get(word)
      if (!list) {
        index.postings.set(word, [posting])
        index.vocabulary.add(word)
      } else if (Math.floor((list.at(-1) ?? -2) / 2) !== row) list.push(posting)
    }
  }
  return row
}

function find(index: Index, words: readonly string[]): Found {
  const look: Look = {
    scores: new Float32Array(index.count),
    matched: new Uint8Array(index.count),
    best: new Float32Array(index.count),
    touched: new Uint32Array(index.count)
  }
  let count = 0
  for (const [turn, word] of words.entries()) {
    count = mark(index, word, turn, look)
    for (let at = 0; at < count; at++) {
      const row = look.touched[at] as number
      look.scores[row] = (look.scores[row] as number) + (look.best[row] as number)
      look.best[row] = 0
      look.matched[row] = turn + 1
    }
    if (count === 0) break
  }
  const found = look.touched.subarray(0, count)
  const rows = index.removed.size === 0 ? found : found.filter((row) => !index.removed.has(row))
  return { rows, scores: Float32Array.from(rows, (row) => look.scores[row] as number) }
}

interface Look {
  readonly scores: Float32Array
  /** How many words a row has had so far. */
  readonly matched: Uint8Array
  /** What the word at hand is worth in each row. */
  readonly best: Float32Array
  readonly touched: Uint32Array
}

/** Notes rows that had all words before and have this one; gives their number. */
function mark(index: Index, word: string, turn: number, { matched, best, touched }: Look): number {
  let count = 0
  for (const [known, kind] of meanings(index, word)) {
    const list = index.postings.get(known) ?? []
    const worth = weight[kind] * Math.log(1 + index.count / list.length)
    for (const posting of list) {
      const row = posting >>> 1
      if (matched[row] !== turn) continue
      const here = (posting & 1) === 1 ? worth * firstFieldBonus : worth
      const before = best[row] as number
      if (before === 0) touched[count++] = row
      if (here > before) best[row] = here
    }
  }
  return count
}

function meanings(index: Index, word: string): (readonly [string, keyof typeof weight])[] {
  const known = index.vocabulary.beginningWith(word)
  if (known.length > 0) return known.map((found) => [found, found === word ? 'exact' : 'beginning'] as const)
  return index.vocabulary.similarTo(word).map((found) => [found, 'similar'] as const)
}
