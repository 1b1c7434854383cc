// Signing in and staying signed in. A password buys a short access token and a rotating refresh token, both bound to one device, which
// is a row that every replica sees; person and device are checked again at every request.

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { assert } from '#core/kernel/assert.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { isWithin } from '#core/organisation/person.rules.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Session, SignInRequest } from '#sync/protocol/session.ts'
import { Problem } from '../http/problem.ts'
import { type Head, type Place, type ServerStore, type Viewer, viewerOf } from '../store/server-store.ts'
import { registerDevice } from './devices.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { offerRescue } from './rescue-key.ts'
import { accessMs, hashToken, newToken, refreshMs } from './tokens.ts'

/** Whose request it is. */
export interface Authenticated {
  readonly viewer: Viewer
  readonly deviceId: Id
}

/** Surroundings of the service. */
export interface SessionDeps {
  readonly pool: pg.Pool
  readonly store: ServerStore
  /** UTC milliseconds. */
  readonly now: () => number
}

/** Everything about sessions. Methods throw `Problem`. */
export interface SessionService {
  /** @param platform what the device runs on, for the list of devices */
  signIn(request: SignInRequest, platform: string): Promise<Session>
  refresh(refreshToken: string): Promise<Session>
  /** The person and device of an access token. */
  authenticate(accessToken: string): Promise<Authenticated>
  /** The same with the place where the organisation and the device stand, in one question. */
  authenticateAt(accessToken: string): Promise<Authenticated & { readonly place: Place }>
  /** Closes the sessions of a device. */
  signOut(who: Authenticated): Promise<void>
  /** Sets the caller's own password, against the old one, and closes the sessions of their other devices. */
  changePassword(who: Authenticated, oldPassword: string, newPassword: string): Promise<void>
  /** Gives a person a password and closes their sessions; only for who may manage people, within the clients they see. */
  setPassword(who: Authenticated, personId: Id, password: string): Promise<void>
}

interface Account {
  readonly organisation_id: Id
  readonly person_id: Id
  readonly password_hash: string
  readonly locked_until: number
}

/** Creates the service. */
export function createSessionService(deps: SessionDeps): SessionService {
  return {
    signIn: (request, platform) => signIn(deps, request, platform),
    refresh: (refreshToken) => refresh(deps, refreshToken),
    authenticate: (accessToken) => authenticate(deps, accessToken),
    authenticateAt: (accessToken) => authenticateAt(deps, accessToken),
    async signOut({ viewer, deviceId }) {
      await deps.pool.query('SELECT fixpoint.close_device($1, $2)', [viewer.organisationId, deviceId])
    },
    changePassword: (who, oldPassword, newPassword) => changePassword(deps, who, oldPassword, newPassword),
    setPassword: (who, personId, password) => setPassword(deps, who, personId, password)
  }
}

async function changePassword(deps: SessionDeps, who: Authenticated, oldPassword: string, newPassword: string): Promise<void> {
  const { organisationId, personId } = who.viewer
  const { rows } = await deps.pool.query<Pick<Account, 'password_hash' | 'locked_until'>>(
    'SELECT * FROM fixpoint.begin_password_change($1, $2, $3)',
    [organisationId, personId, deps.now()]
  )
  if (rows[0]) checkLock(deps, rows[0])
  if (!(await isPassword(oldPassword, rows[0]?.password_hash ?? null)))
    throw new Problem(403, 'wrong-password', 'The old password is not right', { field: 'oldPassword' })
  await keepPassword(deps, who, personId, newPassword)
}

async function setPassword(deps: SessionDeps, who: Authenticated, personId: Id, password: string): Promise<void> {
  const { viewer } = who
  if (viewer.role !== 'administrator') throw new Problem(403, 'forbidden', 'Only an administrator gives passwords')
  const found = await deps.pool.query<{ doc: Person }>('SELECT doc FROM fixpoint.find_person($1, $2)', [viewer.organisationId, personId])
  const [row] = found.rows
  if (!row) throw new Problem(404, 'not-found', 'There is no such person', { field: 'personId' })
  if (!isWithin(row.doc.clientIds, viewer.clientIds)) {
    const expected = 'a person who sees no other clients than you'
    throw new Problem(403, 'out-of-scope', 'This person sees clients that you do not see', { field: 'personId', expected })
  }
  await keepPassword(deps, who, personId, password)
}

/** The device at which it was done stays signed in, where it is the person's own. */
async function keepPassword({ pool }: SessionDeps, { viewer, deviceId }: Authenticated, personId: Id, password: string): Promise<void> {
  const values = [viewer.organisationId, personId, await hashPassword(password), personId === viewer.personId ? deviceId : null]
  await pool.query('SELECT fixpoint.set_password($1, $2, $3), fixpoint.close_person($1, $2, $4)', values)
}

function checkLock({ now }: SessionDeps, account: Pick<Account, 'locked_until'>): void {
  if (account.locked_until <= now()) return
  const retryAfter = Math.ceil((account.locked_until - now()) / 1000)
  throw new Problem(429, 'locked', 'Too many failed attempts; try again later', { expected: `waiting ${retryAfter} s`, retryAfter })
}

async function signIn(deps: SessionDeps, request: SignInRequest, platform: string): Promise<Session> {
  const account = await accountOf(deps, request)
  if (request.deviceId !== null) await checkDevice(deps, account.organisation_id, account.person_id, request.deviceId)
  const person = await personOf(deps, account.organisation_id, account.person_id)
  const caller = { organisationId: account.organisation_id, personId: account.person_id, deviceId: request.deviceId ?? randomUUID() }
  await registerDevice(deps.store, caller, { name: request.deviceName, platform, now: deps.now() })
  const tokens = newTokens(deps.now())
  const { organisationId, personId, deviceId } = caller
  const values = [organisationId, personId, deviceId, tokens.serverTime, ...tokens.kept]
  await deps.pool.query('SELECT fixpoint.open_session($1, $2, $3, $4, $5, $6, $7, $8)', values)
  await deps.pool.query('SELECT fixpoint.end_sign_in($1, $2)', [caller.organisationId, caller.personId])
  return sessionOf(deps, caller, person, tokens)
}

async function accountOf(deps: SessionDeps, { email, password }: SignInRequest): Promise<Account> {
  const { pool, now } = deps
  const { rows } = await pool.query<Account>('SELECT * FROM fixpoint.begin_sign_in($1, $2)', [email.replaceAll('\u0000', ''), now()])
  for (const account of rows) {
    checkLock(deps, account)
    if (await isPassword(password, account.password_hash)) return account
  }
  if (rows.length === 0) await isPassword(password, null)
  throw new Problem(401, 'wrong-credentials', 'E-mail or password is not right')
}

async function personOf({ pool }: SessionDeps, organisationId: Id, personId: Id): Promise<Person> {
  const { rows } = await pool.query<{ doc: Person }>('SELECT doc FROM fixpoint.find_person($1, $2)', [organisationId, personId])
  if (!rows[0]?.doc.active) throw new Problem(401, 'revoked', 'This person may no longer sign in')
  return rows[0].doc
}

/** Refuses a device that was locked out, with the way to hand in what it has not sent. One that a restored server lacks is none. [WIPE1] */
async function checkDevice({ pool }: SessionDeps, organisationId: Id, personId: Id, deviceId: Id): Promise<void> {
  const values = [organisationId, personId, deviceId]
  const { rows } = await pool.query<{ revoked: boolean }>('SELECT fixpoint.is_device_revoked($1, $2, $3) AS revoked', values)
  if (rows[0]?.revoked !== true) return
  const rescue = await offerRescue(pool, { organisationId, deviceId })
  throw new Problem(401, 'device-revoked', 'This device was locked out', { field: 'deviceId', rescue })
}

interface DeviceCaller {
  readonly organisationId: Id
  readonly personId: Id
  readonly deviceId: Id
}

interface NewTokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly serverTime: number
  readonly accessExpiresAt: number
  /** Hash and end of the access token, then of the refresh token, as the database's functions take them. */
  readonly kept: readonly [Buffer, number, Buffer, number]
}

function newTokens(serverTime: number): NewTokens {
  const [accessToken, refreshToken] = [newToken(), newToken()]
  const accessExpiresAt = serverTime + accessMs
  const kept = [hashToken(accessToken), accessExpiresAt, hashToken(refreshToken), serverTime + refreshMs] as const
  return { accessToken, refreshToken, serverTime, accessExpiresAt, kept }
}

async function sessionOf(deps: SessionDeps, caller: DeviceCaller, person: Person, tokens: NewTokens): Promise<Session> {
  const { organisationId, personId, deviceId } = caller
  const { accessToken, refreshToken, serverTime, accessExpiresAt } = tokens
  const organisationName = await nameOf(deps, organisationId)
  const { name: personName, role } = person
  return { organisationId, organisationName, personId, personName, role, deviceId, accessToken, accessExpiresAt, refreshToken, serverTime }
}

async function nameOf({ pool }: SessionDeps, organisationId: Id): Promise<string> {
  const { rows } = await pool.query<{ name: string | null }>('SELECT fixpoint.organisation_name($1) AS name', [organisationId])
  return rows[0]?.name ?? ''
}

async function refresh(deps: SessionDeps, refreshToken: string): Promise<Session> {
  const tokens = newTokens(deps.now())
  const { rows } = await deps.pool.query<{ status: string; organisation_id: Id; person_id: Id; device_id: Id }>(
    'SELECT * FROM fixpoint.spend_refresh($1, $2, $3, $4, $5, $6)',
    [hashToken(refreshToken), tokens.serverTime, ...tokens.kept]
  )
  const found = rows[0]
  if (found?.status === 'revoked') {
    await checkDevice(deps, found.organisation_id, found.person_id, found.device_id)
    throw new Problem(401, 'revoked', 'This person was locked out')
  }
  if (found?.status !== 'ok') throw new Problem(401, 'signed-out', 'Sign in again', { field: 'refreshToken' })
  const caller = { organisationId: found.organisation_id, personId: found.person_id, deviceId: found.device_id }
  await grantMissing(deps, caller)
  return sessionOf(deps, caller, await personOf(deps, caller.organisationId, caller.personId), tokens)
}

/** A device that signed in before there were series of numbers gets its own at its next contact, not only at its next sign-in. [NUM5] */
async function grantMissing({ pool, store, now }: SessionDeps, caller: DeviceCaller): Promise<void> {
  const values = [caller.organisationId, caller.deviceId]
  const { rows } = await pool.query<{ lacks: boolean }>('SELECT fixpoint.lacks_series($1, $2) AS lacks', values)
  if (rows[0]?.lacks) await registerDevice(store, caller, { name: '', platform: '', now: now() })
}

interface FoundSession {
  readonly organisation_id: Id
  readonly person_id: Id
  readonly device_id: Id
  readonly expires_at: number
  readonly person: Person | null
  readonly is_revoked: boolean
}

async function authenticate(deps: SessionDeps, accessToken: string): Promise<Authenticated> {
  const { pool, now } = deps
  const question = { name: 'session', text: 'SELECT * FROM fixpoint.find_session($1)', values: [hashToken(accessToken)] }
  const { rows } = await pool.query<FoundSession>(question)
  return whoIs(deps, rows[0], now())
}

async function authenticateAt(deps: SessionDeps, accessToken: string): Promise<Authenticated & { readonly place: Place }> {
  const { pool, now } = deps
  const text = `SELECT s.*, h.epoch, h.version, h.horizon, h.latest, fixpoint.device_high_water(s.organisation_id, s.device_id) AS high_water
    FROM fixpoint.find_session($1) s CROSS JOIN LATERAL fixpoint.organisation_head(s.organisation_id) h`
  const { rows } = await pool.query<FoundSession & Head & { high_water: number }>({
    name: 'session-at',
    text,
    values: [hashToken(accessToken)]
  })
  const [found] = rows
  const who = await whoIs(deps, found, now())
  assert(found, 'a session that was found')
  const { epoch, version, horizon, latest, high_water: highWater } = found
  return { ...who, place: { head: { epoch, version, horizon, latest }, highWater } }
}

async function whoIs(deps: SessionDeps, found: FoundSession | undefined, now: number): Promise<Authenticated> {
  if (!found || found.expires_at <= now) throw new Problem(401, 'signed-out', 'Sign in again', { expected: 'a valid access token' })
  const viewer = found.person && !found.is_revoked ? viewerOf(found.organisation_id, found.person) : null
  if (!viewer) {
    await checkDevice(deps, found.organisation_id, found.person_id, found.device_id)
    throw new Problem(401, 'revoked', 'This person was locked out')
  }
  return { viewer, deviceId: found.device_id }
}
