// Puts the texts that lists are sorted by most in order before anybody asks, in slices that nobody notices: comparing 100,000
// distinct subjects at once would hold up everything else for a quarter of a second.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { TextOrders } from './row-order.ts'
import type { RowSource } from './row-source.ts'
import { compareTexts } from './text-order.ts'

/** Texts that are put in order in one slice. */
const pieceSize = 1_000

/** What warming needs. `later` calls back soon, after whatever else waits. */
export interface WarmDeps {
  readonly source: RowSource
  readonly entities: readonly EntityDefinition[]
  readonly orders: TextOrders
  readonly later: (run: () => void) => void
}

/** Warms the most telling text field of every entity in memory, one after the other. */
export function warmOrders(deps: WarmDeps): void {
  const steps = allSteps(deps)
  const step = (): void => {
    if (!steps.next().done) deps.later(step)
  }
  deps.later(step)
}

function* allSteps({ source, entities, orders }: WarmDeps): Generator<void, void> {
  for (const { name, temperature, search } of entities) {
    const [field] = search ?? []
    if (temperature !== 'hot' || field === undefined) continue
    const texts = new Set<string>()
    for (const row of source.rows(name)) {
      const value = row[field]
      if (typeof value === 'string') texts.add(value)
    }
    yield
    const sorted = yield* sortInSteps([...texts])
    orders(name, field).learn(sorted)
    yield
  }
}

/** Sorts pieces, then merges them two by two. */
function* sortInSteps(texts: readonly string[]): Generator<void, string[]> {
  let runs: string[][] = []
  for (let start = 0; start < texts.length; start += pieceSize) {
    runs.push(texts.slice(start, start + pieceSize).sort(compareTexts))
    yield
  }
  while (runs.length > 1) {
    const merged: string[][] = []
    for (let index = 0; index < runs.length; index += 2) merged.push(yield* mergeInSteps(runs[index] ?? [], runs[index + 1] ?? []))
    runs = merged
  }
  return runs[0] ?? []
}

function* mergeInSteps(left: readonly string[], right: readonly string[]): Generator<void, string[]> {
  const merged: string[] = []
  let [a, b] = [0, 0]
  while (a < left.length && b < right.length) {
    const [fromLeft, fromRight] = [left[a] ?? '', right[b] ?? '']
    const isLeft = compareTexts(fromLeft, fromRight) <= 0
    merged.push(isLeft ? fromLeft : fromRight)
    if (isLeft) a++
    else b++
    if (merged.length % (pieceSize * 5) === 0) yield
  }
  return [...merged, ...left.slice(a), ...right.slice(b)]
}
