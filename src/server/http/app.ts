// The HTTP server: bodies read and checked, answers digested and coded, errors in one form, headers, origins and rates. Routes say only
// what is theirs. Bad input never becomes a 5xx.

import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Socket } from 'node:net'
import { answerTusOptions, registerAttachmentRoutes } from '../attachments/attachment-routes.ts'
import { registerBodies } from './bodies.ts'
import type { ServerContext } from './context.ts'
import { contentDigest } from './digest.ts'
import { registerLiveRoute } from './live-route.ts'
import { registerMetrics } from './metrics.ts'
import { assertDocumented, openApiDocument } from './openapi.ts'
import { Problem } from './problem.ts'
import { clientPolicy, registerClient } from './static-client.ts'
import { registerRescueRoutes } from './rescue-routes.ts'
import { registerSessionRoutes } from './session-routes.ts'
import { registerSyncRoutes } from './sync-routes.ts'

/** Builds the server; the caller listens and closes. */
export async function createApp(context: ServerContext): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: context.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 65_536,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    // Whoever may name another address escapes every rate: only who is named in the settings.
    trustProxy: context.trustedProxies.length > 0 ? [...context.trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void answerError(context, error, request, reply),
    clientErrorHandler
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(context, error, request, reply))
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem(404, 'not-found', 'There is nothing at this address')))
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: clientPolicy }, crossOriginResourcePolicy: false })
  answerTusOptions(app)
  await app.register(cors, {
    origin: [...context.origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'],
    allowedHeaders: ['authorization', 'content-type', 'content-digest', 'range', ...tusRequestHeaders],
    exposedHeaders: ['content-digest', 'retry-after', 'content-range', 'location', 'upload-offset', 'upload-length', 'tus-resumable'],
    maxAge: 3600
  })
  await app.register(rateLimit, {
    max: context.limits.perAddress,
    timeWindow: '1 minute',
    addHeaders: silentRates,
    addHeadersOnExceeding: silentRates,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, 'busy', 'Too many requests', { expected: 'fewer requests', retryAfter: Math.ceil(ttl / 1000) })
  })
  // Rows that leave the machine are packed (live-rows.ts says when); no connection keeps a window of what it packed.
  const perMessageDeflate = { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0, concurrencyLimit: 4 }
  await app.register(websocket, { options: { maxPayload: 4096, perMessageDeflate } })
  endConnections(app)
  registerBodies(app)
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) assertDocumented(each, url)
  })
  registerMetrics(app, context.metricsToken, context.gauges)
  for (const path of ['/health', '/v1/health']) app.get(path, () => context.health())
  const document = openApiDocument()
  app.get('/v1/openapi.json', () => document)
  registerSessionRoutes(app, context)
  registerRescueRoutes(app, context)
  registerSyncRoutes(app, context)
  registerLiveRoute(app, context)
  await registerAttachmentRoutes(app, context)
  await registerClient(app, context.clientFolder)
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, id } = request
    context.log.info(
      { id, method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered'
    )
  })
  return app
}

const tusRequestHeaders = ['tus-resumable', 'upload-length', 'upload-offset', 'upload-checksum', 'upload-metadata']

/** A one-field change travels in less than a kilobyte; how much of the rate is left is nobody's question until it is used up. */
const silentRates = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** A connection whose request was under way when the server closed would otherwise be kept open for the next one. */
function endConnections(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) void reply.header('connection', 'close')
  })
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.details.retryAfter !== undefined) void reply.header('retry-after', String(problem.details.retryAfter))
  return reply.code(problem.status).type('application/json; charset=utf-8').send(JSON.stringify(problem.body()))
}

function answerError(context: ServerContext, error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : problemOf(error)
  if (problem.status >= 500) context.log.error({ id: request.id, route: request.routeOptions.url, err: error }, 'failed')
  return sendProblem(reply, problem)
}

const frameworkProblems: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem(413, 'too-large', 'The body is too large', { field: 'body', expected: 'a smaller body' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem(415, 'unsupported-media-type', 'This content type is not understood', {
    field: 'content-type',
    expected: 'application/json'
  }),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Problem(400, 'invalid-json', 'The body is empty', { field: 'body', expected: 'JSON' })
}

/** Databases that are away or full are the only faults of ours that a client can wait out. */
function problemOf(error: Error & { readonly statusCode?: number; readonly code?: string }): Problem {
  const known = frameworkProblems[error.code ?? '']
  if (known) return known
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem(error.statusCode, 'bad-request', 'The request could not be understood', { field: 'request', expected: 'valid HTTP' })
  const isAway = /^(08|53|55P03|57|25P03|ECONN|ETIMEDOUT)/.test(error.code ?? '') || /timeout exceeded|terminated/i.test(error.message)
  if (isAway) return new Problem(503, 'busy', 'The database can not be reached', { retryAfter: 2 })
  return new Problem(500, 'server-error', 'Something went wrong here')
}

/** What isn't HTTP at all. */
function clientErrorHandler(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = isLarge
    ? new Problem(431, 'too-large', 'The headers are too large', { field: 'headers', expected: 'at most 16 KB' })
    : new Problem(400, 'bad-request', 'This is not HTTP', { field: 'request', expected: 'valid HTTP' })
  const body = JSON.stringify(problem.body())
  const lines = [
    `HTTP/1.1 ${problem.status} ${isLarge ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'content-type: application/json; charset=utf-8',
    `content-digest: ${contentDigest(body)}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close'
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
