// How many typing errors lie between two words: letters left out, put in, mistaken, or two neighbours that changed places.

/** Number of errors, or a number above `most` as soon as it is clear that there are more. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const errors = cell(a, b, row, column, line, above, before)
      line.push(errors)
      if (errors < least) least = errors
    }
    if (least > most) return most + 1
    before = above
    above = line
  }
  return above[b.length] ?? most + 1
}

function cell(a: string, b: string, row: number, column: number, line: number[], above: number[], before: number[]): number {
  const mistaken = a[row - 1] === b[column - 1] ? 0 : 1
  const errors = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + mistaken)
  const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return isSwapped ? Math.min(errors, (before[column - 2] ?? 0) + 1) : errors
}
