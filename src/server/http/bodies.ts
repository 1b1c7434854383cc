// Bodies in both directions: JSON is read from bytes that were checked against their digest first, and every answer carries its own.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { checkDigest, contentDigest } from './digest.ts'
import { encodeBody } from './compress.ts'
import { invalidInput, Problem } from './problem.ts'

/** Routes under this path must carry a digest with their bodies. */
const digestedPath = '/v1/sync/'

/** Installs reading and writing of bodies. */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(/^application\/json\b/i, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJson(request, body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!request.url.startsWith('/v1/') || typeof payload !== 'string') return payload
    return finishBody(request, reply, Buffer.from(payload))
  })
}

/** Reads a request's body by its schema. @throws `Problem` that names the field and what was expected */
export function bodyOf<T>(request: FastifyRequest, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(request.body)
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data
}

function readJson(request: FastifyRequest, body: Buffer): unknown {
  checkDigest(headerOf(request, 'content-digest'), body, request.url.startsWith(digestedPath))
  if (body.length === 0) throw new Problem(400, 'invalid-json', 'The body is empty', { field: 'body', expected: 'JSON' })
  if (isTooDeep(body)) {
    const expected = `at most ${deepest} lists or records in one another`
    throw new Problem(400, 'invalid-json', 'The body is nested too deeply', { field: 'body', expected })
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Problem(400, 'invalid-json', 'The body is not JSON', { field: 'body', expected: 'JSON in UTF-8' })
  }
}

/** Nothing of ours is nested nearly so deeply; far deeper, whatever walks through a value would run out of stack. */
const deepest = 200

const sign = { quote: 34, escape: 92, openList: 91, closeList: 93, openRecord: 123, closeRecord: 125 } as const

function isTooDeep(body: Buffer): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]
    if (isText) {
      if (byte === sign.escape) at++
      else if (byte === sign.quote) isText = false
    } else if (byte === sign.quote) isText = true
    else if (byte === sign.openList || byte === sign.openRecord) {
      if (++depth > deepest) return true
    } else if (byte === sign.closeList || byte === sign.closeRecord) depth--
  }
  return false
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Headers that steer how a page behaves mean nothing on JSON, and would outweigh a small answer. */
const pageHeaders = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection'
]

async function finishBody(request: FastifyRequest, reply: FastifyReply, content: Buffer): Promise<Buffer> {
  for (const name of pageHeaders) reply.removeHeader(name)
  void reply.header('content-digest', contentDigest(content)).header('cache-control', 'no-store')
  const { coding, body } = await encodeBody(content, headerOf(request, 'accept-encoding'), request.ip)
  if (coding) void reply.header('content-encoding', coding).header('vary', 'accept-encoding, origin')
  void reply.header('content-length', String(body.length))
  return body
}
