// Every route by every token that is no longer, or never was, worth anything: all of the table, so a new route is covered by itself.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { documentedRoutes, type DocumentedRoute } from '#server/http/openapi.ts'
import { errorAnswer } from '#sync/protocol/session.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let tokens: Readonly<Record<string, string>>
beforeAll(async () => {
  server = await startTestServer()
  const expired = await server.signIn('technician')
  server.passTime(16 * 60_000)
  const [lockedOut, left, out] = [await server.signIn('technician'), await server.signIn('agent'), await server.signIn('technician')]
  const admin = new TestDevice(server.address, await server.signIn('admin'))
  expect((await admin.run('device.revoke', { id: lockedOut.deviceId })).type).toBe('applied')
  expect((await admin.run('person.deactivate', { id: small.agent })).type).toBe('applied')
  expect((await new TestDevice(server.address, out).post('/v1/session/sign-out', {})).status).toBe(200)
  tokens = {
    expired: expired.accessToken,
    'of a locked-out device': lockedOut.accessToken,
    'of a person who left': left.accessToken,
    'signed out': out.accessToken,
    'a refresh token': admin.session.refreshToken,
    'made up': 'x'.repeat(43),
    'of no length': ''
  }
})
afterAll(() => server.close())

const routes = documentedRoutes.filter(({ door, path }) => (door === 'session' || door === 'rescue') && path !== '/v1/live')

async function ask({ method, path }: DocumentedRoute, token: string) {
  const answer = await fetch(`${server.address}${path.replace('{id}', small.northTicket)}`, {
    method: method.toUpperCase(),
    headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${token}` }
  })
  return { status: answer.status, text: await answer.text() }
}

it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s lets none of them in', async (_, route) => {
  for (const [what, token] of Object.entries(tokens)) {
    const { status, text } = await ask(route, token)
    expect([401, 403], `${what}: ${text}`).toContain(status)
    if (route.method !== 'head')
      expect(['signed-out', 'revoked', 'device-revoked'], what).toContain(errorAnswer.parse(JSON.parse(text)).error.type)
  }
})
