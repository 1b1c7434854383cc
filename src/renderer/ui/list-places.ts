// Places of a grouped list: every group takes one place for its heading, then one per row.

import type { ListGroup } from './DataList.tsx'

type Place = { readonly kind: 'row'; readonly row: number } | { readonly kind: 'group'; readonly group: ListGroup }

export function totalPlaces(total: number, groups: readonly ListGroup[] | undefined): number {
  return total + (groups?.length ?? 0)
}

/** What stands at a place: a heading, or the row of that index. */
export function placeOf(place: number, groups: readonly ListGroup[] | undefined): Place {
  let first = 0
  for (const [headings, group] of (groups ?? []).entries()) {
    if (place === first) return { kind: 'group', group }
    if (place <= first + group.count) return { kind: 'row', row: place - headings - 1 }
    first += group.count + 1
  }
  return { kind: 'row', row: place - (groups?.length ?? 0) }
}

/** The place at which a row stands. */
export function placeOfRow(row: number, groups: readonly ListGroup[] | undefined): number {
  let before = 0
  for (const [headings, group] of (groups ?? []).entries()) {
    before += group.count
    if (row < before) return row + headings + 1
  }
  return row + (groups?.length ?? 0)
}
