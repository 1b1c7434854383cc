// Turns texts into whole numbers that sort as people expect: a collator is asked once per new text, never while rows are sorted.
// Invariant: rank(a) < rank(b) exactly when the collator puts a before b; equal texts have equal ranks.

const collator = new Intl.Collator(undefined, { numeric: true })

/** How far apart ranks are when all are given anew: room for a dozen texts in the same place before that happens again. */
const gap = 4_096

/** Ranks of all texts of one field that were ever asked for. */
export interface TextOrder {
  rank(text: string): number
  /** Its rank, if it was asked for before. */
  known(text: string): number | undefined
  /** Rises whenever ranks that were given before are given anew. */
  turn(): number
  /** Ranks many texts in one go, which is cheaper than one by one. */
  learn(texts: Iterable<string>): void
}

/** Makes an order that knows no text yet. */
export function createTextOrder(): TextOrder {
  const ranks = new Map<string, number>()
  let sorted: string[] = []
  let turn = 0
  const spread = (): void => {
    turn++
    for (const [index, text] of sorted.entries()) ranks.set(text, (index + 1) * gap)
  }
  const insert = (text: string): number => {
    const place = placeOf(sorted, text)
    const left = place === 0 ? 0 : (ranks.get(sorted[place - 1] ?? '') ?? 0)
    const right = place === sorted.length ? left + 2 * gap : (ranks.get(sorted[place] ?? '') ?? 0)
    const rank = Math.floor((left + right) / 2)
    sorted.splice(place, 0, text)
    if (rank > left && rank < right) ranks.set(text, rank)
    else spread()
    return ranks.get(text) ?? rank
  }
  return {
    known: (text) => ranks.get(text),
    turn: () => turn,
    rank: (text) => ranks.get(text) ?? insert(text),
    learn: (texts) => {
      const fresh = new Set<string>()
      for (const text of texts) if (!ranks.has(text)) fresh.add(text)
      if (fresh.size === 0) return
      sorted = mergeSorted(sorted, [...fresh].sort(compareTexts))
      spread()
    }
  }
}

/** Collator's order; texts that it holds for equal (such as composed and decomposed forms) by their code units. */
export function compareTexts(a: string, b: string): number {
  const order = collator.compare(a, b)
  if (order !== 0 || a === b) return order
  return a < b ? -1 : 1
}

function placeOf(sorted: readonly string[], text: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareTexts(sorted[middle] ?? '', text) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function mergeSorted(left: readonly string[], right: readonly string[]): string[] {
  if (left.length === 0) return [...right]
  const merged: string[] = []
  let at = 0
  for (const text of right) {
    while (at < left.length && compareTexts(left[at] ?? '', text) < 0) merged.push(left[at++] ?? '')
    merged.push(text)
  }
  for (; at < left.length; at++) merged.push(left[at] ?? '')
  return merged
}
