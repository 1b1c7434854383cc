// Bearer tokens are random and opaque; the database holds only their hashes, so that a copy of it opens nothing.

import { createHash, randomBytes } from 'node:crypto'

/** How long an access token lasts, milliseconds. */
export const accessMs = 15 * 60_000
/** How long a refresh token lasts, milliseconds: longer than any stay without network that we promise. */
export const refreshMs = 60 * 24 * 3_600_000

/** A new token, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
