// Tickets that wait to be computed: what somebody just changed first, then all others in the order in which their histories are kept, so that
// each page of histories is read once.

/** The queue. A ticket waits once, however often it is named. */
export interface DueQueue {
  readonly isEmpty: boolean
  /** Before all that only waits. */
  hurry(id: string): void
  add(id: string): void
  /** Takes the next one; null when nobody waits. */
  next(): string | null
  clear(): void
}

/** An empty queue. @param placeOf where a ticket's history lies: keys in order are neighbours */
export function createDueQueue(placeOf: (id: string) => string): DueQueue {
  const urgent = new Set<string>()
  const waiting = new Set<string>()
  /** Those that wait, last first; null when others came since. */
  let order: string[] | null = []

  function nextWaiting(): string | null {
    order ??= [...waiting]
      .map((id) => ({ id, place: placeOf(id) }))
      .sort((a, b) => (a.place < b.place ? 1 : -1))
      .map(({ id }) => id)
    for (let id = order.pop(); id !== undefined; id = order.pop()) if (waiting.delete(id)) return id
    return null
  }

  return {
    get isEmpty() {
      return urgent.size + waiting.size === 0
    },
    hurry: (id) => {
      waiting.delete(id)
      urgent.add(id)
    },
    add: (id) => {
      if (urgent.has(id) || waiting.has(id)) return
      waiting.add(id)
      order = null
    },
    next: () => {
      for (const id of urgent) {
        urgent.delete(id)
        return id
      }
      return nextWaiting()
    },
    clear: () => {
      urgent.clear()
      waiting.clear()
      order = []
    }
  }
}
