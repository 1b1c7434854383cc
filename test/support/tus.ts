// Requests of tus as any client of it would make them, for tests of the server's side.

import { createHash } from 'node:crypto'

/** One request; headers of tus and sign-in are filled in. */
export async function tus(
  address: string,
  token: string | null,
  method: string,
  path: string,
  options: { readonly headers?: Record<string, string>; readonly body?: Uint8Array<ArrayBuffer> } = {}
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string; readonly bytes: Uint8Array }> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'tus-resumable': '1.0.0', ...authorization, ...options.headers }
  const answer = await fetch(`${address}${path}`, { method, headers, ...(options.body ? { body: options.body } : {}) })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: new TextDecoder().decode(bytes) }
}

/** Headers of a piece. */
export function pieceHeaders(offset: number, piece: Uint8Array, checksum = digestOf('sha256', piece)): Record<string, string> {
  return { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'upload-checksum': checksum }
}

/** Value of `Upload-Checksum`. */
export function digestOf(algorithm: string, bytes: Uint8Array): string {
  return `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}`
}

/** SHA-256 in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes that don't repeat. */
export function someBytes(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let state = seed
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[index] = state >>> 24
  }
  return bytes
}
