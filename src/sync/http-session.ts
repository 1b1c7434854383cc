// Signing in, renewing and signing out over HTTP.

import type { Id } from '#core/kernel/ids.ts'
import { type HttpDeps, HttpRefused, parseAnswer, post, problemOfRefusal } from './http-client.ts'
import { TransportError } from './ports.ts'
import { type RescueOffer, rescueReadAnswer, type RescueRequest, type Session, type SignInRequest, session } from './protocol/session.ts'

/** The server refused a sign-in: `problem` is its stable type, `field` what was at fault. */
export class SignInRefused extends Error {
  readonly problem: string
  readonly field: string | undefined
  /** With `device-revoked`: how to hand in what the device has not sent. */
  readonly rescue: RescueOffer | undefined
  constructor(problem: string, field?: string, rescue?: RescueOffer) {
    super(problem)
    this.name = 'SignInRefused'
    this.problem = problem
    this.field = field
    this.rescue = rescue
  }
}

/** The server's side of signing in. Methods throw `TransportError`, `signIn` also `SignInRefused`. */
export interface SessionApi {
  signIn(request: SignInRequest): Promise<Session>
  refresh(refreshToken: string): Promise<Session>
  signOut(accessToken: string): Promise<void>
  /** Hands in what a locked-out device has not sent, with the token of its refusal. */
  rescue(token: string, request: RescueRequest): Promise<void>
  /** What a locked-out device handed in, as JSON texts; only for administrators. */
  rescued(accessToken: string, deviceId: Id): Promise<readonly string[]>
  /** Gives a person a password; only an administrator may. Throws `SignInRefused` with the server's reason. */
  givePassword(accessToken: string, personId: Id, password: string): Promise<void>
}

const timeoutMs = 30_000
const rescueTimeoutMs = 300_000

/** Sessions of a server. */
export function createSessionApi(deps: HttpDeps): SessionApi {
  return {
    async signIn(request) {
      try {
        return parseAnswer(session, await post(deps, { path: '/v1/session', body: request, token: null, timeoutMs }))
      } catch (error) {
        throw refusedSignIn(error)
      }
    },
    async refresh(refreshToken) {
      const body = { refreshToken }
      const bytes = await post(deps, { path: '/v1/session/refresh', body, token: null, timeoutMs }).catch(rethrow)
      return parseAnswer(session, bytes)
    },
    async signOut(accessToken) {
      await post(deps, { path: '/v1/session/sign-out', body: {}, token: accessToken, timeoutMs }).catch(rethrow)
    },
    async rescue(token, request) {
      await post(deps, { path: '/v1/rescue', body: request, token, timeoutMs: rescueTimeoutMs }).catch(rethrow)
    },
    async rescued(accessToken, deviceId) {
      const call = { path: '/v1/rescue/read', body: { deviceId }, token: accessToken, timeoutMs }
      return parseAnswer(rescueReadAnswer, await post(deps, call).catch(rethrow)).boxes
    },
    async givePassword(accessToken, personId, password) {
      const call = { method: 'PUT', path: '/v1/people/password', body: { personId, password }, token: accessToken, timeoutMs } as const
      await post(deps, call).catch((error: unknown) => {
        throw refusedSignIn(error)
      })
    }
  }
}

/** The server's own word is the person's to read; everything else is trouble on the way. */
function refusedSignIn(error: unknown): unknown {
  if (!(error instanceof HttpRefused)) return error
  const problem = problemOfRefusal(error)
  if (problem.type === 'garbage' || problem.type === 'server-error' || problem.type === 'too-old') return new TransportError(problem)
  return new SignInRefused(error.error.type, error.error.field, problem.type === 'device-revoked' ? problem.rescue : undefined)
}

function rethrow(error: unknown): never {
  throw error instanceof HttpRefused ? new TransportError(problemOfRefusal(error)) : error
}
