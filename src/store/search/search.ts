// Search over all entities that declare searched fields. Indexes are built one after the other in short slices, so that nothing
// that a window asks meanwhile waits longer than one slice.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { AnyDoc, SearchHit } from '#store/contract.ts'
import type { RowChange, RowSource } from '#store/live/row-source.ts'
import { createEntityIndex, type EntityIndex, type Match } from './entity-index.ts'
import { rowsWithNumber } from './ticket-number.ts'
import { foldText } from './words.ts'

/** Search over the rows of a store. */
export interface Search {
  /** Best hits over these entities; entities without searched fields have none. */
  hits(words: string, entities: readonly string[], limit: number): SearchHit[]
  /** All rows of one entity that contain the words, best first. */
  find(entity: string, words: string): readonly AnyDoc[]
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
export function createSearch(deps: SearchDeps): Search {
  const { source } = deps
  const indexes = new Map<string, EntityIndex>()
  for (const { name, temperature, search } of deps.entities) {
    if (temperature !== 'hot' || !search) continue
    indexes.set(name, createEntityIndex(search, { all: () => source.rows(name), get: (id) => source.get(name, id) }))
  }
  const builder = createBuilder(deps, indexes)
  const numbered = (entity: string, words: string): AnyDoc[] => rowsWithNumber(entity === 'ticket' ? source.rows(entity) : [], words)
  const find = (entity: string, words: string, limit: number): Match[] => {
    const found = indexes.get(entity)?.find(words, limit) ?? []
    return withNumbersFirst(found, numbered(entity, words))
  }
  return {
    find: (entity, words) => {
      const first = numbered(entity, words)
      const found = indexes.get(entity)?.rows(words) ?? []
      return first.length === 0 ? found : [...new Set([...first, ...found])]
    },
    progress: () => ({ done: indexes.size - builder.incomplete.size, total: indexes.size }),
    change: (entity, changes) => {
      indexes.get(entity)?.change(changes)
      if (indexes.has(entity)) builder.build(entity)
    },
    hits: (words, wanted, limit) =>
      wanted
        .flatMap((entity) => hitsOf(entity, find(entity, words, limit), words, source))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
  }
}

interface Builder {
  readonly incomplete: ReadonlySet<string>
  /** Completes this index, if it isn't complete. */
  build(entity: string): void
}

function createBuilder({ now, later, onBuilt }: SearchDeps, indexes: ReadonlyMap<string, EntityIndex>): Builder {
  const incomplete = new Set(indexes.keys())
  let building = false
  const slice = (): void => {
    const end = now() + sliceMs
    for (const name of incomplete) {
      if (indexes.get(name)?.fill(() => now() >= end)) incomplete.delete(name)
      if (now() >= end) break
    }
    building = incomplete.size > 0
    if (building) later(slice)
    else onBuilt()
  }
  const start = (): void => {
    if (building || incomplete.size === 0) return
    building = true
    later(slice)
  }
  start()
  return {
    incomplete,
    build: (entity) => {
      if (indexes.get(entity)?.fill(() => true)) return
      incomplete.add(entity)
      start()
    }
  }
}

function withNumbersFirst(found: readonly Match[], numbered: readonly { readonly id: string }[]): Match[] {
  if (numbered.length === 0) return [...found]
  const score = 2 * (1 + (found[0]?.score ?? 0))
  const ids = new Set(numbered.map(({ id }) => id))
  return [...numbered.map(({ id }) => ({ id, score })), ...found.filter(({ id }) => !ids.has(id))]
}

/** Scores of different indexes can't be compared, so each entity's best counts 1; a name that begins with the words goes before. */
function hitsOf(entity: string, found: readonly Match[], words: string, source: RowSource): SearchHit[] {
  const typed = foldText(words.trim())
  const best = found[0]?.score ?? 1
  return found.flatMap(({ id, score }) => {
    const row: AnyDoc | null = source.get(entity, id)
    return row ? [{ entity, id, row, score: score / best + nameBonus(row, typed) }] : []
  })
}

function nameBonus(row: AnyDoc, typed: string): number {
  const name = row['name']
  if (typeof name !== 'string') return 0
  const folded = foldText(name)
  if (folded === typed) return 2
  return folded.startsWith(typed) ? 1 : 0
}
