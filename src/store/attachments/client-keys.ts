// One key per client, so that what is kept of a client ends with its key. Pieces are sealed with AES-GCM, and the seal names their place:
// a piece that was changed, or put in another place, or belongs to another client, does not open. Keys are kept where the sign-in is.

import type { Id } from '#core/kernel/ids.ts'
import type { KeyVault } from '#store/service/key-vault.ts'

/** Seals and opens pieces. */
export interface ClientKeys {
  /** @param place names the piece, such as `<blob>/<index>` */
  seal(clientId: Id, place: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
  /** The piece's bytes; null when it does not open. */
  open(clientId: Id, place: string, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null>
  /** Forgets the key: what was sealed with it is lost for good. */
  drop(clientId: Id): Promise<void>
}

const ivBytes = 12
const encoder = new TextEncoder()

/** Keys kept in `vault` under names that begin with `prefix`. */
export function createClientKeys(vault: KeyVault, prefix: string): ClientKeys {
  const keys = new Map<Id, Promise<CryptoKey>>()
  const nameOf = (clientId: Id): string => `${prefix}:${clientId}`
  const keyOf = (clientId: Id): Promise<CryptoKey> => {
    const known = keys.get(clientId)
    if (known) return known
    const key = readOrMake(vault, nameOf(clientId))
    keys.set(clientId, key)
    // A key store that was away for a moment must not close the client's files until the next start.
    key.catch(() => keys.delete(clientId))
    return key
  }
  return {
    async seal(clientId, place, bytes) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(place) }, await keyOf(clientId), bytes)
      const sealed = new Uint8Array(ivBytes + text.byteLength)
      sealed.set(iv)
      sealed.set(new Uint8Array(text), ivBytes)
      return sealed
    },
    async open(clientId, place, sealed) {
      const key = await keyOf(clientId)
      const parameters = { name: 'AES-GCM', iv: sealed.slice(0, ivBytes), additionalData: encoder.encode(place) }
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.slice(ivBytes)))
      } catch {
        return null
      }
    },
    async drop(clientId) {
      keys.delete(clientId)
      await vault.write(nameOf(clientId), null)
    }
  }
}

async function readOrMake(vault: KeyVault, name: string): Promise<CryptoKey> {
  const kept = await vault.read(name)
  const raw = kept === null ? crypto.getRandomValues(new Uint8Array(32)) : Uint8Array.from(atob(kept), (letter) => letter.charCodeAt(0))
  // The key is durable before anything is sealed with it.
  if (kept === null) await vault.write(name, btoa(String.fromCharCode(...raw)))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
