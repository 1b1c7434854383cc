// The dedicated worker that each window of a browser starts: the one that holds the profile's lock owns its journal in the origin's private
// files and serves the store through its window; the others wait to take over when that window is gone. Built as one file.

import { openJournalHost, type JournalHost } from './journal/journal-service.ts'
import { createPrivateFiles, namesIn } from './journal/private-files.ts'

declare const self: DedicatedWorkerGlobalScope

/** Window → journal worker. */
export type JournalRequest =
  | { readonly type: 'start'; readonly profile: string }
  | { readonly type: 'call'; readonly id: number; readonly call: keyof JournalHost; readonly params: unknown }

/** Journal worker → window. `waiting`: there are private files here; `holding`: this one owns them from now on. */
export type JournalReply =
  | { readonly type: 'unavailable' | 'waiting' | 'holding' }
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: string }

const started: { host: Promise<JournalHost> | null } = { host: null }
let calls: Promise<unknown> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<JournalRequest>) => {
  if (data.type === 'start') void start(data.profile)
  else calls = calls.then(() => answer(data))
})

function tell(reply: JournalReply): void {
  self.postMessage(reply)
}

async function start(profile: string): Promise<void> {
  let folder: FileSystemDirectoryHandle
  try {
    const root = await navigator.storage.getDirectory()
    folder = await (await root.getDirectoryHandle('journals', { create: true })).getDirectoryHandle(profile, { create: true })
  } catch {
    // Private browsing, or a page that is not served safely: there are no such files.
    return tell({ type: 'unavailable' })
  }
  tell({ type: 'waiting' })
  await navigator.locks.request(`journal:${profile}`, () => hold(folder))
}

/** Never resolves: the lock, and with it the files, stay with this worker for its life. */
async function hold(folder: FileSystemDirectoryHandle): Promise<never> {
  started.host = openPatiently(folder)
  await started.host
  tell({ type: 'holding' })
  return new Promise<never>(() => undefined)
}

/** The former holder's handle is let go a moment after its lock. */
async function openPatiently(folder: FileSystemDirectoryHandle): Promise<JournalHost> {
  for (;;) {
    try {
      return await openJournalHost({
        files: createPrivateFiles(folder),
        names: () => namesIn(folder),
        now: () => Date.now(),
        free: freeBytes,
        randomBytes
      })
    } catch (error) {
      console.error('the journal can’t be opened yet:', error)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

async function freeBytes(): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate()
  return quota - usage
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}

async function answer({ id, call, params }: Extract<JournalRequest, { type: 'call' }>): Promise<void> {
  try {
    const host = await started.host
    if (!host) throw new Error('this window does not hold the journal')
    // The store sends each call with its own parameters; TypeScript can't follow the pair through the table.
    const value = await (host[call] as (params: unknown) => Promise<unknown>)(params)
    tell({ type: 'answer', id, ok: true, value })
  } catch (error) {
    tell({ type: 'answer', id, ok: false, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  }
}
