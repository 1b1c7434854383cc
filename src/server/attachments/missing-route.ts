// Which contents the server lacks of those that a device holds: asked for by devices, because only they can bring them again after the
// folder of contents came back from an older copy than the rows. What a person may not see is answered like what isn't there: not at all.

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { missingLimit } from '#core/attachments/attachment.entity.ts'
import { id } from '#core/kernel/schema.ts'
import { askFirst } from '../http/ask-first.ts'
import { authenticate, createRateCounter, sendJson } from '../http/authentication.ts'
import { bodyOf } from '../http/bodies.ts'
import type { ServerContext } from '../http/context.ts'

/** Body of the question. */
export const missingRequest = z.strictObject({ ids: z.array(id).max(missingLimit) })

/** Adds the route: `POST /v1/attachments/missing` {ids} answers {missing: ids}. [ATT14] */
export function registerMissingRoute(app: FastifyInstance, context: ServerContext): void {
  const { contents, rows } = context.attachments
  const count = createRateCounter(context.limits.perDevice, () => Date.now())
  const known = askFirst(async (request) => {
    const who = await authenticate(context, request)
    count(who.deviceId)
    return who
  })
  app.post('/v1/attachments/missing', { preParsing: known.preParsing }, async (request, reply) => {
    const { viewer } = known.of(request)
    const { ids } = bodyOf(request, missingRequest)
    const missing: string[] = []
    for (const row of await rows.findAll(viewer, ids)) if (!(await contents.has(viewer.organisationId, row))) missing.push(row.id)
    return sendJson(reply, JSON.stringify({ missing }))
  })
}
