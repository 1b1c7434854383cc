// Content digests (RFC 9530) in both directions: a body that was damaged on its way is refused instead of being half understood.
// They are taken over the content before any content coding, because a browser shows its scripts nothing else.

import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from './problem.ts'

/** SHA-256 of a body. */
export function sha256(body: Buffer | string): Buffer {
  return createHash('sha256').update(body).digest()
}

/** Value of a `content-digest` header for a body. */
export function contentDigest(body: Buffer | string): string {
  return `sha-256=:${sha256(body).toString('base64')}:`
}

/**
 * Checks a body against its header.
 * @throws `Problem` of type `corrupted` when it doesn't fit, `digest-missing` when it is required and isn't there
 */
export function checkDigest(header: string | undefined, body: Buffer, isRequired: boolean): void {
  if (header === undefined) {
    if (!isRequired) return
    throw new Problem(400, 'digest-missing', 'The request carries no digest', { field: 'content-digest', expected: 'sha-256=:…:' })
  }
  const given = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):/.exec(header)?.[1]
  const actual = sha256(body)
  const claimed = Buffer.from(given ?? '', 'base64')
  if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual))
    throw new Problem(400, 'corrupted', 'The body does not match its digest', { field: 'content-digest', expected: contentDigest(body) })
}
