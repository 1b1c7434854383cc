// Search over all entities that declare searched fields. Indexes are built one after the other in short slices, so that nothing
// that a window asks meanwhile waits longer than one slice.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { AnyDoc, SearchHit } from '#store/contract.ts'
import type { RowChange, RowSource } from '#store/live/row-source.ts'
import { createEntityIndex, type EntityIndex } from './entity-index.ts'
import { rowsWithNumber } from './ticket-number.ts'
import { foldText } from './words.ts'

/** Search over the rows of a store. */
export interface Search {
  /** Best hits over these entities; entities without searched fields have none. */
  hits(words: string, entities: readonly string[], limit: number): SearchHit[]
  /** Rows of one entity that contain the words, best first: id → score. */
  find(entity: string, words: string): ReadonlyMap<string, number>
  change(entity: string, changes: readonly RowChange[] | null): void
  /** Entities whose index is complete, of all. */
  progress(): { readonly done: number; readonly total: number }
}

/** What search is made of. `later` calls back soon; `now` in milliseconds; `onBuilt` hears that all indexes are complete. */
export interface SearchDeps {
  readonly source: RowSource
  readonly entities: readonly EntityDefinition[]
  readonly now: () => number
  readonly later: (run: () => void) => void
  readonly onBuilt: () => void
}

const sliceMs = 10

/** Makes search and begins to build its indexes. */
export function createSearch({ source, entities, now, later, onBuilt }: SearchDeps): Search {
  const indexes = new Map<string, EntityIndex>()
  for (const { name, temperature, search } of entities) {
    if (temperature !== 'hot' || !search) continue
    indexes.set(name, createEntityIndex(search, { all: () => source.rows(name), get: (id) => source.get(name, id) }))
  }
  const incomplete = new Set(indexes.keys())
  let building = false
  const slice = (): void => {
    const end = now() + sliceMs
    for (const name of incomplete) {
      if (!indexes.get(name)?.fill(() => now() >= end)) return later(slice)
      incomplete.delete(name)
      if (now() >= end) break
    }
    building = incomplete.size > 0
    if (building) later(slice)
    else onBuilt()
  }
  const build = (): void => {
    if (building || incomplete.size === 0) return
    building = true
    later(slice)
  }
  build()
  const find = (entity: string, words: string): Map<string, number> => {
    const found = indexes.get(entity)?.find(words) ?? new Map<string, number>()
    return withNumbersFirst(found, rowsWithNumber(entity === 'ticket' ? source.rows(entity) : [], words))
  }
  return {
    find,
    progress: () => ({ done: indexes.size - incomplete.size, total: indexes.size }),
    change: (entity, changes) => {
      indexes.get(entity)?.change(changes)
      if (changes !== null || !indexes.has(entity)) return
      incomplete.add(entity)
      build()
    },
    hits: (words, wanted, limit) =>
      wanted
        .flatMap((entity) => hitsOf(entity, find(entity, words), words, source, limit))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
  }
}

function withNumbersFirst(found: Map<string, number>, numbered: readonly { readonly id: string }[]): Map<string, number> {
  if (numbered.length === 0) return found
  const [top = 0] = found.values()
  const ordered = new Map(numbered.map((row) => [row.id, 2 * (1 + top)]))
  for (const [id, score] of found) if (!ordered.has(id)) ordered.set(id, score)
  return ordered
}

/** Scores of different indexes can't be compared, so each entity's best counts 1; a name that begins with the words goes before. */
function hitsOf(entity: string, found: ReadonlyMap<string, number>, words: string, source: RowSource, limit: number): SearchHit[] {
  const hits: SearchHit[] = []
  const typed = foldText(words.trim())
  let best = 0
  for (const [id, score] of found) {
    if (hits.length === limit) break
    const row: AnyDoc | null = source.get(entity, id)
    if (!row) continue
    best = Math.max(best, score)
    hits.push({ entity, id, row, score: score / best + nameBonus(row, typed) })
  }
  return hits
}

function nameBonus(row: AnyDoc, typed: string): number {
  const name = row['name']
  if (typeof name !== 'string') return 0
  const folded = foldText(name)
  if (folded === typed) return 2
  return folded.startsWith(typed) ? 1 : 0
}
