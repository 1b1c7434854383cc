// Uploads by tus 1.0: core, creation, checksum and expiration, written here because what exists knows neither checksums nor our
// sign-in. A piece is taken whole or not at all, so what is counted is on disk; the row's own hash decides in the end.
// `GET` beside it answers the same count as JSON with a digest, because a count in a bare header can be changed on the way.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maxAttachmentBytes } from '#core/attachments/attachment.entity.ts'
import { askFirst } from '../http/ask-first.ts'
import { sendJson } from '../http/authentication.ts'
import type { ServerContext } from '../http/context.ts'
import { Problem } from '../http/problem.ts'
import { type Access, createAccess } from './attachment-access.ts'
import { checkChecksum, checksumAlgorithms, checkTusVersion, countOf, tusVersion } from './upload-headers.ts'

/** Largest piece, bytes. */
export const maxPieceBytes = 8_388_608

/** Uploads without progress for so long are dropped, milliseconds. */
export const uploadLifeMs = 7 * 24 * 3_600_000

const place = '/v1/attachments/:id/upload'

/** Headers that say what is spoken here. */
export const tusOptions: Readonly<Record<string, string>> = {
  'tus-resumable': tusVersion,
  'tus-version': tusVersion,
  'tus-extension': 'creation,checksum,expiration',
  'tus-max-size': String(maxAttachmentBytes),
  'tus-checksum-algorithm': checksumAlgorithms
}

/** Adds the routes. */
export function registerUploadRoutes(app: FastifyInstance, context: ServerContext): void {
  const { contents, quota } = context.attachments
  const accessTo = createAccess(context)
  app.addContentTypeParser('application/offset+octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const known = askFirst(accessTo)
  const ours = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => checkTusVersion(request, reply)
  app.post(place, { preParsing: [ours, known.preParsing] }, async (request, reply) => {
    const access = known.of(request)
    const { viewer, row } = access
    const length = countOf(request, 'upload-length')
    if (length !== row.size)
      throw new Problem(400, 'invalid', 'upload-length: not the size of this file', { field: 'upload-length', expected: String(row.size) })
    if (!(await isHere(context, access))) {
      if ((await contents.offset(viewer.organisationId, row)) === null) await quota.admit(viewer.organisationId, row.size)
      await kept(contents.begin(viewer.organisationId, row))
    }
    return expiring(reply).code(201).header('location', request.url).send()
  })

  app.head(place, async (request, reply) => {
    checkTusVersion(request, reply)
    const access = await accessTo(request)
    const offset = await countHere(context, access)
    if (offset === null) throw notBegun()
    void reply.header('upload-offset', String(offset)).header('upload-length', String(access.row.size)).header('cache-control', 'no-store')
    return expiring(reply).code(200).send()
  })

  app.get(place, { exposeHeadRoute: false }, async (request, reply) => {
    const access = await accessTo(request)
    const offset = await countHere(context, access)
    const whole = await isHere(context, access)
    return sendJson(reply, JSON.stringify({ offset, length: access.row.size, whole }))
  })

  registerPieces(app, context, accessTo)
}

/** Pieces: who sends them is known before their bytes are read. */
function registerPieces(app: FastifyInstance, context: ServerContext, accessTo: ReturnType<typeof createAccess>): void {
  const { contents, quota } = context.attachments
  const known = askFirst(accessTo)
  app.patch(place, { bodyLimit: maxPieceBytes, preParsing: known.preParsing }, async (request, reply) => {
    checkTusVersion(request, reply)
    const access = known.of(request)
    const { viewer, deviceId, row } = access
    const piece = request.body
    if (!(piece instanceof Uint8Array)) throw unsupported()
    const offset = countOf(request, 'upload-offset')
    if (offset + piece.length > row.size)
      throw new Problem(413, 'too-large', 'The piece goes beyond the file', {
        field: 'body',
        expected: `at most ${row.size - offset} bytes`
      })
    checkChecksum(request, piece)
    if (await isHere(context, access)) throw elsewhere(row.size)
    const { organisationId } = viewer
    await quota.take({ organisationId, deviceId }, { bytes: piece.length, isLast: offset + piece.length === row.size })
    const taken = await kept(contents.append(viewer.organisationId, row, offset, piece))
    if (taken.type === 'elsewhere') throw taken.offset === null ? notBegun() : elsewhere(taken.offset)
    if (taken.type === 'mismatch') {
      const details = { field: 'sha256', expected: row.sha256 }
      throw new Problem(422, 'hash-mismatch', `sha256: the bytes sent have ${taken.sha256}`, details)
    }
    return expiring(reply).code(204).header('upload-offset', String(taken.offset)).send()
  })
}

/** Says until when an upload waits for its next piece. */
function expiring(reply: FastifyReply): FastifyReply {
  return reply.header('upload-expires', new Date(Date.now() + uploadLifeMs).toUTCString())
}

/** True when the content is here; what another attachment that this person sees has proven needs no second upload. */
async function isHere(context: ServerContext, { viewer, row }: Access): Promise<boolean> {
  const { contents, rows } = context.attachments
  if (await contents.has(viewer.organisationId, row)) return true
  for (const other of await rows.alike(viewer, row)) {
    if (other.size !== row.size || !(await contents.has(viewer.organisationId, other))) continue
    await kept(contents.mark(viewer.organisationId, row))
    return true
  }
  return false
}

async function countHere(context: ServerContext, access: Access): Promise<number | null> {
  const { viewer, row } = access
  const { contents } = context.attachments
  if (await isHere(context, access)) return row.size
  const offset = await contents.offset(viewer.organisationId, row)
  if (offset !== row.size) return offset
  // A crash came between the last piece and the whole.
  const finished = await kept(contents.append(viewer.organisationId, row, offset, new Uint8Array()))
  return finished.type === 'taken' ? row.size : null
}

/** A full disk is the only fault of a disk that a person can mend and a device can wait out. */
async function kept<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    const { code } = error as { readonly code?: string }
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    throw new Problem(507, 'storage-full', 'The server has no room for this file', { retryAfter: 300 })
  }
}

function notBegun(): Problem {
  return new Problem(404, 'not-found', 'No upload of this file is under way', { expected: 'POST first' })
}

function elsewhere(offset: number): Problem {
  return new Problem(409, 'wrong-offset', 'The upload stands elsewhere', { field: 'upload-offset', expected: String(offset) })
}

function unsupported(): Problem {
  return new Problem(415, 'unsupported-media-type', 'This content type is not understood', {
    field: 'content-type',
    expected: 'application/offset+octet-stream'
  })
}
