// Routes of the sync protocol: push, pull, snapshot. Each asks who it is before it reads a body, then whether it speaks today's protocol,
// and parses by the schema that both sides share.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { pullRequest } from '#sync/protocol/pull.ts'
import { pushRequest } from '#sync/protocol/push.ts'
import { snapshotRequest } from '#sync/protocol/snapshot.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { Reading, SnapshotText } from '../sync/pull-service.ts'
import { askFirst, type AskedFirst } from './ask-first.ts'
import { createRateCounter, sendJson, tokenOf } from './authentication.ts'
import { bodyOf } from './bodies.ts'
import type { ServerContext } from './context.ts'
import { Problem } from './problem.ts'

/** Bodies of a push: 50 commands, of which one may carry an import's whole history. */
const pushBytes = 16_777_216

/** Adds the routes. */
export function registerSyncRoutes(app: FastifyInstance, context: ServerContext): void {
  const count = createRateCounter(context.limits.perDevice, () => Date.now())
  const askWho = (find: (token: string) => Promise<Reading>): AskedFirst<Reading> =>
    askFirst(async (request) => {
      const who = await find(tokenOf(request))
      count(who.deviceId)
      return who
    })
  const known = askWho((token) => context.sessions.authenticate(token))
  const { preParsing } = known
  const open = <T>(request: FastifyRequest, asked: AskedFirst<Reading>, schema: z.ZodType<T>): { who: Reading; body: T } => {
    const who = asked.of(request)
    checkProtocol(request.body, context.oldestProtocol)
    return { who, body: bodyOf(request, schema) }
  }
  app.post('/v1/sync/push', { bodyLimit: pushBytes, preParsing }, async (request, reply) => {
    const { who, body } = open(request, known, pushRequest)
    const { organisationId, personId } = who.viewer
    const answer = await context.push.push({ organisationId, personId, deviceId: who.deviceId }, body)
    return sendJson(reply, JSON.stringify(answer))
  })
  const placed = askWho((token) => context.sessions.authenticateAt(token))
  app.post('/v1/sync/pull', { preParsing: placed.preParsing }, async (request, reply) => {
    const { who, body } = open(request, placed, pullRequest)
    return sendJson(reply, await context.pull.pullText(who, body))
  })
  app.post('/v1/sync/snapshot', { bodyLimit: 262_144, preParsing }, async (request, reply) => {
    const { who, body } = open(request, known, snapshotRequest)
    const snapshot = await context.pull.snapshot(who, body)
    if (!snapshot)
      throw new Problem(400, 'invalid', 'after: no position of a snapshot', { field: 'after', expected: '`next` of the answer before' })
    return reply.type('application/x-ndjson; charset=utf-8').send(linesOf(snapshot))
  })
}

function linesOf({ head, pages }: SnapshotText): string {
  const lines = pages.flatMap(({ line, content }) => [JSON.stringify(line), content])
  return `${[JSON.stringify(head), ...lines].join('\n')}\n`
}

/** Comes before the schemas: a request of another version has another form. */
function checkProtocol(body: unknown, oldest: number): void {
  const protocol: unknown = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined
  if (typeof protocol !== 'number') return
  const expected = String(protocolVersion)
  if (protocol < oldest) throw new Problem(426, 'too-old', 'This app is too old for the server', { field: 'protocol', expected })
  if (protocol > protocolVersion)
    throw new Problem(400, 'server-too-old', 'This server is too old for the app', { field: 'protocol', expected })
}
