// Keys of the journals: 256 random bits each, wrapped by the operating system's key store, and AES-GCM under them. Invariants: a key is on
// the disk before anything is sealed under it; a key that can't be unwrapped now is kept, because the key store may give it back.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { FilePort } from '#core/journal/file-port.ts'
import type { JournalCipher } from '#core/journal/journal-entries.ts'
import { readJson, writeWhole } from './files.ts'
import { protectionOf } from './secrets.ts'

const keptKeys = z.array(z.string())
const nonceBytes = 12
const tagBytes = 16
const nameBytes = 4

interface Key {
  readonly name: Buffer
  readonly bytes: Buffer
}

/** The cipher of a folder of journals; null where the key store protects nothing, so that entries are better kept plain. */
export async function openJournalCipher(folder: string, files: FilePort, safeStorage: SafeStorage): Promise<JournalCipher | null> {
  if (protectionOf(safeStorage) !== 'keychain') return null
  const path = join(folder, 'keys.json')
  const wrapped = keptKeys.safeParse(await readJson(path)).data ?? []
  const keys = wrapped.flatMap((text) => unwrapped(text, safeStorage) ?? [])
  const current = keys.at(-1) ?? keyOf(randomBytes(32))
  if (keys.length === 0) {
    const text = safeStorage.encryptString(current.bytes.toString('base64')).toString('base64')
    await writeWhole(path, JSON.stringify([...wrapped, text]))
    await files.syncNames()
    keys.push(current)
  }
  return {
    seal: (plain, context) => seal(current, plain, context),
    open: (sealed, context) => unseal(keys, Buffer.from(sealed), context)
  }
}

function keyOf(bytes: Buffer): Key {
  return { bytes, name: createHash('sha256').update(bytes).digest().subarray(0, nameBytes) }
}

function unwrapped(text: string, safeStorage: SafeStorage): Key | null {
  try {
    return keyOf(Buffer.from(safeStorage.decryptString(Buffer.from(text, 'base64')), 'base64'))
  } catch {
    // Another machine, or a key store that was reset.
    return null
  }
}

/** Name of the key, nonce, tag, sealed bytes. */
function seal(key: Key, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([key.name, nonce, cipher.getAuthTag(), sealed])
}

function unseal(keys: readonly Key[], bytes: Buffer, context: string): Uint8Array | null {
  const key = keys.find(({ name }) => name.equals(bytes.subarray(0, nameBytes)))
  if (!key) return null
  try {
    const nonce = bytes.subarray(nameBytes, nameBytes + nonceBytes)
    const cipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(context))
    cipher.setAuthTag(bytes.subarray(nameBytes + nonceBytes, nameBytes + nonceBytes + tagBytes))
    return Buffer.concat([cipher.update(bytes.subarray(nameBytes + nonceBytes + tagBytes)), cipher.final()])
  } catch {
    return null
  }
}
