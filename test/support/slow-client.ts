// A window's client whose worker is busy: while it is held, no answer and no live value reaches the window; then all come, in order.

import type { StoreClient } from '#store/client.ts'

export interface SlowClient {
  readonly client: StoreClient
  readonly hold: () => void
  readonly release: () => void
}

export function slowClient(client: StoreClient): SlowClient {
  let held: (() => void)[] | null = null
  const later = (run: () => void): void => {
    if (held === null) run()
    else held.push(run)
  }
  const delayed =
    <T>(listener: (value: T) => void) =>
    (value: T): void =>
      later(() => listener(value))
  return {
    hold: () => {
      held ??= []
    },
    release: () => {
      const waiting = held ?? []
      held = null
      for (const run of waiting) run()
    },
    client: {
      ...client,
      request: (method, params) =>
        new Promise((resolve, reject) =>
          client.request(method, params).then(
            (value) => later(() => resolve(value)),
            (error: unknown) => later(() => reject(error))
          )
        ),
      subscribe: (topic, params, listener, onError) => client.subscribe(topic, params, delayed(listener), onError),
      query: (spec, listener, onError) => client.query(spec, delayed(listener), onError)
    }
  }
}
