// Routes of what locked-out devices had not sent: handed in by the device with the token of its refusal, read by administrators.

import type { FastifyInstance } from 'fastify'
import { rescueReadRequest, rescueRequest } from '#sync/protocol/session.ts'
import { askFirst } from './ask-first.ts'
import { authenticate, sendJson, tokenOf } from './authentication.ts'
import { bodyOf } from './bodies.ts'
import type { ServerContext } from './context.ts'

/** Ten thousand commands and some files fit. */
const rescueBytes = 33_554_432

/** Adds the routes. */
export function registerRescueRoutes(app: FastifyInstance, context: ServerContext): void {
  const limited = { rateLimit: { max: context.limits.signInPerAddress, timeWindow: '1 minute' } }
  const owner = askFirst((request) => context.rescue.ownerOf(tokenOf(request)))
  app.post('/v1/rescue', { bodyLimit: rescueBytes, config: limited, preParsing: owner.preParsing }, async (request, reply) => {
    await context.rescue.keep(owner.of(request), bodyOf(request, rescueRequest))
    return sendJson(reply, '{}')
  })
  const reader = askFirst((request) => authenticate(context, request))
  app.post('/v1/rescue/read', { config: limited, preParsing: reader.preParsing }, async (request, reply) => {
    const { viewer } = reader.of(request)
    const boxes = await context.rescue.read(viewer, bodyOf(request, rescueReadRequest).deviceId)
    return sendJson(reply, JSON.stringify({ boxes }))
  })
}
