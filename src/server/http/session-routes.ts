// Routes of signing in, staying in and out, passwords, and the sample's people.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { id } from '#core/kernel/schema.ts'
import { refreshRequest, signInRequest } from '#sync/protocol/session.ts'
import { askFirst } from './ask-first.ts'
import { authenticate, sendJson } from './authentication.ts'
import { bodyOf } from './bodies.ts'
import type { ServerContext } from './context.ts'
import { Problem } from './problem.ts'

const password = z.string().min(10, 'expected at least 10 characters').max(1024)
/** Body of `PUT /v1/password`. */
export const ownPassword = z.strictObject({ oldPassword: z.string().max(1024), newPassword: password })
/** Body of `PUT /v1/people/password`. */
export const givenPassword = z.strictObject({ personId: id, password })

/** Adds the routes. */
export function registerSessionRoutes(app: FastifyInstance, context: ServerContext): void {
  const limited = { config: { rateLimit: { max: context.limits.signInPerAddress, timeWindow: '1 minute' } } }
  app.post('/v1/session', limited, async (request, reply) => {
    const session = await context.sessions.signIn(bodyOf(request, signInRequest), platformOf(request))
    return sendJson(reply, JSON.stringify(session))
  })
  app.post('/v1/session/refresh', limited, async (request, reply) => {
    const { refreshToken } = bodyOf(request, refreshRequest)
    return sendJson(reply, JSON.stringify(await context.sessions.refresh(refreshToken)))
  })
  const known = askFirst((request) => authenticate(context, request))
  const asked = { ...limited, preParsing: known.preParsing }
  app.post('/v1/session/sign-out', asked, async (request, reply) => {
    await context.sessions.signOut(known.of(request))
    return sendJson(reply, '{}')
  })
  app.put('/v1/password', asked, async (request, reply) => {
    const who = known.of(request)
    const { oldPassword, newPassword } = bodyOf(request, ownPassword)
    await context.sessions.changePassword(who, oldPassword, newPassword)
    return sendJson(reply, '{}')
  })
  app.put('/v1/people/password', asked, async (request, reply) => {
    const who = known.of(request)
    const given = bodyOf(request, givenPassword)
    await context.sessions.setPassword(who, given.personId, given.password)
    return sendJson(reply, '{}')
  })
  app.get('/v1/sample', async (_request, reply) => {
    if (!context.sample) throw new Problem(404, 'not-found', 'This server has no sample')
    return sendJson(reply, JSON.stringify({ people: await context.sample() }))
  })
}

/** What the device runs on, in one word, from its user agent. */
function platformOf(request: FastifyRequest): string {
  const agent = request.headers['user-agent'] ?? ''
  return ['Android', 'iPhone', 'iPad', 'Windows', 'Macintosh', 'Linux'].find((name) => agent.includes(name)) ?? ''
}
