// Files of a profile in the browser's worker: IndexedDB, the browser's network, its word about free room.

import type { Replica } from '#store/replica.ts'
import { browserClock } from '#store/service/connect-server.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import type { TokenSource } from '#sync/http-transport.ts'
import { createClientKeys } from './client-keys.ts'
import { createDexieBlobStore } from './dexie-blob-store.ts'
import { createPrivateCopies, keepKeysBeside } from './private-copies.ts'
import { createTwinBlobStore } from './twin-blob-store.ts'
import { filesToCopy } from './file-copies.ts'
import { createFileTransport } from './file-transport.ts'
import { FileVault } from './file-vault.ts'
import { type Files, openFiles } from './files.ts'
import { type UnsentFile, unsentFiles } from '#store/wipe/unsent-work.ts'

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
  const files = vaultOf({ profile, vault, isVaultLossy })
  return openFiles({ vault: files, transport, replica, clock: browserClock })
}

/**
 * Files that the server lacks, read where no rows are open. A store of files that can't be opened gives none: what is in it is lost already.
 */
export async function readUnsentFiles(place: Pick<ProfileFiles, 'profile' | 'vault' | 'isVaultLossy'>): Promise<readonly UnsentFile[]> {
  const files = vaultOf(place)
  try {
    await files.open()
    return await unsentFiles(filesToCopy(files, false))
  } catch (error) {
    console.error('files can not be read here:', error)
    return []
  } finally {
    await files.close()
  }
}

function vaultOf({ profile, vault, isVaultLossy }: Pick<ProfileFiles, 'profile' | 'vault' | 'isVaultLossy'>): FileVault {
  return new FileVault({
    store: createTwinBlobStore(createDexieBlobStore(profile), createPrivateCopies(profile), (error) =>
      console.error('an unsent file has no second copy:', error)
    ),
    keys: createClientKeys(isVaultLossy ? keepKeysBeside(vault, profile) : vault, `files:${profile}`),
    now: browserClock.now,
    randomBytes: browserClock.randomBytes,
    room: freeRoom
  })
}

async function freeRoom(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined || usage === undefined ? null : quota - usage
}
