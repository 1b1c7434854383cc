// What a wipe deletes in a browser: the databases of rows and files, second copies of unsent files, journal and canary behind the host, the
// sign-in and the keys of files. How far it has come stands in the profile's own small database, which nobody else's work lies in.

import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { createDexieBlobStore } from '#store/attachments/dexie-blob-store.ts'
import type { Host } from '#store/contract.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import type { SessionKeeper } from '#store/service/session-keeper.ts'
import type { SessionApi } from '#sync/http-session.ts'
import { sealForRescue } from './seal-for-rescue.ts'
import type { UnsentFile } from './unsent-work.ts'
import { createWipeMemory, type WipeParts } from './wipe.ts'

/** What it is made of. `host` null: this profile has no journal. */
export interface BrowserWipe {
  readonly profile: string
  readonly host: Pick<Host, 'journal.wipe'> | null
  /** Where the memo lies. */
  readonly own: KeyVault
  /** Where keys of files and the sign-in lie. */
  readonly vault: KeyVault
  readonly keeper: Pick<SessionKeeper, 'forget'>
  readonly api: Pick<SessionApi, 'rescue'>
  /** Reads the files that the server lacks. */
  readonly files: () => Promise<readonly UnsentFile[]>
}

/** The parts of a wipe in a browser. */
export function createBrowserWipe({ profile, host, own, vault, keeper, api, files }: BrowserWipe): WipeParts {
  const memoName = `wipe:${profile}`
  return {
    memo: createWipeMemory({ read: () => own.read(memoName), write: (text) => own.write(memoName, text) }),
    seal: sealForRescue,
    files,
    deliver: (token, request) => api.rescue(token, request),
    clear: async () => {
      await clearFiles(profile, vault)
      const store = createDexieLocalStore(profile)
      await store.startOver()
      await store.close()
      await host?.['journal.wipe']({})
      await keeper.forget()
    }
  }
}

async function clearFiles(profile: string, vault: KeyVault): Promise<void> {
  const store = createDexieBlobStore(profile)
  const { blobs, pins } = await store.open()
  for (const clientId of new Set(blobs.map((blob) => blob.clientId))) await vault.write(`files:${profile}:${clientId}`, null)
  for (const pin of pins) await store.dropPin(pin)
  await store.drop(blobs.map(({ id }) => id))
  await store.close()
  try {
    const root = await navigator.storage.getDirectory()
    await root.removeEntry(`unsent-${profile}`, { recursive: true })
  } catch (error) {
    // Some browsers have no private files; most profiles never had an unsent one.
    if (!(error instanceof DOMException)) throw error
  }
}
