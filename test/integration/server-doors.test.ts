// Every route by the table that describes it: who gets in without a token, what is answered before a body comes, and that the table is true.

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentedRoutes, type DocumentedRoute } from '#server/http/openapi.ts'
import { errorAnswer } from '#sync/protocol/session.ts'
import { startTestServer, testPassword, type TestServer } from '../support/server.ts'
import { idOf } from '../support/rows.ts'

const metricsToken = 'a token of twenty letters'
let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ metricsToken })
})
afterAll(() => server.close())

const routes = documentedRoutes.filter(({ path }) => path !== '/v1/live')
const placed = ({ path }: DocumentedRoute): string => path.replace('{id}', idOf(1))

async function ask(route: DocumentedRoute, headers: Record<string, string> = {}) {
  const method = route.method.toUpperCase()
  const answer = await fetch(`${server.address}${placed(route)}`, { method, headers: { 'tus-resumable': '1.0.0', ...headers } })
  return { status: answer.status, text: await answer.text() }
}

/** The status that answers a head which promises a body of megabytes that never comes. */
function statusOfHead(route: DocumentedRoute): Promise<number> {
  const { hostname, port } = new URL(server.address)
  const lines = [
    `${route.method.toUpperCase()} ${placed(route)} HTTP/1.1`,
    `host: ${hostname}`,
    `content-type: ${route.method === 'patch' ? 'application/offset+octet-stream' : 'application/json'}`,
    `authorization: Bearer ${'x'.repeat(86)}`,
    'tus-resumable: 1.0.0',
    'content-length: 60000'
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n{`))
    socket.setTimeout(5_000, () => socket.destroy(new Error(`${route.path} waits for the body`)))
    socket.once('data', (data) => {
      resolve(Number(data.toString().split(' ')[1]))
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

const closed = routes.filter((route) => ['post', 'put', 'patch'].includes(route.method) && route.door !== 'open')

describe('doors', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s stands where the table says', async (_, route) => {
    const { status, text } = await ask(route)
    if (route.method !== 'head') expect(text).not.toContain('There is nothing at this address')
    if (route.door === 'session' || route.door === 'rescue') expect(status).toBe(401)
    else expect(status).not.toBe(401)
    if (status >= 400 && text !== '') expect(errorAnswer.safeParse(JSON.parse(text)).success).toBe(true)
  })

  it.each(closed.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '[ATT17] %s finds out who asks before it reads a body',
    async (_, route) => expect(await statusOfHead(route)).toBe(401)
  )
})

describe('an address that asks too much', () => {
  let strict: TestServer
  beforeAll(async () => {
    strict = await startTestServer({ limits: { perAddress: 3, signInPerAddress: 3 } })
  })
  afterAll(() => strict.close())

  it.each(closed.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'is told so at %s, whoever it says it is',
    async (_, route) => {
      const statuses: number[] = []
      for (let n = 0; n < 4; n++) {
        const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${String(n).repeat(43)}` }
        statuses.push((await fetch(`${strict.address}${placed(route)}`, { method: route.method.toUpperCase(), headers })).status)
      }
      expect(statuses.at(-1)).toBe(429)
    }
  )
})

describe('what watches over the server', () => {
  it('learns at /health that it and its database answer', async () => {
    const answer = await fetch(`${server.address}/health`)
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'ok' }])
  })

  it('reads counts that name routes and nothing else, from this machine or with the token', async () => {
    await server.signIn('technician')
    const read = (headers: Record<string, string> = {}) => ask({ method: 'get', path: '/metrics', door: 'machine', summary: '' }, headers)
    const { status, text } = await read()
    expect(status).toBe(200)
    expect(text).toMatch(/^fixpoint_request_seconds_count\{method="POST",route="\/v1\/session",status="200"\} [1-9]/m)
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# TYPE \w+ (gauge|histogram)|\w+(\{[^}]*\})? [\d.e+-]+)$/)
    for (const secret of [testPassword, 'desk.example', idOf(1)]) expect(text).not.toContain(secret)
    expect((await read({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
    expect((await read({ 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer wrong' })).status).toBe(403)
    expect((await read({ 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${metricsToken}` })).status).toBe(200)
  })

  it('reads a document of every route, made of the schemas that check', async () => {
    const document = (await (await fetch(`${server.address}/v1/openapi.json`)).json()) as { openapi: string; paths: Record<string, object> }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(documentedRoutes.map(({ path }) => path))].sort())
    expect(JSON.stringify(document.paths['/v1/sync/push'])).toContain('"clockOffsetMs"')
  })

  it('finds no secret in the log, whatever was sent', async () => {
    const session = await server.signIn('admin')
    const secrets = [session.accessToken, session.refreshToken, testPassword, 'Bearer', 'a guess that failed']
    for (const route of routes) await ask(route, { authorization: `Bearer ${session.accessToken}` })
    const guess = { email: 'admin@desk.example', password: 'a guess that failed', deviceId: null, deviceName: 'x' }
    const headers = { 'content-type': 'application/json' }
    await fetch(`${server.address}/v1/session`, { method: 'POST', headers, body: JSON.stringify(guess) })
    const log = server.log.join('\n')
    expect(server.log.length).toBeGreaterThan(10)
    for (const line of server.log) expect(JSON.parse(line)).toMatchObject({ at: expect.any(String), level: expect.any(String) })
    for (const secret of [...secrets, 'admin@desk.example']) expect(log).not.toContain(secret)
  })
})
