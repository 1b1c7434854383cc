// Files of a device in memory, with a key vault of its own; the server is whatever the test hands in.

import { createClientKeys, type ClientKeys } from '#store/attachments/client-keys.ts'
import type { BlobStore } from '#store/attachments/blob-store.ts'
import { type FileTransport } from '#store/attachments/file-transport.ts'
import type { FileReplica } from '#store/attachments/file-rows.ts'
import { FileVault } from '#store/attachments/file-vault.ts'
import { type Files, openFiles } from '#store/attachments/files.ts'
import { type BlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import { type Clock, TransportError } from '#sync/ports.ts'

/** A vault of small texts; what is kept in it can be looked at. */
export function memoryKeys(kept = new Map<string, string>()): KeyVault & { readonly kept: Map<string, string> } {
  return {
    kept,
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value))
  }
}

export interface VaultOptions {
  readonly store: BlobStore
  readonly keys?: ClientKeys
  readonly now?: () => number
  readonly room?: () => Promise<number | null>
  readonly limitBytes?: number
}

/** A vault that is not open yet. */
export function testVault({ store, keys, now = Date.now, room = async () => null, limitBytes }: VaultOptions): FileVault {
  const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))
  const limit = limitBytes === undefined ? {} : { limitBytes }
  return new FileVault({ store, keys: keys ?? createClientKeys(memoryKeys(), 'files'), now, randomBytes, room, ...limit })
}

/** The server is away. */
export const noFileServer: FileTransport = { state: away, begin: away, send: away, fetch: away, missing: away }

async function away(): Promise<never> {
  throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
}

interface MemoryFilesOptions {
  readonly replica: FileReplica
  readonly clock: Clock
  readonly disk: BlobDisk
  readonly transport: FileTransport
  readonly keys?: ClientKeys
}

/** Opens files over a replica. */
export function openMemoryFiles({ replica, clock, disk, transport, keys }: MemoryFilesOptions): Promise<Files> {
  const vault = testVault({ store: createMemoryBlobStore(disk), now: clock.now, ...(keys ? { keys } : {}) })
  return openFiles({ vault, transport, replica, clock })
}
