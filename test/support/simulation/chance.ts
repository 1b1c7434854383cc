// All chance of a simulated world from one seed, so that a failing world can be run again.

export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** True with this probability. */
  happens(probability: number): boolean
  /** Integer from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T
  bytes(count: number): Uint8Array
}

/** A generator of its own (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (items) => {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255))
  }
}
