// Who asks: the bearer token of a request, checked at every request, and the rate of one device.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticated } from '../auth/session-service.ts'
import type { ServerContext } from './context.ts'
import { Problem } from './problem.ts'

/** Finds out who asks. @throws `Problem` 401 when nobody valid does */
export function authenticate(context: ServerContext, request: FastifyRequest): Promise<Authenticated> {
  return context.sessions.authenticate(tokenOf(request))
}

/** The access token of a request. @throws `Problem` 401 when there is none */
export function tokenOf(request: FastifyRequest): string {
  const { authorization } = request.headers
  const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '')?.[1]
  if (token === undefined)
    throw new Problem(401, 'signed-out', 'The request carries no access token', { field: 'authorization', expected: 'Bearer …' })
  return token
}

/** Counts requests of each key in windows of a minute. */
export function createRateCounter(perMinute: number, now: () => number): (key: string) => void {
  const counts = new Map<string, number>()
  let windowStart = 0
  return (key) => {
    const current = Math.floor(now() / 60_000)
    if (current !== windowStart) {
      counts.clear()
      windowStart = current
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= perMinute) return
    const retryAfter = 60 - Math.floor((now() % 60_000) / 1000)
    throw new Problem(429, 'busy', 'Too many requests of this device', { expected: `at most ${perMinute} a minute`, retryAfter })
  }
}

/** Sends text that is JSON already. */
export function sendJson(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text)
}
