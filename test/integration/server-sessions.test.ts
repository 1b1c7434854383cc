// Signing in and staying in over real HTTP: passwords, backoff, rotation, revocation, origins, rates.

import { asOwner } from '#server/postgres/owner.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import type { Session } from '#sync/protocol/session.ts'
import { addAccount, call, signIn, startTestServer, testPassword, type TestServer } from '../support/server.ts'
import { emailOf, small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 40 }, isStill: true })
})
afterAll(() => server.close())
beforeEach(() => addAccount(server.database, small.technician))

const tryPassword = (email: string, password: string, deviceId: string | null = null) =>
  call(server.address, '/v1/session', { email, password, deviceId, deviceName: 'test' })
const typeOf = (text: string): string => (JSON.parse(text) as { error: { type: string } }).error.type
const refresh = (refreshToken: string) => call(server.address, '/v1/session/refresh', { refreshToken })
const pull = (token: string) => call(server.address, '/v1/sync/pull', { protocol: 1, epoch: null, cursor: 0, limit: 1 }, token)

describe('sign-in', () => {
  it('registers a device that every replica sees, and takes a known one again', async () => {
    const first = await server.signIn('technician')
    expect(first).toMatchObject({ personId: small.technician, role: 'technician', organisationName: 'Small desk' })
    const again = await signIn(server.address, emailOf('technician'), first.deviceId)
    expect(again.deviceId).toBe(first.deviceId)
    const admin = new TestDevice(server.address, await server.signIn('admin'))
    const devices = (await admin.items(0)).filter((item) => item[0] === 'r' && item[1] === 'device' && item[3].id === first.deviceId)
    expect(devices).toHaveLength(1)
    const foreign = await tryPassword(emailOf('admin'), testPassword, first.deviceId)
    expect([foreign.status, typeOf(foreign.text)]).toEqual([403, 'foreign-device'])
  })

  it('leaves a device the name that people gave it', async () => {
    const device = new TestDevice(server.address, await server.signIn('agent'))
    const { deviceId } = device.session
    expect(await device.run('device.rename', { id: deviceId, fields: { name: 'Van 3' } })).toMatchObject({ type: 'applied' })
    server.passTime(2 * 3_600_000)
    await signIn(server.address, emailOf('agent'), deviceId)
    const admin = new TestDevice(server.address, await server.signIn('admin'))
    const row = (await admin.items(0)).findLast((item) => item[0] === 'r' && item[3].id === deviceId)
    expect(row?.[3]).toMatchObject({ name: 'Van 3' })
  })

  it('does not tell an unknown address from a wrong password', async () => {
    const unknown = await tryPassword('nobody@desk.example', 'x')
    const wrong = await tryPassword(emailOf('technician'), 'x')
    expect(unknown.status).toBe(401)
    expect(unknown.text).toBe(wrong.text)
  })

  it('makes guessers wait, also at another process, and lets the right password in afterwards', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => tryPassword(emailOf('technician'), 'guess')))
    expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6)
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(6)
    const other = await server.second()
    const locked = await call(other.address, '/v1/session', {
      email: emailOf('technician'),
      password: testPassword,
      deviceId: null,
      deviceName: 'x'
    })
    await other.close()
    expect([locked.status, typeOf(locked.text)]).toEqual([429, 'locked'])
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    server.passTime(31_000)
    expect((await tryPassword(emailOf('technician'), testPassword)).status).toBe(200)
  })

  it('changes a password against the old one, and lets only an administrator give others theirs', async () => {
    const { accessToken } = await server.signIn('technician')
    const put = (path: string, body: object, token: string) =>
      fetch(`${server.address}${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body)
      })
    expect((await put('/v1/password', { oldPassword: 'no', newPassword: 'a whole new one' }, accessToken)).status).toBe(403)
    expect((await put('/v1/password', { oldPassword: testPassword, newPassword: 'a whole new one' }, accessToken)).status).toBe(200)
    expect((await tryPassword(emailOf('technician'), 'a whole new one')).status).toBe(200)
    const gift = { personId: small.agent, password: 'given by somebody' }
    expect((await put('/v1/people/password', gift, accessToken)).status).toBe(403)
    expect((await put('/v1/people/password', gift, (await server.signIn('admin')).accessToken)).status).toBe(200)
    expect((await tryPassword(emailOf('agent'), 'given by somebody')).status).toBe(200)
    await addAccount(server.database, small.agent)
  })
})

describe('tokens', () => {
  it('ends an access token after its time and renews by the refresh token', async () => {
    const { accessToken, refreshToken } = await server.signIn('technician')
    expect((await pull(accessToken)).status).toBe(200)
    server.passTime(16 * 60_000)
    expect(typeOf((await pull(accessToken)).text)).toBe('signed-out')
    const renewed = JSON.parse((await refresh(refreshToken)).text) as Session
    expect((await pull(renewed.accessToken)).status).toBe(200)
  })

  it('gives a new pair when the answer to a refresh was lost, but closes the device when a spent token is used beside its heir', async () => {
    const { refreshToken } = await server.signIn('technician')
    await refresh(refreshToken)
    const second = JSON.parse((await refresh(refreshToken)).text) as Session
    expect((await pull(second.accessToken)).status).toBe(200)
    const stolen = await refresh(refreshToken)
    expect([stolen.status, typeOf(stolen.text)]).toEqual([401, 'signed-out'])
    expect((await pull(second.accessToken)).status).toBe(401)
    expect((await refresh(second.refreshToken)).status).toBe(401)
  })

  it('locks a revoked device and an inactive person out at the next request', async () => {
    const admin = new TestDevice(server.address, await server.signIn('admin'))
    const device = await server.signIn('technician')
    expect((await admin.run('device.revoke', { id: device.deviceId })).type).toBe('applied')
    expect(typeOf((await pull(device.accessToken)).text)).toBe('device-revoked')
    expect(typeOf((await refresh(device.refreshToken)).text)).toBe('device-revoked')
    const other = await server.signIn('technician')
    expect((await admin.run('person.deactivate', { id: small.technician })).type).toBe('applied')
    expect(typeOf((await pull(other.accessToken)).text)).toBe('revoked')
    expect((await tryPassword(emailOf('technician'), testPassword)).status).toBe(401)
    expect((await admin.run('person.activate', { id: small.technician })).type).toBe('applied')
  })

  it('[NUM5] give a device that has no series of numbers its own when it renews them', async () => {
    const { deviceId, refreshToken } = await server.signIn('technician')
    const series = async () => {
      const text = 'SELECT doc FROM fixpoint.number_series WHERE f_device_id = $1'
      return asOwner(server.database.owner, async (owner) =>
        (await owner.query<{ doc: object }>(text, [deviceId])).rows.map(({ doc }) => doc)
      )
    }
    const [granted] = await series()
    await asOwner(server.database.owner, (owner) => owner.query('DELETE FROM fixpoint.number_series WHERE f_device_id = $1', [deviceId]))
    const renewed = JSON.parse((await refresh(refreshToken)).text) as Session
    const again = await series()
    expect(again).toHaveLength(1)
    const { prefix } = granted as { prefix: string }
    expect(again).toMatchObject([{ prefix, deviceId }])
    await refresh(renewed.refreshToken)
    expect(await series()).toHaveLength(1)
  })

  it('signs out for good', async () => {
    const { accessToken, refreshToken } = await server.signIn('technician')
    expect((await call(server.address, '/v1/session/sign-out', {}, accessToken)).status).toBe(200)
    expect((await pull(accessToken)).status).toBe(401)
    expect((await refresh(refreshToken)).status).toBe(401)
  })

  it('keeps neither passwords nor tokens in the database or the log', async () => {
    const { accessToken, refreshToken } = await server.signIn('technician')
    for (const secret of [accessToken, refreshToken, testPassword]) expect(server.log.join('\n')).not.toContain(secret)
    const hash = createHash('sha256').update(accessToken).digest('hex')
    expect(hash).not.toContain(accessToken)
  })
})

describe('the door', () => {
  it('opens to the app’s origins only', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.address}/v1/sync/pull`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
    expect((await preflight('app://fixpoint')).headers.get('access-control-allow-origin')).toBe('app://fixpoint')
    expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('slows a device down that asks too often, and says for how long', async () => {
    const { accessToken } = await server.signIn('agent')
    const answers = await Promise.all(Array.from({ length: 90 }, () => pull(accessToken)))
    const slowed = answers.find(({ status }) => status === 429)
    expect(typeOf(slowed?.text ?? '{"error":{"type":"none"}}')).toBe('busy')
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
