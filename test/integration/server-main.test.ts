// The server as a process: settings, its own PostgreSQL, first data, a second start, the end by a signal and by a kill.

import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/environment.ts'
import type { Session } from '#sync/protocol/session.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import { createTestDatabase } from '../support/postgres.ts'
import { call } from '../support/server.ts'
import { type ServerProcess, startServerProcess, stopServerProcess } from '../support/server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'fixpoint-main-'))
const email = 'first@desk.example'
const first = { FIXPOINT_ADMIN_EMAIL: email, FIXPOINT_ADMIN_PASSWORD: 'a long password', FIXPOINT_ORGANISATION: 'First desk' }
const children: ChildProcess[] = []

async function start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const started = await startServerProcess({ HOME: folder, ...env })
  children.push(started.child)
  return started
}

const stop = (started: ServerProcess): Promise<number | null> => stopServerProcess(started)

async function signIn(address: string | null, deviceId: string | null = null): Promise<Session> {
  const answer = await call(address ?? '', '/v1/session', { email, password: first.FIXPOINT_ADMIN_PASSWORD, deviceId, deviceName: 'main' })
  expect(answer.status, answer.text).toBe(200)
  return JSON.parse(answer.text) as Session
}

beforeAll(() => {
  // As root PostgreSQL runs as another user, who must be able to pass.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'client', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'client', 'index.html'), '<!doctype html><title>Fixpoint</title>')
  writeFileSync(join(folder, 'client', 'assets', 'app-123.js'), 'export {}')
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('settings', () => {
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['PORT', 'abc', /^PORT: expected a port from 0 to 65535, got "abc"$/m],
    ['PORT', '70000', /^PORT: expected a port/m],
    ['HOST', 'no host', /^HOST: expected a host name/m],
    ['DATABASE_URL', 'mysql://x', /^DATABASE_URL: expected postgres:\/\//m],
    ['FIXPOINT_SAMPLE', 'maybe', /^FIXPOINT_SAMPLE: expected 1 or 0, got "maybe"$/m],
    ['FIXPOINT_SAMPLE_SCALE', 'huge', /^FIXPOINT_SAMPLE_SCALE: expected sample or benchmark/m],
    ['FIXPOINT_ORIGINS', 'not an origin', /^FIXPOINT_ORIGINS: expected origins such as/m],
    ['FIXPOINT_TRUST_PROXY', '10.0.0.0/64', /^FIXPOINT_TRUST_PROXY: expected addresses or networks/m],
    ['FIXPOINT_ADMIN_EMAIL', 'x', /^FIXPOINT_ADMIN_EMAIL: expected an e-mail address/m],
    ['FIXPOINT_ADMIN_PASSWORD', 'short', /^FIXPOINT_ADMIN_PASSWORD: expected at least 10 characters$/m],
    ['FIXPOINT_OLDEST_PROTOCOL', '0', /^FIXPOINT_OLDEST_PROTOCOL: expected a version of the protocol from 1/m],
    ['FIXPOINT_LOG', 'loud', /^FIXPOINT_LOG: expected one of silent/m]
  ]
  it.each(wrong)('names %s when it is %s, and what was expected', (name, value, sentence) => {
    const sentences = readEnvironment({ [name]: value })
    expect(Array.isArray(sentences) ? sentences.join('\n') : '').toMatch(sentence)
    if (name.includes('PASSWORD')) expect(sentences).not.toContain(value)
  })

  it('names all of them at once and starts nothing', async () => {
    const result = await start({ FIXPOINT_DATA: join(folder, 'unused'), PORT: 'abc', FIXPOINT_SAMPLE: 'maybe' })
    expect(result.address).toBeNull()
    expect(await result.ended).toBe(2)
    expect(result.output()).toMatch(/^PORT: .*\n*^FIXPOINT_SAMPLE: /m)
    expect(result.output()).not.toMatch(/\n\s+at /)
    expect(existsSync(join(folder, 'unused'))).toBe(false)
  })

  it('says in a sentence that a database can not be reached', async () => {
    const result = await start({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' })
    expect(result.address).toBeNull()
    expect(await result.ended).toBe(1)
    expect(result.output()).not.toMatch(/\n\s+at /)
  })
})

describe('its own PostgreSQL', () => {
  const data = join(folder, 'data')
  const env = { FIXPOINT_DATA: data, FIXPOINT_CLIENT_DIR: join(folder, 'client'), ...first }
  const pidFile = join(data, 'postgres', 'postmaster.pid')
  let deviceId: string

  it('is made on the first start, serves, and is stopped by a signal', async () => {
    const server = await start(env)
    const session = await signIn(server.address)
    deviceId = session.deviceId
    expect(session.organisationName).toBe('First desk')
    expect(await (await fetch(`${server.address}/v1/health`)).json()).toEqual({ status: 'ok', protocol: protocolVersion })
    expect((await call(server.address ?? '', '/v1/sample', {})).status).toBe(404)
    expect(await stop(server)).toBe(0)
    expect(existsSync(pidFile)).toBe(false)
  })

  it('serves the built client under a strict policy, with nothing beside its folder', async () => {
    const server = await start(env)
    const page = await fetch(`${server.address}/`)
    expect(await page.text()).toContain('Fixpoint')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none';script-src 'self'/)
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(`${server.address}/assets/app-123.js`)).headers.get('cache-control')).toContain('immutable')
    for (const path of ['/../data/postgres-password', '/%2e%2e/data/postgres-password', '/..%2fdata/postgres-password'])
      expect((await fetch(`${server.address}${path}`)).status).toBeGreaterThanOrEqual(400)
    await stop(server)
  })

  it('keeps its data for the second start, also after the server was killed and left PostgreSQL running', async () => {
    const killed = await start(env)
    killed.child.kill('SIGKILL')
    await killed.ended
    expect(existsSync(pidFile)).toBe(true)
    const next = await start(env)
    expect((await signIn(next.address, deviceId)).deviceId).toBe(deviceId)
    expect(await stop(next)).toBe(0)
    expect(existsSync(pidFile)).toBe(false)
  })

  it('starts over a pid file that a crash left behind', async () => {
    writeFileSync(pidFile, `${process.pid}\n${join(data, 'postgres')}\n1\n1\n\n127.0.0.1\n`)
    const server = await start(env)
    expect((await signIn(server.address, deviceId)).deviceId).toBe(deviceId)
    expect(readFileSync(pidFile, 'utf8').split('\n')[0]).not.toBe(String(process.pid))
    await stop(server)
  })
})

describe('a PostgreSQL of one’s own', () => {
  it('is used where DATABASE_URL names one, and needs a role that may make the two others', async () => {
    const database = await createTestDatabase()
    const server = await start({ DATABASE_URL: database.adminUrl, ...first })
    expect((await signIn(server.address)).organisationName).toBe('First desk')
    expect(await stop(server)).toBe(0)
    const refused = await start({ DATABASE_URL: database.app, ...first })
    expect([refused.address, await refused.ended]).toEqual([null, 1])
    expect(refused.output()).toContain('DATABASE_URL: expected a role that may create roles, fixpoint_app may not')
    await database.drop()
  })
})

describe('the sample', () => {
  it('is loaded on the first start, lists its people, and lets any of them sign in', async () => {
    const server = await start({ FIXPOINT_DATA: join(folder, 'sample'), FIXPOINT_SAMPLE: '1' })
    const { people } = (await (await fetch(`${server.address}/v1/sample`)).json()) as { people: { email: string; role: string }[] }
    expect(people.length).toBeGreaterThan(20)
    expect(people[0]?.role).toBe('administrator')
    const technician = people.find(({ role }) => role === 'technician')
    const body = { email: technician?.email, password: 'fixpoint-sample', deviceId: null, deviceName: 'x' }
    expect((await call(server.address ?? '', '/v1/session', body)).status).toBe(200)
    await stop(server)
  })
})
