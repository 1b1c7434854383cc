// The engine's own transport against the real server: what one side writes, the other side reads, also through a wire that damages it.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { HttpDeps } from '#sync/http-client.ts'
import { createSessionApi, SignInRefused } from '#sync/http-session.ts'
import { createHttpTransport, type LiveSocket } from '#sync/http-transport.ts'
import { TransportError } from '#sync/ports.ts'
import type { Session } from '#sync/protocol/session.ts'
import { startTestServer, testPassword, type TestServer } from '../support/server.ts'
import { emailOf, small } from '../support/small-organisation.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let proxy: TcpProxy
let session: Session
beforeAll(async () => {
  server = await startTestServer()
  proxy = await startTcpProxy(server.address)
  session = await createSessionApi(deps()).signIn(credentials(testPassword))
})
afterAll(async () => {
  await proxy.close()
  await server.close()
})

const credentials = (password: string) => ({ email: emailOf('technician'), password, deviceId: null, deviceName: 'transport' })

function deps(): HttpDeps {
  return {
    baseUrl: proxy.url,
    fetch: (url, init) => fetch(url, init as RequestInit),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    clock: {
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs)
        return () => clearTimeout(timer)
      }
    }
  }
}

function transport() {
  const tokens = { accessToken: async () => session.accessToken, expire: () => undefined }
  return createHttpTransport({ ...deps(), tokens, openSocket: (url) => new WebSocket(url) as unknown as LiveSocket })
}

it('[HTTP1] reads push, pull, snapshot and hints of the real server', async () => {
  const sender = new TestDevice(server.address, session)
  const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: 'by transport — ü 🖨️' }
  const answer = await transport().push({ protocol: 1, epoch: null, commands: [sender.command('ticket.comment', input)] })
  expect(answer.outcomes[0]?.outcome.type).toBe('applied')
  const pulled = await transport().pull({ protocol: 1, epoch: answer.epoch, cursor: 0, limit: 5000 })
  expect(JSON.stringify(pulled)).toContain('by transport — ü 🖨️')
  const snapshot = await transport().snapshot({ protocol: 1, clients: null, after: null, maxBytes: 16_777_216 })
  expect(snapshot.pages).toHaveLength(snapshot.head.pages)
  const comments = snapshot.pages.find(({ line }) => line[0] === 'comment')
  expect(new TextDecoder().decode(comments?.content)).toContain('by transport — ü 🖨️')
  const heard: number[] = []
  const close = transport().live(
    (version) => heard.push(version),
    () => undefined,
    () => null
  )
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  close()
})

it('[HTTP5] tells the server’s refusals apart', async () => {
  await expect(createSessionApi(deps()).signIn(credentials('wrong'))).rejects.toThrow(new SignInRefused('wrong-credentials'))
  const old = transport().pull({ protocol: 0, epoch: null, cursor: 0, limit: 1 })
  await expect(old).rejects.toMatchObject({ problem: { type: 'too-old' } })
})

it('[HTTP2] takes nothing from a wire that changes bytes, and what was pushed through it is applied once', async () => {
  const sender = new TestDevice(server.address, session)
  sender.sequence = 50
  const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: 'damaged on the way '.repeat(50) }
  const push = { protocol: 1, epoch: null, commands: [sender.command('ticket.comment', input)] }
  proxy.corrupt()
  await expect(transport().push(push)).rejects.toBeInstanceOf(TransportError)
  await expect(transport().snapshot({ protocol: 1, clients: null, after: null, maxBytes: 16_777_216 })).rejects.toBeInstanceOf(
    TransportError
  )
  proxy.mend()
  const answer = await transport().push(push)
  expect(answer.outcomes[0]?.outcome.type).toBe('applied')
  expect(
    (await sender.items(0)).filter((item) => item[1] === 'comment' && JSON.stringify(item).includes('damaged on the way'))
  ).toHaveLength(1)
})
