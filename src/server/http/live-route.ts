// The live socket: after a hello with an access token the server only ever says how far the versions have come. A device or person
// that was locked out loses the socket at the next heartbeat.

import type { FastifyInstance } from 'fastify'
import type { WebSocket } from '@fastify/websocket'
import { liveClose, liveHello } from '#sync/protocol/live.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { Authenticated } from '../auth/session-service.ts'
import type { ServerContext } from './context.ts'
import { Problem } from './problem.ts'

/** Between two looks at each socket: is it alive, may it stay? */
const heartbeatMs = 25_000
/** How long a socket may stay silent after opening. */
const helloMs = 10_000

/** Adds the route. */
export function registerLiveRoute(app: FastifyInstance, context: ServerContext): void {
  app.get('/v1/live', { websocket: true }, (socket, request) => {
    const { origin, host } = request.headers
    if (origin !== undefined && !context.origins.includes(origin) && hostOf(origin) !== host)
      return socket.close(1008, 'expected a known origin')
    const silent = setTimeout(() => socket.close(liveClose.signedOut, 'no hello'), helloMs)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => clearTimeout(silent))
    socket.once('message', (data: Buffer) => {
      clearTimeout(silent)
      void greet(context, socket, data)
    })
  })
}

async function greet(context: ServerContext, socket: WebSocket, data: Buffer): Promise<void> {
  const hello = liveHello.safeParse(parseJson(data))
  if (!hello.success) return socket.close(1008, 'expected {protocol, accessToken}')
  const { protocol } = hello.data
  if (protocol < context.oldestProtocol || protocol > protocolVersion)
    return socket.close(liveClose.tooOld, `expected protocol ${protocolVersion}`)
  const who = await lookUp(context, socket, hello.data.accessToken)
  if (who) await serve(context, socket, who, hello.data.accessToken)
}

async function lookUp(context: ServerContext, socket: WebSocket, token: string): Promise<Authenticated | null> {
  try {
    return await context.sessions.authenticate(token)
  } catch (error) {
    if (!(error instanceof Problem)) socket.close(1011, 'try again')
    else if (error.type === 'revoked') socket.close(liveClose.revoked, 'revoked')
    else socket.close(liveClose.signedOut, 'signed out')
    return null
  }
}

async function serve(context: ServerContext, socket: WebSocket, who: Authenticated, token: string): Promise<void> {
  // It may have gone while its token was looked up: then nothing would ever end what begins here.
  if (socket.readyState !== socket.OPEN) return
  const { organisationId } = who.viewer
  const send = (version: number): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ version }))
  }
  const tellNewest = (): void => {
    context.newestVersion(organisationId).then(send, () => socket.close(1011, 'try again'))
  }
  // Subscribed before the newest version is read, so that nothing falls in between.
  const unsubscribe = context.versions.subscribe(organisationId, (version) => (version === null ? tellNewest() : send(version)))
  let isAlive = true
  socket.on('pong', () => {
    isAlive = true
  })
  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
    // Said even where nothing is new: a page can't see pings, and silence is how it tells a dead connection. [LIVE7]
    tellNewest()
    return void lookUp(context, socket, token)
  }, heartbeatMs)
  socket.on('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
  })
  tellNewest()
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    return undefined
  }
}
