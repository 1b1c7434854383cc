// Sorts places by columns of numbers. Where the keys of a row fit into one exact number together with its place, the engine's own
// sort of numbers does it, which is several times faster than one that asks a function.

/**
 * Places 0…n−1 ordered by the columns, the first one deciding first; equal rows keep their order. Infinity stands for no value.
 * @param columns one array of n numbers per key
 */
export function sortPlaces(columns: readonly Float64Array[], n: number): Uint32Array {
  const whole = columns.length === 0 ? null : (packed(columns, n) ?? packed(columns.map(denseRanks), n))
  if (whole) return unpack(whole.sort(), n)
  const places = Uint32Array.from({ length: n }, (_, index) => index)
  return columns.length === 0 ? places : places.sort((a, b) => compareColumns(columns, a, b))
}

function compareColumns(columns: readonly Float64Array[], a: number, b: number): number {
  for (const column of columns) {
    const [left = 0, right = 0] = [column[a], column[b]]
    // Infinity minus infinity is no number.
    if (left !== right) return left - right
  }
  return a - b
}

/** All keys and the place in one number per row; null where they don't fit exactly. */
function packed(columns: readonly Float64Array[], n: number): Float64Array | null {
  const whole = new Float64Array(n)
  let space = Math.max(1, n)
  const ranges = columns.map(rangeOf)
  for (const range of ranges) {
    if (!range) return null
    space *= range.size
    if (space > Number.MAX_SAFE_INTEGER) return null
  }
  for (const [index, column] of columns.entries()) {
    const { low, size } = ranges[index] ?? { low: 0, size: 1 }
    for (let place = 0; place < n; place++) {
      const value = column[place] ?? 0
      whole[place] = (whole[place] ?? 0) * size + (value === Number.POSITIVE_INFINITY ? size - 1 : value - low)
    }
  }
  for (let place = 0; place < n; place++) whole[place] = (whole[place] ?? 0) * n + place
  return whole
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
  return low > high ? { low: 0, size: 1 } : { low, size: high - low + 2 }
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

function unpack(whole: Float64Array, n: number): Uint32Array {
  const places = new Uint32Array(whole.length)
  for (let index = 0; index < whole.length; index++) {
    const value = whole[index] ?? 0
    places[index] = value - Math.floor(value / n) * n
  }
  return places
}
