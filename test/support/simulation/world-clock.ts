// The time of a simulated world: events in order, nothing happens between them. Microtasks that an event starts are run dry before
// the next one, so a world runs the same way each time.

interface Event {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

export interface WorldClock {
  /** World time in milliseconds since 1970. */
  now(): number
  after(delayMs: number, run: () => void): () => void
  /** Runs all events up to `until`; `between` is called after each. */
  runUntil(until: number, between?: () => Promise<void>): Promise<void>
}

export function createWorldClock(start: number): WorldClock {
  let now = start
  let order = 0
  const events = new Set<Event>()
  const takeNext = (until: number): Event | null => {
    let first: Event | null = null
    for (const event of events) {
      if (event.at > until) continue
      if (first === null || event.at < first.at || (event.at === first.at && event.order < first.order)) first = event
    }
    if (first) events.delete(first)
    return first
  }
  return {
    now: () => now,
    after(delayMs, run) {
      const event: Event = { at: now + Math.max(0, delayMs), order: order++, run }
      events.add(event)
      return () => {
        events.delete(event)
      }
    },
    async runUntil(until, between) {
      await settled()
      for (let event = takeNext(until); event !== null; event = takeNext(until)) {
        now = Math.max(now, event.at)
        event.run()
        await settled()
        if (between) await between()
      }
      now = until
    }
  }
}

/** All microtasks are through when a macrotask runs. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
