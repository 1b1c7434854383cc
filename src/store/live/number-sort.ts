// Sorts places by columns of numbers. As much of a row's keys as fits goes into one exact number together with its place: the engine's own
// sort of numbers puts these in order, several times faster than one that asks a function. Only rows that are still equal are looked at again.

/**
 * Places 0…n−1 ordered by the columns, the first one deciding first; equal rows keep their order. Infinity stands for no value.
 * @param columns one array of n numbers per key
 */
export function sortPlaces(columns: readonly Float64Array[], n: number): Uint32Array {
  const places = new Uint32Array(n)
  const packed = pack(columns, n)
  packed.whole.sort()
  let run = 0
  for (let at = 0; at < n; at++) {
    const value = packed.whole[at] as number
    const key = Math.floor(value / n)
    places[at] = value - key * n
    if (packed.rest.length === 0 || (at + 1 < n && Math.floor((packed.whole[at + 1] as number) / n) === key)) continue
    if (at > run) settle(packed.rest, places.subarray(run, at + 1))
    run = at + 1
  }
  return places
}

/** Fewer rows than these are not worth a packing. */
const fewRows = 32

/** Orders rows that are equal so far by the columns that did not fit. */
function settle(columns: readonly Float64Array[], places: Uint32Array): void {
  if (places.length < fewRows) {
    places.sort((a, b) => compareColumns(columns, a, b))
    return
  }
  const before = places.slice()
  const own = columns.map((column) => {
    const values = new Float64Array(before.length)
    for (let at = 0; at < before.length; at++) values[at] = column[before[at] as number] as number
    return values
  })
  const order = sortPlaces(own, before.length)
  for (let at = 0; at < order.length; at++) places[at] = before[order[at] as number] as number
}

function compareColumns(columns: readonly Float64Array[], a: number, b: number): number {
  for (const column of columns) {
    const [left = 0, right = 0] = [column[a], column[b]]
    // Infinity minus infinity is no number.
    if (left !== right) return left - right
  }
  return a - b
}

interface Packed {
  /** Key × n + place. */
  readonly whole: Float64Array
  /** Columns that did not fit, or only roughly: they decide between rows whose keys are equal. */
  readonly rest: readonly Float64Array[]
}

function pack(columns: readonly Float64Array[], n: number): Packed {
  const whole = new Float64Array(n)
  let room = Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, n))
  let packed = 0
  for (const original of columns) {
    const range = rangeOf(original)
    const column = range ? original : denseRanks(original)
    const { low, size } = range ?? { low: 0, size: n + 1 }
    // Where not every value fits, neighbours share a number.
    const step = Math.ceil(size / Math.max(1, room - 1))
    const own = Math.floor((size - 2) / step) + 2
    if (own > room) break
    for (let place = 0; place < n; place++) {
      const value = column[place] as number
      whole[place] = (whole[place] as number) * own + (value === Number.POSITIVE_INFINITY ? own - 1 : Math.floor((value - low) / step))
    }
    room = Math.floor(room / own)
    if (step > 1) break
    packed++
  }
  for (let place = 0; place < n; place++) whole[place] = (whole[place] as number) * n + place
  return { whole, rest: columns.slice(packed) }
}

/** Lowest value and how many whole numbers there are up to the highest, with one more for "no value"; null for fractions. */
function rangeOf(column: Float64Array): { low: number; size: number } | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of column) {
    if (value === Number.POSITIVE_INFINITY) continue
    if (!Number.isSafeInteger(value)) return null
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return { low: 0, size: 2 }
  return Number.isSafeInteger(high - low + 2) ? { low, size: high - low + 2 } : null
}

/** The same order in the smallest whole numbers. */
function denseRanks(column: Float64Array): Float64Array {
  const values = column.slice().sort()
  let count = 0
  for (let index = 0; index < values.length; index++)
    if (index === 0 || values[index] !== values[count - 1]) values[count++] = values[index] ?? 0
  const distinct = values.subarray(0, count)
  return column.map((value) => (value === Number.POSITIVE_INFINITY ? value : placeIn(distinct, value)))
}

function placeIn(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
