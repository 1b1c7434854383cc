// Chance from a seed: the same seed gives the same numbers on every machine. Nothing here reads a clock.

import { commandId, hash128, type Id } from '#core/kernel/ids.ts'

/** A stream of chance. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  /** True with probability `share`. */
  chance(share: number): boolean
  /** One of a list that isn't empty. */
  pick<T>(list: readonly T[]): T
  /** One of a list, more likely the greater its weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T
  /** A UUIDv7 that may name a command made at that instant. */
  id(atMs: number): Id
}

/** A stream for a name: streams of different names don't disturb each other. */
export function createRandom(seed: number, name: string): Random {
  const hex = hash128(`${seed}/${name}`)
  const state = [0, 8, 16, 24].map((start) => Number.parseInt(hex.slice(start, start + 8), 16))
  let [a = 0, b = 0, c = 0, d = 0] = state
  const bytes = new Uint8Array(8)
  // sfc32, a small generator that passes PractRand.
  const draw = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  const next = (): number => draw() / 4_294_967_296
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)]
    if (item === undefined) throw new Error('pick needs a list with something in it')
    return item
  }
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    pick,
    weighted(list, weight) {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0)
      return list.find((item) => (left -= weight(item)) < 0) ?? pick(list)
    },
    id(atMs) {
      for (let at = 0; at < 8; at += 1) bytes[at] = Math.floor(next() * 256)
      return commandId(atMs, bytes)
    }
  }
}
