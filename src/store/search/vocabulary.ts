// The words that occur in an index, in order, so that all words with a beginning lie together. New words wait in a heap of their own
// until somebody asks.

import { editDistance } from './edit-distance.ts'

/** Ordered words. */
export interface Vocabulary {
  add(word: string): void
  /** Words that begin like this, the word itself included. */
  beginningWith(beginning: string): readonly string[]
  /** Words that may have been meant. */
  similarTo(word: string): readonly string[]
}

/** Shorter words have too many neighbours to guess what was meant. */
const shortestGuess = 4
/** From this length on two errors are forgiven. */
const longWord = 7
const afterAll = '\uffff'
const digits = /\d/

/** Makes an empty vocabulary. */
export function createVocabulary(): Vocabulary {
  let sorted: string[] = []
  let fresh: string[] = []
  const inOrder = (): readonly string[] => {
    if (fresh.length > 0) sorted = [...sorted, ...fresh].sort()
    fresh = []
    return sorted
  }
  return {
    add: (word) => void fresh.push(word),
    beginningWith: (beginning) => between(inOrder(), beginning),
    similarTo: (word) => {
      if (word.length < shortestGuess) return []
      const most = word.length >= longWord ? 2 : 1
      // People mistake the first letter of a word least, and nobody means a serial number by a misspelt word.
      const candidates = between(inOrder(), word.slice(0, 1))
      return candidates.filter(
        (known) => Math.abs(known.length - word.length) <= most && !digits.test(known) && editDistance(word, known, most) <= most
      )
    }
  }
}

function between(sorted: readonly string[], beginning: string): readonly string[] {
  return sorted.slice(placeOf(sorted, beginning), placeOf(sorted, beginning + afterAll))
}

function placeOf(sorted: readonly string[], word: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}
