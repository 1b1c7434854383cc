// The headers of tus 1.0 (core, creation, checksum, expiration) that a request carries, each checked and named when it is wrong.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../http/problem.ts'

/** Version that is spoken. */
export const tusVersion = '1.0.0'

/** Checks the version of the protocol. @throws `Problem` 412 */
export function checkTusVersion(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('tus-resumable', tusVersion)
  if (request.headers['tus-resumable'] === tusVersion) return
  void reply.header('tus-version', tusVersion)
  throw new Problem(412, 'invalid', 'tus-resumable: another version', { field: 'tus-resumable', expected: tusVersion })
}

/** A header that is a count of bytes. @throws `Problem` 400 that names it */
export function countOf(request: FastifyRequest, name: string): number {
  const value = request.headers[name]
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null
  if (count === null) throw new Problem(400, 'invalid', `${name}: expected a count of bytes`, { field: name, expected: 'a count of bytes' })
  return count
}

const algorithms: readonly string[] = ['sha1', 'sha256']

/** For the header `Tus-Checksum-Algorithm`. */
export const checksumAlgorithms = algorithms.join(',')

/** Checks a body against `Upload-Checksum`, where there is one. @throws `Problem` 400 or 460 */
export function checkChecksum(request: FastifyRequest, body: Uint8Array): void {
  const header = request.headers['upload-checksum']
  if (header === undefined) return
  const field = 'upload-checksum'
  const [, algorithm = '', claimed = ''] = /^(\w+) ([A-Za-z0-9+/]+=*)$/.exec(String(header)) ?? []
  if (!algorithms.includes(algorithm)) {
    const expected = `${algorithms.join(' or ')} and the digest in base64`
    throw new Problem(400, 'invalid', 'upload-checksum: not understood', { field, expected })
  }
  const actual = createHash(algorithm).update(body).digest()
  const given = Buffer.from(claimed, 'base64')
  if (given.length === actual.length && timingSafeEqual(given, actual)) return
  throw new Problem(460, 'corrupted', 'The piece does not match its checksum', {
    field,
    expected: `${algorithm} ${actual.toString('base64')}`
  })
}
