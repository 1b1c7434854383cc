// What the server keeps shut: sessions that a new password ends, guesses at the old one, administrators of some clients, bodies of
// strangers, addresses that a client makes up, tokens that nobody uses any more.

import { connect } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '#sync/protocol/session.ts'
import { addAccount, call, startTestServer, signIn, testPassword, type TestServer } from '../support/server.ts'
import { emailOf, small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ isStill: true })
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const person of [small.technician, small.agent, small.admin]) await addAccount(server.database, person)
})

const put = async (path: string, body: object, token: string) => {
  const answer = await fetch(`${server.address}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body)
  })
  return { status: answer.status, type: ((await answer.json()) as { error?: { type: string } }).error?.type ?? null }
}
const pull = async ({ accessToken }: Session) =>
  (await call(server.address, '/v1/sync/pull', { protocol: 1, epoch: null, cursor: 0, limit: 1 }, accessToken)).status
const refresh = async ({ refreshToken }: Session) => (await call(server.address, '/v1/session/refresh', { refreshToken })).status

describe('a new password', () => {
  it('that a person takes closes the sessions of their other devices, not the one at which they took it', async () => {
    const [here, elsewhere] = [await server.signIn('technician'), await server.signIn('technician')]
    const change = { oldPassword: testPassword, newPassword: 'a whole new one' }
    expect(await put('/v1/password', change, here.accessToken)).toEqual({ status: 200, type: null })
    expect([await pull(here), await pull(elsewhere)]).toEqual([200, 401])
    expect([await refresh(here), await refresh(elsewhere)]).toEqual([200, 401])
  })

  it('that an administrator gives closes all sessions of that person and of nobody else', async () => {
    const [first, second, other] = [await server.signIn('technician'), await server.signIn('technician'), await server.signIn('agent')]
    const admin = await server.signIn('admin')
    const gift = { personId: small.technician, password: 'given by somebody' }
    expect((await put('/v1/people/password', gift, admin.accessToken)).status).toBe(200)
    expect([await pull(first), await pull(second), await refresh(second)]).toEqual([401, 401, 401])
    expect([await pull(other), await pull(admin)]).toEqual([200, 200])
  })

  it('is not found by guessing the old one: guesses count like those of a sign-in, and lock both', async () => {
    const { accessToken } = await server.signIn('technician')
    const guess = () => put('/v1/password', { oldPassword: 'guess', newPassword: 'a whole new one' }, accessToken)
    const answers = []
    for (let n = 0; n < 8; n++) answers.push(await guess())
    expect(answers.slice(0, 5).map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => 'wrong-password'))
    expect(answers.at(-1)).toEqual({ status: 429, type: 'locked' })
    const right = { oldPassword: testPassword, newPassword: 'a whole new one' }
    expect(await put('/v1/password', right, accessToken)).toEqual({ status: 429, type: 'locked' })
    await expect(server.signIn('technician')).rejects.toThrow('locked')
    server.passTime(31_000)
    expect(await put('/v1/password', right, accessToken)).toEqual({ status: 200, type: null })
  })
})

describe('an administrator of some clients', () => {
  it('neither sees more by their own doing nor takes over people who see more', async () => {
    const admin = new TestDevice(server.address, await server.signIn('admin'))
    const fields = { role: 'administrator', clientIds: [small.north] }
    expect(await admin.run('person.edit', { id: small.agent, fields })).toMatchObject({ type: 'applied' })
    const limited = new TestDevice(server.address, await server.signIn('agent'))
    const refused = { type: 'refused', refusal: { type: 'out-of-scope' } }
    expect(await limited.run('person.edit', { id: small.agent, fields: { clientIds: null } })).toMatchObject(refused)
    expect(await limited.run('person.edit', { id: small.admin, fields: { email: 'mine@desk.example' } })).toMatchObject(refused)
    const { accessToken } = limited.session
    const gift = (personId: string) => put('/v1/people/password', { personId, password: 'mine from now on' }, accessToken)
    expect(await gift(small.admin)).toEqual({ status: 403, type: 'out-of-scope' })
    expect((await gift(small.agent)).status).toBe(200)
    expect(await pull(admin.session)).toBe(200)
    await expect(signIn(server.address, emailOf('admin'))).resolves.toMatchObject({ personId: small.admin })
  })
})

describe('strangers', () => {
  it('are answered before their body comes: megabytes of a push wait for a known token', async () => {
    const { hostname, port } = new URL(server.address)
    const socket = connect(Number(port), hostname)
    const head = ['POST /v1/sync/push HTTP/1.1', `host: ${hostname}`, 'content-type: application/json', 'content-length: 16000000']
    socket.write(`${head.join('\r\n')}\r\nauthorization: Bearer ${'x'.repeat(43)}\r\n\r\n{`)
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    socket.destroy()
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(answer).toContain('"type":"signed-out"')
  })

  it('can’t name another address to escape the rate, unless they are a proxy of ours', async () => {
    const ask = async (address: string, from: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
      const body = JSON.stringify({ email: 'nobody@desk.example', password: 'x', deviceId: null, deviceName: 'x' })
      return (await fetch(`${address}/v1/session`, { method: 'POST', headers, body })).status
    }
    const statuses = async (trustedProxies: readonly string[]) => {
      const own = await startTestServer({ limits: { signInPerAddress: 2 }, trustedProxies })
      try {
        const found = []
        for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.3', '203.0.113.3'])
          found.push(await ask(own.address, from))
        return found
      } finally {
        await own.close()
      }
    }
    expect(await statuses([])).toEqual([401, 401, 429, 429, 429])
    expect(await statuses(['127.0.0.0/8'])).toEqual([401, 401, 401, 401, 429])
  })
})

describe('tokens', () => {
  it('of devices that nobody uses any more go when anybody of the organisation signs in after their time', async () => {
    const kept = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: server.database.owner })
      await client.connect()
      const { rows } = await client.query<{ count: string }>(
        'SELECT (SELECT count(*) FROM fixpoint.access_token) + (SELECT count(*) FROM fixpoint.refresh_token) AS count'
      )
      await client.end()
      return Number(rows[0]?.count)
    }
    for (let n = 0; n < 3; n++) await server.signIn('technician')
    expect(await kept()).toBeGreaterThanOrEqual(6)
    server.passTime(61 * 24 * 3_600_000)
    await server.signIn('admin')
    expect(await kept()).toBe(2)
  })
})
