// Small secrets (device tokens) under the operating system's key store. Invariant: without one nothing is written at all,
// and the answer says how good the protection is: on Linux the key store may be a fixed password.

import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { readJson, writeWhole } from './files.ts'

export type Protection = 'keychain' | 'fixed-password' | 'none'

export interface Secrets {
  readonly read: (name: string) => Promise<string | null>
  readonly write: (name: string, value: string | null) => Promise<{ stored: boolean; protection: Protection }>
}

const kept = z.record(z.string(), z.string())

export function createSecrets(userData: string, safeStorage: SafeStorage): Secrets {
  const path = join(userData, 'secrets.json')
  const readAll = async (): Promise<Record<string, string>> => kept.safeParse(await readJson(path)).data ?? {}
  let writing: Promise<unknown> = Promise.resolve()
  const change = async (name: string, value: string | null): Promise<void> => {
    const { [name]: _replaced, ...others } = await readAll()
    const next = value === null ? others : { ...others, [name]: safeStorage.encryptString(value).toString('base64') }
    await writeWhole(path, JSON.stringify(next))
  }
  return {
    read: async (name) => {
      await writing
      const found = (await readAll())[name]
      if (found === undefined) return null
      try {
        return safeStorage.decryptString(Buffer.from(found, 'base64'))
      } catch {
        // The key store's key is gone (another machine, a reset): the secret is lost, the user signs in again.
        return null
      }
    },
    write: async (name, value) => {
      const protection = protectionOf(safeStorage)
      if (protection === 'none') return { stored: false, protection }
      const written = writing.then(() => change(name, value))
      writing = written.catch(() => undefined)
      await written
      return { stored: true, protection }
    }
  }
}

/** How well the key store protects what it wraps. */
export function protectionOf(safeStorage: SafeStorage): Protection {
  if (!safeStorage.isEncryptionAvailable()) return 'none'
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text' ? 'fixed-password' : 'keychain'
}
