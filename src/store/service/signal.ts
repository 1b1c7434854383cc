// A value that windows follow: they hear it now and whenever it changes.

/** A followed value. */
export interface Signal<T> {
  get(): T
  set(value: T): void
  /** Calls back at once, and at each change. Returns the way to stop. */
  follow(listener: (value: T) => void): () => void
}

/** Makes a signal; setting a value that reads the same as JSON tells nobody. */
export function createSignal<T>(first: T): Signal<T> {
  const listeners = new Set<(value: T) => void>()
  let current = first
  return {
    get: () => current,
    set: (value) => {
      const changed = JSON.stringify(value) !== JSON.stringify(current)
      current = value
      if (changed) for (const listener of listeners) listener(value)
    },
    follow: (listener) => {
      listeners.add(listener)
      listener(current)
      return () => listeners.delete(listener)
    }
  }
}
