// Seals text under the organisation's public key: from then on nobody opens it but the server, not even this device. The form of the box
// stands in server/auth/rescue-key.ts.

import { base64ToBytes, bytesToBase64 } from '#store/service/base64.ts'

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Seals text for whoever holds the private half of `publicKey` (raw P-256 point in base64). @returns the box in base64 */
export async function sealForRescue(publicKey: string, text: string): Promise<string> {
  const theirs = await crypto.subtle.importKey('raw', base64ToBytes(publicKey), curve, false, [])
  const own = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: new TextEncoder().encode('fixpoint rescue') }
  const key = await crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
  return bytesToBase64(new Uint8Array(await new Blob([ephemeral, iv, sealed]).arrayBuffer()))
}
