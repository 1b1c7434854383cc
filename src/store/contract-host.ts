// What the store's worker asks of the window that provides the host: files and secrets, which a worker has none of.

/** A line of the host's journal as it was kept. `acknowledged`: the server has it. */
export interface HostJournalEntry {
  readonly key: string
  readonly payload: string
  readonly acknowledged: boolean
}

/**
 * What the worker asks of the window that provides the host, and what that answers. An append answers after fsync; reading pages
 * in the order of writing (`skip` entries are left out). `stored` false: the host has no safe place, the worker keeps the secret itself.
 */
export interface HostCalls {
  'journal.append': {
    readonly params: { readonly entries: readonly { readonly key: string; readonly payload: string }[] }
    readonly answer: null
  }
  'journal.read': {
    readonly params: { readonly skip: number; readonly limit: number }
    readonly answer: { readonly entries: readonly HostJournalEntry[]; readonly done: boolean; readonly damaged: number }
  }
  'journal.acknowledge': { readonly params: { readonly keys: readonly string[] }; readonly answer: null }
  /** Deletes the journal and the canary for good: the device was locked out. */
  'journal.wipe': { readonly params: object; readonly answer: null }
  /** What the store said of itself last; null: nothing yet. */
  'canary.read': { readonly params: object; readonly answer: { readonly text: string | null } }
  'canary.write': { readonly params: { readonly text: string }; readonly answer: null }
  /** Looks for room before the store is opened. */
  'room.prepare': { readonly params: object; readonly answer: { readonly freeBytes: number; readonly isEnough: boolean } }
  'secret.read': { readonly params: { readonly name: string }; readonly answer: { readonly value: string | null } }
  'secret.write': {
    readonly params: { readonly name: string; readonly value: string | null }
    readonly answer: { readonly stored: boolean }
  }
}
/** Name of a call to the host. */
export type HostCall = keyof HostCalls
/** What a window that provides the host can do. */
export type Host = { readonly [C in HostCall]: (params: HostCalls[C]['params']) => Promise<HostCalls[C]['answer']> }
