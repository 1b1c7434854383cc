// Rows by a key, each group in the order in which its rows came. The engine's own grouping: lists written as literals here would be kept where
// long-lived ones lie, because some of them are, and all that a short-lived group names would then outlive many collections of garbage.

/** Groups items by a key. */
export function groupBy<T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): Map<Key, T[]> {
  return Map.groupBy(items, keyOf)
}
