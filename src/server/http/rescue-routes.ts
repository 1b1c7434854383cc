// Routes of what locked-out devices had not sent: handed in by the device with the token of its refusal, read by administrators.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { assert } from '#core/kernel/assert.ts'
import { rescueReadRequest, rescueRequest } from '#sync/protocol/session.ts'
import type { RescueOwner } from '../auth/rescue-key.ts'
import { authenticate, sendJson, tokenOf } from './authentication.ts'
import { bodyOf } from './bodies.ts'
import type { ServerContext } from './context.ts'

/** Ten thousand commands and some files fit. */
const rescueBytes = 33_554_432

/** Adds the routes. */
export function registerRescueRoutes(app: FastifyInstance, context: ServerContext): void {
  const owners = new WeakMap<FastifyRequest, RescueOwner>()
  const limited = { rateLimit: { max: context.limits.signInPerAddress, timeWindow: '1 minute' } }
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    owners.set(request, await context.rescue.ownerOf(tokenOf(request)))
  }
  app.post('/v1/rescue', { bodyLimit: rescueBytes, config: limited, onRequest }, async (request, reply) => {
    const owner = owners.get(request)
    assert(owner, 'a rescue comes from a known device')
    await context.rescue.keep(owner, bodyOf(request, rescueRequest))
    return sendJson(reply, '{}')
  })
  app.post('/v1/rescue/read', async (request, reply) => {
    const { viewer } = await authenticate(context, request)
    const boxes = await context.rescue.read(viewer, bodyOf(request, rescueReadRequest).deviceId)
    return sendJson(reply, JSON.stringify({ boxes }))
  })
}
