// Everything about bytes of attachments over HTTP. It has a scope of its own, because its bodies are bytes and not JSON.

import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../http/context.ts'
import { registerContentRoute } from './content-route.ts'
import { registerMissingRoute } from './missing-route.ts'
import { registerUploadRoutes, tusOptions } from './upload-routes.ts'

/** Adds the routes. */
export async function registerAttachmentRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  await app.register(async (scope) => {
    registerUploadRoutes(scope, context)
    registerContentRoute(scope, context)
    registerMissingRoute(scope, context)
  })
}

/** Answers what is spoken here. It must be installed before the browser's own question (CORS) is answered, which is another one. */
export function answerTusOptions(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const isOurs = request.method === 'OPTIONS' && request.url.startsWith('/v1/attachments')
    if (isOurs && request.headers['access-control-request-method'] === undefined) return reply.code(204).headers(tusOptions).send()
    return undefined
  })
}
