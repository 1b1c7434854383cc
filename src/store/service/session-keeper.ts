// Who is signed in on this profile. Keeps the tokens, renews them before they expire, and writes a rotated one down before it is
// used. Invariant: a network failure never signs anybody out; only the server's clear word does.

import type { SessionInfo } from '#store/contract.ts'
import type { SessionApi } from '#sync/http-session.ts'
import { TransportError } from '#sync/ports.ts'
import { type Session, session as sessionSchema } from '#sync/protocol/session.ts'
import type { KeyVault } from './key-vault.ts'

/** Tokens of one profile. */
export interface SessionKeeper {
  /** Reads what was kept; null when nobody is signed in. */
  load(): Promise<Session | null>
  current(): Session | null
  /** Takes a new session over. */
  keep(session: Session): Promise<void>
  /** A token that is good for a request now. @throws TransportError */
  accessToken(): Promise<string>
  /** The server didn't take this token: the next one is new. */
  expire(accessToken: string): void
  /** This profile turned out to be a copy of another: its device identity must not be used again, only a new sign-in helps. */
  disown(): Promise<void>
  isDisowned(): boolean
  forget(): Promise<void>
}

/** Renews this long before the end, so that no request starts with a token that dies on the way. */
const marginMs = 60_000

/** Stands in place of tokens that must not be used any more. */
const disowned = ''

/** Makes the keeper of one profile. `now` is the device's clock, UTC milliseconds. */
export function createSessionKeeper(name: string, vault: KeyVault, api: Pick<SessionApi, 'refresh'>, now: () => number): SessionKeeper {
  let session: Session | null = null
  /** On the device's clock, because the two clocks may differ by hours. */
  let goodUntil = 0
  let renewal: Promise<string> | null = null
  /** Writes go one after the other: what is kept is what was decided last. */
  let lastWrite: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const turn = lastWrite.then(write)
    lastWrite = turn.catch(() => undefined)
    return turn
  }
  const take = async (next: Session): Promise<void> => {
    await vault.write(name, JSON.stringify(next))
    session = next
    goodUntil = now() + (next.accessExpiresAt - next.serverTime) - marginMs
  }
  const keep = (next: Session): Promise<void> => inTurn(() => take(next))
  const renew = async (): Promise<string> => {
    const own = session
    if (!own || own.refreshToken === disowned) throw new TransportError({ type: 'signed-out' })
    const next = await api.refresh(own.refreshToken)
    // Whoever signed out, or in anew, while the server was asked must not come back by its late answer.
    await inTurn(async () => {
      if (session !== own) throw new TransportError({ type: 'signed-out' })
      await take(next)
    })
    return next.accessToken
  }
  return {
    keep,
    current: () => session,
    load: async () => {
      const kept = sessionSchema.safeParse(parseJson(await vault.read(name)))
      session = kept.data ?? null
      goodUntil = 0
      return session
    },
    accessToken: () => {
      if (session && now() < goodUntil) return Promise.resolve(session.accessToken)
      renewal ??= renew().finally(() => (renewal = null))
      return renewal
    },
    expire: (accessToken) => {
      if (session?.accessToken === accessToken) goodUntil = 0
    },
    isDisowned: () => session?.refreshToken === disowned,
    disown: async () => {
      if (session) await keep({ ...session, accessToken: disowned, refreshToken: disowned })
      goodUntil = 0
    },
    forget: () =>
      inTurn(async () => {
        session = null
        await vault.write(name, null)
      })
  }
}

/** The session as windows see it: without tokens. `clientIds` and `role` of the person's row go before those of the sign-in. */
export function sessionInfo(
  session: Session,
  person: { readonly role: SessionInfo['role']; readonly clientIds: SessionInfo['clientIds'] }
): SessionInfo {
  const { organisationId, organisationName, personId, personName, deviceId } = session
  return { organisationId, organisationName, personId, personName, deviceId, role: person.role, clientIds: person.clientIds }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
