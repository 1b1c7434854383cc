// The live socket: after a hello with an access token the server says how far the versions have come, with the rows where the device
// has said where it stands. A device or person that was locked out loses the socket with the next rows, or at the next heartbeat.

import type { FastifyInstance } from 'fastify'
import type { LivePlace } from '#sync/ports.ts'
import { liveClose, liveHello } from '#sync/protocol/live.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { Authenticated } from '../auth/session-service.ts'
import type { ServerContext } from './context.ts'
import { bringRows, type LiveSeat, lookUp, sendHint } from './live-rows.ts'

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
      void greet(context, { socket, address: request.ip }, data)
    })
  })
}

async function greet(context: ServerContext, { socket, address }: Omit<LiveSeat, 'accessToken'>, data: Buffer): Promise<void> {
  const hello = liveHello.safeParse(parseJson(data))
  if (!hello.success) return socket.close(1008, 'expected {protocol, accessToken}')
  const { protocol, accessToken, place } = hello.data
  if (protocol < context.oldestProtocol || protocol > protocolVersion)
    return socket.close(liveClose.tooOld, `expected protocol ${protocolVersion}`)
  const who = await lookUp(socket, () => context.sessions.authenticate(accessToken))
  if (who) serve(context, { socket, address, accessToken }, who, place ?? null)
}

function serve(context: ServerContext, seat: LiveSeat, who: Authenticated, place: LivePlace | null): void {
  const { socket, accessToken } = seat
  // It may have gone while its token was looked up: then nothing would ever end what begins here.
  if (socket.readyState !== socket.OPEN) return
  const { organisationId } = who.viewer
  const rows = place ? bringRows(context, seat, place) : null
  const hint = (version: number): void => {
    // What it is only told of, the device fetches: rows go on from there.
    rows?.passOver(version)
    sendHint(socket, { version })
  }
  const tellNewest = (): void => {
    context.newestVersion(organisationId).then(hint, () => socket.close(1011, 'try again'))
  }
  // Subscribed before the newest version is read, so that nothing falls in between.
  const unsubscribe = context.versions.subscribe(organisationId, (version, authors) => {
    if (version === null) tellNewest()
    else if (rows === null || authors.includes(who.deviceId)) hint(version)
    else rows.upTo(version)
  })
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
    return void lookUp(socket, () => context.sessions.authenticate(accessToken))
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
