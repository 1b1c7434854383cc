// The live socket while the server is slow: what went away meanwhile is not kept.

import websocket from '@fastify/websocket'
import fastify from 'fastify'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Authenticated } from '#server/auth/session-service.ts'
import type { ServerContext } from '#server/http/context.ts'
import { registerLiveRoute } from '#server/http/live-route.ts'
import { idOf } from '#test/support/rows.ts'

const app = fastify()
afterEach(() => app.close())

it('holds nothing for a socket that closed while its token was looked up', async () => {
  const viewer = { organisationId: idOf(1), personId: idOf(2), role: 'agent', clientIds: null } as const
  const looking: ((who: Authenticated) => void)[] = []
  let subscribed = 0
  const authenticate = () => new Promise<Authenticated>((resolve) => looking.push(resolve))
  const subscribe = () => {
    subscribed += 1
    return () => undefined
  }
  const context = { origins: [], oldestProtocol: 1, sessions: { authenticate }, versions: { subscribe }, newestVersion: async () => 7 }
  await app.register(websocket)
  registerLiveRoute(app, context as unknown as ServerContext)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/live`)
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify({ protocol: 1, accessToken: 'x'.repeat(43) }))
    await expect.poll(() => looking.length).toBeGreaterThan(0)
    return socket
  }
  const gone = await open()
  const closed = new Promise((resolve) => gone.once('close', resolve))
  gone.close()
  await closed
  looking.shift()?.({ viewer, deviceId: idOf(3) })
  const staying = await open()
  const heard = new Promise((resolve) => staying.once('message', (data: Buffer) => resolve(data.toString())))
  looking.shift()?.({ viewer, deviceId: idOf(3) })
  expect(await heard).toBe('{"version":7}')
  expect(subscribed).toBe(1)
  staying.terminate()
})
