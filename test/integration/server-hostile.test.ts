// Hostile requests at every route of the table and hostile hellos at the live socket of the real server, in numbers: no answer is a fault
// of the server's, each names what was wrong, none takes more than a second, and the next valid request succeeds.

import { Agent, request as open } from 'node:http'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { commands } from '#core/registry.ts'
import { documentedRoutes, type DocumentedRoute } from '#server/http/openapi.ts'
import { liveHello } from '#sync/protocol/live.ts'
import { errorAnswer } from '#sync/protocol/session.ts'
import { hostileCases, within } from '../support/hostile/doors.ts'
import { createHostile, type Hostile } from '../support/hostile/hostile-values.ts'
import { idOf } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { emailOf, small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

/** The work of a desk; what locks people, devices and tickets out is in the unit tests. */
const targets = commands.filter(({ name }) => !/^(person|device|organisation|import)\.|archive$/.test(name))
const atOnce = 16
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
const endless = { perAddress: 1e9, signInPerAddress: 1e9, perDevice: 1e9 }
let server: TestServer
let device: TestDevice
beforeAll(async () => {
  server = await startTestServer({ limits: endless })
  device = new TestDevice(server.address, await server.signIn('technician'))
})
afterAll(async () => {
  agent.destroy()
  await server.close()
})

const routes = documentedRoutes.filter(({ path }) => path !== '/v1/live')

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

function askedOf(hostile: Hostile, { method, path, body }: DocumentedRoute): Asked {
  const id = hostile.pick([idOf(1), small.northTicket, 'x', '%00', '..%2f..', '%', `${idOf(1)}%20`, 'x'.repeat(300)])
  const given = body ? hostile.spoiled(hostile.likely(body)) : hostile.value()
  const text = hostile.happens(0.9) ? JSON.stringify(given) : hostile.pick(['{', '', '[1,', '"\\ud800"', '\u0000', 'NaN', '{"a":1}{'])
  const isWritten = method === 'post' || method === 'put' || method === 'patch'
  const query = hostile.happens(0.1) ? hostile.pick(['?', '?a=%', '?__proto__=1', `?${'x'.repeat(3_000)}`]) : ''
  return {
    method: method.toUpperCase(),
    path: path.replace('{id}', id) + query,
    headers: { ...(isWritten ? { 'content-type': 'application/json' } : {}), ...headersOf(hostile, text) },
    body: isWritten ? text : ''
  }
}

const odd = [
  '',
  'x',
  '-1',
  '1e9',
  '0x10',
  'NaN',
  '99999999999999999999',
  'a,b;c=d',
  '*/*',
  'bytes=0-',
  'bytes=9-1',
  'filename ###',
  '\u00ff'
]

function headersOf(hostile: Hostile, text: string): Record<string, string> {
  const { session } = device
  const token = hostile.pick([session.accessToken, session.accessToken, session.accessToken, 'x'.repeat(43), 'x', ''])
  const digest = `sha-256=:${createHash('sha256').update(text).digest('base64')}:`
  const names = [
    'range',
    'upload-length',
    'upload-offset',
    'upload-checksum',
    'upload-metadata',
    'accept-encoding',
    'x-forwarded-for',
    'origin',
    'content-digest',
    'content-type',
    'if-none-match'
  ]
  const extra = Object.fromEntries(Array.from({ length: hostile.between(0, 3) }, () => [hostile.pick(names), hostile.pick(odd)]))
  return {
    authorization: `Bearer ${token}`,
    'tus-resumable': hostile.pick(['1.0.0', '1.0.0', '0.1']),
    ...(hostile.happens(0.9) ? { 'content-digest': digest } : {}),
    ...(hostile.happens(0.4) ? extra : {})
  }
}

function send({ method, path, headers, body }: Asked): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port } = new URL(server.address)
  return new Promise((resolve, reject) => {
    const asked = open(
      { hostname, port, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
        answer.on('error', reject)
      }
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

async function check(asked: Asked): Promise<void> {
  const { status, text } = await within(() => send(asked))
  const what = `${asked.method} ${asked.path.slice(0, 200)} ${JSON.stringify(asked.headers)} ${asked.body.slice(0, 300)}: ${text.slice(0, 300)}`
  expect(status, what).toBeLessThan(500)
  expect(text, what).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/)
  if (status < 400 || asked.method === 'HEAD') return
  const { error } = errorAnswer.parse(JSON.parse(text))
  if (status === 400 || status === 413 || status === 415)
    expect([error.field, error.expected], what).toEqual([expect.any(String), expect.any(String)])
}

/** Some at a time: as many hands as connections. */
async function byHands<T>(cases: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const left = cases.values()
  const hand = async (): Promise<void> => {
    for (const one of left) await run(one)
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
}

const perRoute = Math.ceil((hostileCases.http * 0.6) / routes.length)

it.each(routes.map((route, index) => [`${route.method} ${route.path}`, route, index] as const))('%s', async (_, route, index) => {
  const hostile = createHostile(index + 1, (field) =>
    field === 'email' ? [emailOf('agent')] : /[iI]d$/.test(field) ? [small.northTicket] : []
  )
  await byHands(
    Array.from({ length: perRoute }, () => askedOf(hostile, route)),
    check
  )
  // Hostile calls of these end the session of the device: it begins anew.
  if (route.path.startsWith('/v1/session')) device = new TestDevice(server.address, await server.signIn('technician'))
  expect((await device.pull(0)).type).toBe('rows')
})

it('commands of no use are answered each with its outcome on the real database, and rows stay as they were', async () => {
  const hostile = createHostile(99, (field) => (/[iI]d$/.test(field) ? [small.northTicket, small.north, small.technician] : []))
  const own = new TestDevice(server.address, await server.signIn('admin'))
  const perPush = 40
  for (let done = 0; done < hostileCases.http * 0.4; done += perPush) {
    const commands = Array.from({ length: perPush }, () => {
      const { name, input } = hostile.pick(targets)
      return own.command(name, hostile.spoiled(hostile.likely(input)))
    })
    const { outcomes } = await within(() => own.push(...commands))
    expect(outcomes).toHaveLength(perPush)
    for (const { outcome } of outcomes) expect(outcome.type === 'refused' && outcome.refusal.type === 'poisonous').toBe(false)
  }
  expect((await own.pull(0)).type).toBe('rows')
})

it('the live socket closes with words what is no hello, and greets the next one', async () => {
  const hostile = createHostile(100, () => [])
  const messages = Array.from({ length: hostileCases.socket }, () =>
    hostile.pick([
      () => JSON.stringify(hostile.spoiled(hostile.likely(liveHello))),
      () => hostile.bytes(hostile.between(0, 100)),
      () => hostile.pick(['', '{', 'null', 'x'.repeat(4_000), 'x'.repeat(5_000), '[]', '\u0000'])
    ])()
  )
  const closings = new Map<number, number>()
  await byHands(messages, async (message) => {
    const code = await within(() => codeOf(message))
    closings.set(code, (closings.get(code) ?? 0) + 1)
  })
  // Policy, too large, signed out, too old; 1007 for bytes that are no text.
  for (const code of closings.keys()) expect([1007, 1008, 1009, 4401, 4426]).toContain(code)
  expect(await firstWord(JSON.stringify({ protocol: 1, accessToken: device.session.accessToken }))).toContain('"version"')
})

function codeOf(message: string | Uint8Array): Promise<number> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/v1/live`)
  socket.on('open', () => socket.send(message))
  return new Promise((resolve, reject) => {
    socket.on('close', resolve)
    socket.on('error', reject)
  })
}

function firstWord(message: string): Promise<string> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/v1/live`)
  socket.on('open', () => socket.send(message))
  return new Promise((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      resolve(data.toString())
      socket.terminate()
    })
    socket.on('error', reject)
  })
}
