// The built client for the browser, from a folder, under a strict policy. Any address that is no file and no API is the app itself.

import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'

/** Content security policy of everything that is served: only our own code, no frames, no plug-ins, no forms to elsewhere. */
export const clientPolicy: Record<string, string[]> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  // The component library sets sizes and places by style attributes.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"]
}

/** Serves the folder at `/`; nothing is served when there is none. */
export async function registerClient(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null) return
  const assets = join(folder, 'assets')
  await app.register(fastifyStatic, {
    root: folder,
    setHeaders: (reply, path) => {
      // Built files carry a hash in their name; the page that names them must always be fresh.
      reply.header('cache-control', path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache')
    }
  })
}
