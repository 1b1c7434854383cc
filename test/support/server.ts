// A real server for tests: HTTP on a free port, a database of its own, the small organisation in it, accounts for its people.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '#server/auth/passwords.ts'
import type { FileLimits } from '#server/attachments/upload-quota.ts'
import type { RateLimits } from '#server/http/context.ts'
import { createLog } from '#server/log.ts'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { loadSample, samplePeople } from '#server/sample-start.ts'
import { serve } from '#server/serve.ts'
import type { Session } from '#sync/protocol/session.ts'
import { createTestDatabase, type TestDatabase } from './postgres.ts'
import { emailOf, small, smallRows } from './small-organisation.ts'

/** Password of everybody in tests. */
export const testPassword = 'correct horse battery'

let passwordHash: Promise<string> | undefined

/** A server under test. */
export interface TestServer {
  readonly address: string
  readonly database: TestDatabase
  /** Folder of the contents of attachments. */
  readonly attachments: string
  /** Lines of its log. */
  readonly log: readonly string[]
  /** Moves the server's clock, milliseconds. */
  passTime(ms: number): void
  /** Signs in as one of the small organisation's people on a new device. */
  signIn(name: 'admin' | 'technician' | 'agent'): Promise<Session>
  /** Another process on the same database. */
  second(): Promise<{ readonly address: string; close(): Promise<void> }>
  close(): Promise<void>
}

/** Options of a test server. */
export interface TestServerOptions {
  readonly limits?: Partial<RateLimits>
  readonly fileLimits?: Partial<FileLimits>
  readonly metricsToken?: string
  readonly origins?: readonly string[]
  readonly trustedProxies?: readonly string[]
  /** Oldest protocol that `address` speaks; `second` speaks them all. */
  readonly oldestProtocol?: number
  /** Its clock stands still but for `passTime`, where a test is about what happens within a minute. */
  readonly isStill?: boolean
  /** Holds the sample company instead of the small organisation. */
  readonly sample?: boolean
}

/** Starts a server on a fresh database. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  await (options.sample ? loadSample(database.owner, 'sample', Date.now()) : fill(database))
  const attachments = mkdtempSync(join(tmpdir(), 'fixpoint-attachments-'))
  const log: string[] = []
  let skewMs = 0
  const begun = Date.now()
  const start = (oldestProtocol = 1) =>
    serve({
      oldestProtocol,
      appUrl: database.app,
      host: '127.0.0.1',
      port: 0,
      origins: ['app://fixpoint', ...(options.origins ?? [])],
      trustedProxies: options.trustedProxies ?? [],
      clientFolder: null,
      attachmentsFolder: attachments,
      sample: options.sample ? () => samplePeople(database.owner) : null,
      log: createLog('info', (line) => log.push(line)),
      limits: options.limits ?? {},
      fileLimits: options.fileLimits ?? {},
      metricsToken: options.metricsToken ?? null,
      now: () => (options.isStill ? begun : Date.now()) + skewMs
    })
  const server = await start(options.oldestProtocol)
  return {
    address: server.address,
    database,
    attachments,
    log,
    passTime: (ms) => {
      skewMs += ms
    },
    signIn: (name) => signIn(server.address, emailOf(name)),
    second: () => start(),
    async close() {
      await server.close()
      await database.drop()
      rmSync(attachments, { recursive: true, force: true })
    }
  }
}

async function fill(database: TestDatabase): Promise<void> {
  await asOwner(database.owner, async (owner) => {
    await createOrganisation(owner, small.organisation, smallRows())
    for (const name of ['admin', 'technician', 'agent'] as const) await addAccount(database, small[name])
  })
}

/** Gives a person the test password. */
export async function addAccount(database: TestDatabase, personId: string, organisationId: string = small.organisation): Promise<void> {
  passwordHash ??= hashPassword(testPassword)
  const hash = await passwordHash
  await asOwner(database.owner, (owner) => owner.query('SELECT fixpoint.set_password($1, $2, $3)', [organisationId, personId, hash]))
}

/** Signs in over HTTP. */
export async function signIn(address: string, email: string, deviceId: string | null = null): Promise<Session> {
  const answer = await call(address, '/v1/session', { email, password: testPassword, deviceId, deviceName: 'test' })
  if (answer.status !== 200) throw new Error(`sign-in of ${email} answered ${answer.status}: ${answer.text}`)
  return JSON.parse(answer.text) as Session
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** One request with its digest; `token` null where nobody is signed in. */
export async function call(address: string, path: string, body: unknown, token: string | null = null): Promise<RawAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'content-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
      ...(token === null ? {} : { authorization: `Bearer ${token}` })
    }
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
