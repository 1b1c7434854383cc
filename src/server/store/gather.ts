// Puts single questions of one kind together: everything that is asked before the connection's turn comes becomes one query. Commands of
// a batch that load at the same time so cost one round trip per kind instead of one each.

/** Asks for one key. */
export type AskOne<Answer> = (key: string) => Promise<Answer | undefined>

/** Makes the question's gathering form. `inTurn` runs its work when the connection is free, in order. */
export function gather<Answer>(
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>
): AskOne<Answer> {
  let pending: { readonly keys: Set<string>; readonly answers: Promise<ReadonlyMap<string, Answer>> } | null = null
  return async (key) => {
    if (pending === null) {
      const keys = new Set<string>()
      const answers = inTurn(() => {
        pending = null
        return fetch([...keys])
      })
      pending = { keys, answers }
    }
    pending.keys.add(key)
    return (await pending.answers).get(key)
  }
}
