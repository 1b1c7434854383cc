// A file's content, whole or a range. It is only ever bytes to be saved: whatever the row says it is, no browser is told to show or run it.

import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import type { ServerContext } from '../http/context.ts'
import { contentDigest } from '../http/digest.ts'
import { Problem } from '../http/problem.ts'
import { createAccess } from './attachment-access.ts'

/** A range up to this many bytes carries the digest of its own bytes. */
const digestedBytes = 8_388_608

/** Adds the route. */
export function registerContentRoute(app: FastifyInstance, context: ServerContext): void {
  const { contents } = context.attachments
  const accessTo = createAccess(context)
  app.get('/v1/attachments/:id/content', async (request, reply) => {
    const { viewer, row } = await accessTo(request)
    if (!(await contents.has(viewer.organisationId, row)))
      throw new Problem(404, 'not-uploaded', 'The content of this file has not arrived yet', {
        field: 'id',
        expected: 'a file that was sent'
      })
    const range = rangeOf(request.headers.range, row.size)
    inert(reply, row.name)
    void reply.header('accept-ranges', 'bytes').header('etag', `"${row.sha256}"`)
    void reply.header('repr-digest', `sha-256=:${Buffer.from(row.sha256, 'hex').toString('base64')}:`)
    const [start, end] = range ?? [0, row.size]
    if (range) void reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${row.size}`)
    void reply.header('content-length', String(end - start))
    const pieces = contents.read(viewer.organisationId, row, start, end)
    if (end - start > digestedBytes) return reply.send(Readable.from(pieces))
    const body = await gather(pieces)
    return reply.header('content-digest', contentDigest(body)).send(body)
  })
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const gathered: Uint8Array[] = []
  for await (const piece of pieces) gathered.push(piece)
  return Buffer.concat(gathered)
}

/** Nothing of it is a page of ours: it is saved, never sniffed, and if something showed it all the same, it could do nothing. */
function inert(reply: FastifyReply, name: string): void {
  const plain = name.replace(/[^\w.() -]/g, '_')
  void reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
}

/** One range of bytes as [start, end); null: the whole. @throws `Problem` 416 */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | null {
  if (header === undefined) return null
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? []
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if ((first === '' && last === '') || start >= end)
    throw new Problem(416, 'invalid', 'range: not within the file', { field: 'range', expected: `bytes=start-end below ${size}` })
  return [start, end]
}
