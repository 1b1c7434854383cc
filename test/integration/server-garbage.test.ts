// Whatever comes in at any route: the answer names type, field and what was expected, the process stays, the next valid request succeeds.

import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { errorAnswer } from '#sync/protocol/session.ts'
import { call, type RawAnswer, startTestServer, type TestServer } from '../support/server.ts'
import { small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let device: TestDevice
beforeAll(async () => {
  server = await startTestServer()
  device = new TestDevice(server.address, await server.signIn('technician'))
})
afterAll(() => server.close())
afterEach(async () => {
  expect((await device.pull(0)).type).toBe('rows')
})

const command = {
  id: '019b0000-0000-7000-8000-000000010000',
  sequence: 1,
  name: 'x',
  version: 1,
  input: {},
  base: {},
  at: 1,
  clockOffsetMs: 0,
  provisionalNumber: ''
}
const valid: Readonly<Record<string, Record<string, unknown>>> = {
  '/v1/session': { email: 'x@desk.example', password: 'x', deviceId: null, deviceName: 'x' },
  '/v1/session/refresh': { refreshToken: 'x' },
  '/v1/sync/push': { protocol: 1, epoch: null, commands: [command] },
  '/v1/sync/pull': { protocol: 1, epoch: null, cursor: 0, limit: 1 },
  '/v1/sync/snapshot': { protocol: 1, clients: null, after: null, maxBytes: 65_536 }
}
const wrong: readonly unknown[] = [null, true, -1, 1.5, 1e300, 'text', '\u0000', [], [[]], {}, { a: 1 }, 'x'.repeat(5000)]

function expectRefusal(answer: RawAnswer): { type: string; field?: string | undefined; expected?: string | undefined } {
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400)
  expect(answer.status, answer.text).toBeLessThan(500)
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/)
  return errorAnswer.parse(JSON.parse(answer.text)).error
}

describe.each(Object.entries(valid))('%s', (path, body) => {
  it.each(Object.keys(body))('names %s when its value is of a wrong type', async (field) => {
    for (const value of wrong) {
      const answer = await device.post(path, { ...body, [field]: value })
      if (answer.status === 200) continue
      const error = expectRefusal(answer)
      if (error.type !== 'invalid') expect(['wrong-credentials', 'signed-out', 'too-old', 'server-too-old']).toContain(error.type)
      else expect([error.field?.split('.')[0], typeof error.expected]).toEqual([field, 'string'])
    }
  })

  it('names a field that is missing, and one that is not known', async () => {
    for (const field of Object.keys(body)) {
      const { [field]: _left, ...rest } = body
      expect(expectRefusal(await device.post(path, rest))).toMatchObject({ type: 'invalid', field })
    }
    expect(expectRefusal(await device.post(path, { ...body, surplus: 1 }))).toMatchObject({ type: 'invalid', field: 'surplus' })
  })

  it('refuses what is not JSON, not an object, or far too large', async () => {
    for (const text of ['{', '', 'null', '[]', '"x"', '\ufffe', '{"a":'.repeat(5000)]) expectRefusal(await device.post(path, text))
    const huge = `{"x":"${'x'.repeat(17_000_000)}"}`
    const answer = await device.post(path, huge).catch((error: Error) => error)
    if (!(answer instanceof Error)) expect(expectRefusal(answer)).toMatchObject({ type: 'too-large', field: 'body' })
  })

  it('refuses other media types and damaged bodies', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.address}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${device.session.accessToken}`, ...headers }
      }).then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }))
    expect(expectRefusal(await send({ 'content-type': 'text/html' }))).toMatchObject({
      type: 'unsupported-media-type',
      field: 'content-type'
    })
    for (const digest of ['sha-256=:AAAA:', 'nonsense', 'md5=:AAAA:', ''])
      expect(expectRefusal(await send({ 'content-digest': digest }))).toMatchObject({ type: 'corrupted', field: 'content-digest' })
    if (path.includes('/sync/')) expect(expectRefusal(await send({}))).toMatchObject({ type: 'digest-missing' })
  })
})

describe('commands', () => {
  it.each(Object.keys(command))('names commands.0.%s when it is of a wrong type', async (field) => {
    for (const value of wrong) {
      const answer = await device.post('/v1/sync/push', {
        protocol: 1,
        epoch: null,
        commands: [{ ...command, sequence: 9000, [field]: value }]
      })
      if (answer.status !== 200)
        expect(expectRefusal(answer)).toMatchObject({ type: 'invalid', field: expect.stringContaining(`commands.0.${field}`) })
    }
  })

  it('answers any input of any command with an outcome', async () => {
    device.sequence = 10_000
    for (const value of wrong) {
      const outcome = await device.run('ticket.comment', value)
      expect(outcome).toMatchObject({ type: 'refused' })
      expect((await device.run('ticket.edit', { id: small.northTicket, fields: { subject: value } })).type).toMatch(/refused|applied/)
    }
  })
})

describe('a command that is more than a command', () => {
  it('is refused as a body when it is nested out of all measure, and the next request is answered', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const body = JSON.stringify({ protocol: 1, epoch: null, commands: [{ ...command, sequence: 11_000, input: 'DEEP' }] })
    const answer = await call(server.address, '/v1/sync/push', body.replace('"DEEP"', deep), device.session.accessToken)
    expect(expectRefusal(answer)).toMatchObject({ type: 'invalid-json', field: 'body' })
    expect((await device.post('/v1/sync/pull', valid['/v1/sync/pull'])).status).toBe(200)
  })

  it('is not kept in its refusal: what a stranger wrote comes back in few words', async () => {
    device.sequence = 12_000
    const outcome = await device.run('ticket.edit', { id: small.northTicket, ['x\u0000'.repeat(50_000)]: 1 })
    expect(outcome).toMatchObject({ type: 'refused', refusal: { type: 'invalid-input' } })
    expect(JSON.stringify(outcome).length).toBeLessThan(2_000)
    const named = await device.run('ticket.edit', { id: small.northTicket, fields: { ['y'.repeat(50_000)]: 1 } })
    expect(named).toMatchObject({ type: 'refused', refusal: { type: 'field-not-editable' } })
    expect(JSON.stringify(named).length).toBeLessThan(2_000)
  })
})

describe('beside the routes', () => {
  it('answers unknown addresses, methods and strange tokens in the same form', async () => {
    for (const path of ['/v1/nothing', '/v1/sync/push/x', '/%', '/v1/%00', `/${'x'.repeat(4000)}`])
      expectRefusal(await call(server.address, path, {}))
    for (const token of ['', 'x', 'a'.repeat(43), 'a'.repeat(5000)])
      expect(expectRefusal(await call(server.address, '/v1/sync/pull', valid['/v1/sync/pull'], token)).type).toMatch(
        /signed-out|bad-request/
      )
  })

  it('answers what is not HTTP at all', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(server.address)
      const socket = connect(Number(port), hostname, () => socket.write('HELLO\r\n\r\n'))
      let heard = ''
      socket.on('data', (data) => (heard += data.toString()))
      socket.on('close', () => resolve(heard))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(errorAnswer.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).error.field).toBe('request')
  })

  it('tells an app that is too old, or newer than the server, before it looks at anything else', async () => {
    const old = await device.post('/v1/sync/pull', { protocol: 0, other: 'form' })
    expect([old.status, expectRefusal(old).type]).toEqual([426, 'too-old'])
    expect(expectRefusal(await device.post('/v1/sync/pull', { protocol: 99 })).type).toBe('server-too-old')
  })

  it('gives every answer a digest of its body', async () => {
    const { createHash } = await import('node:crypto')
    for (const [path, body] of Object.entries(valid)) {
      const { headers, text } = await device.post(path, body)
      expect(headers.get('content-digest')).toBe(`sha-256=:${createHash('sha256').update(text).digest('base64')}:`)
    }
  })
})
