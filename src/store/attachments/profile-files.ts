// Files of a profile in the browser's worker: IndexedDB, the browser's network, its word about free room.

import type { Replica } from '#store/replica.ts'
import { browserClock } from '#store/service/connect-server.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import type { TokenSource } from '#sync/http-transport.ts'
import { createClientKeys } from './client-keys.ts'
import { createDexieBlobStore } from './dexie-blob-store.ts'
import { createPrivateCopies, keepKeysBeside } from './private-copies.ts'
import { createTwinBlobStore } from './twin-blob-store.ts'
import { createFileTransport } from './file-transport.ts'
import { FileVault } from './file-vault.ts'
import { type Files, openFiles } from './files.ts'

/** What it is opened with. */
export interface ProfileFiles {
  readonly profile: string
  readonly serverUrl: string
  /** Where keys are kept. */
  readonly vault: KeyVault
  readonly keeper: TokenSource
  readonly replica: Replica
  /** The vault is a database of the browser, which may be lost with the others: keys are kept beside the second copies too. */
  readonly isVaultLossy: boolean
}

/** Opens them. */
export function openProfileFiles({ profile, serverUrl, vault, keeper, replica, isVaultLossy }: ProfileFiles): Promise<Files> {
  const transport = createFileTransport({
    baseUrl: new URL(serverUrl).origin,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal, cache: 'no-store', credentials: 'omit' }),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
    clock: browserClock,
    tokens: keeper
  })
  const files = new FileVault({
    store: createTwinBlobStore(createDexieBlobStore(profile), createPrivateCopies(profile), (error) =>
      console.error('an unsent file has no second copy:', error)
    ),
    keys: createClientKeys(isVaultLossy ? keepKeysBeside(vault, profile) : vault, `files:${profile}`),
    now: browserClock.now,
    randomBytes: browserClock.randomBytes,
    room: freeRoom
  })
  return openFiles({ vault: files, transport, replica, clock: browserClock })
}

async function freeRoom(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined || usage === undefined ? null : quota - usage
}
