// The whole way: replica, engine and HTTP transport against the real server on PostgreSQL, through a wire that is cut and corrupted.
// At the end replicas equal the hashes that SQL computes on its own.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { entities } from '#core/registry.ts'
import { createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import { hashRows } from '#store/service/hashes.ts'
import { createEngine, type Engine } from '#sync/engine.ts'
import { createHttpTransport, type LiveSocket } from '#sync/http-transport.ts'
import type { Clock } from '#sync/ports.ts'
import type { Session } from '#sync/protocol/session.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'
import { sqlHashes } from '#test/support/sql-hashes.ts'
import { until } from '#test/support/sync-device.ts'
import { startTcpProxy, type TcpProxy } from '#test/support/tcp-proxy.ts'

const clock: Clock = {
  now: Date.now,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count))
}

interface Device {
  readonly name: 'admin' | 'technician'
  readonly session: Session
  readonly proxy: TcpProxy
  readonly replica: Replica
  readonly engine: Engine
}

let server: TestServer
let first: Device
let second: Device

beforeAll(async () => {
  server = await startTestServer()
  first = await openDevice('admin')
  second = await openDevice('technician')
})
afterAll(async () => {
  for (const { engine, proxy } of [first, second]) {
    await engine.stop()
    await proxy.close()
  }
  await server.close()
})

async function openDevice(name: 'admin' | 'technician'): Promise<Device> {
  const session = await server.signIn(name)
  const proxy = await startTcpProxy(server.address)
  const { organisationId, personId, deviceId, role } = session
  const replica = await openReplica({
    store: createMemoryLocalStore(),
    journal: null,
    clock,
    identity: { organisationId, personId, deviceId },
    role
  })
  const transport = createHttpTransport({
    baseUrl: proxy.url,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal }),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    clock,
    tokens: { accessToken: async () => session.accessToken, expire: () => undefined },
    openSocket: nodeSocket
  })
  const engine = createEngine({ replica, transport, clock, newDevice: () => Promise.reject(new Error('no copy here')) })
  engine.start()
  await engine.syncNow()
  return { name, session, proxy, replica, engine }
}

function nodeSocket(url: string): LiveSocket {
  const socket = new WebSocket(url)
  const live: LiveSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (text) => socket.send(text),
    close: () => socket.close()
  }
  socket.on('open', () => live.onopen?.())
  socket.on('message', (data: Buffer) => live.onmessage?.({ data: data.toString('utf8') }))
  socket.on('close', () => live.onclose?.())
  socket.on('error', () => live.onerror?.())
  return live
}

const body = (text: string) => ({ ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: text })

async function sees({ replica }: Device, text: string): Promise<boolean> {
  return (await replica.children('comment', small.northTicket)).some((row) => row['body'] === text)
}

describe('over HTTP', () => {
  test('[LIVE1] what one device writes is hinted, pulled and seen on the other without its asking', async () => {
    await first.replica.run('ticket.comment', body('over the wire'))
    first.engine.wake()
    await until(() => sees(second, 'over the wire'))
    await until(async () => first.replica.outbox().length === 0)
  })

  test('[SYNC1] after a cut with work on both sides, replicas equal the hashes that SQL computes', async () => {
    second.proxy.cut()
    await second.replica.run('ticket.edit', { id: small.northTicket, fields: { subject: 'From the field' } })
    await first.replica.run('ticket.edit', { id: small.northTicket, fields: { subject: 'From the desk', category: 'printer' } })
    await first.engine.syncNow()
    await second.engine.syncNow()
    expect(second.engine.state()).toMatchObject({ activity: 'offline', problemType: 'unreachable' })
    second.proxy.mend()
    await second.engine.syncNow()
    await first.engine.syncNow()
    for (const { replica, name } of [first, second]) {
      const own = await hashRows(replica, entities)
      const wanted = await sqlHashes(server.database.adminUrl, emailOf(name))
      expect(own).toMatchObject(wanted)
      expect(own['ticket']?.rows).toBeGreaterThan(0)
    }
    expect([...second.replica.rows('conflict')]).toMatchObject([{ field: 'subject', kept: 'From the desk', lost: 'From the field' }])
  })

  test('[HTTP2] a wire that flips bits stores nothing wrong, and everything arrives when it is sound again', async () => {
    second.proxy.corrupt()
    await second.replica.run('ticket.comment', body('through a bad wire'))
    await second.engine.syncNow()
    expect(second.engine.state().problem).not.toBe(null)
    expect(await sees(second, 'through a bad wire')).toBe(true)
    second.proxy.mend()
    await until(async () => {
      await second.engine.syncNow()
      return second.replica.outbox().length === 0
    })
    await until(() => sees(first, 'through a bad wire'))
    expect((await first.replica.children('comment', small.northTicket)).filter((row) => row['body'] === 'through a bad wire')).toHaveLength(
      1
    )
  })

  test('[LIVE3] a device that is locked out says so, keeps its work and stops asking', async () => {
    await first.replica.run('device.revoke', { id: second.session.deviceId })
    await first.engine.syncNow()
    await second.replica.run('ticket.comment', body('after the lock-out'))
    await second.engine.syncNow()
    expect(second.engine.state()).toMatchObject({ problemType: 'device-revoked', needsPerson: true })
    expect(await sees(second, 'after the lock-out')).toBe(true)
  })
})
