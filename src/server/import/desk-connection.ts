// A device that only brings things in: signs in, reads who is known from the snapshot, pushes commands in its own order over the same
// transport as every device. Sequences rise by one without gaps, so a push that is asked twice is answered and not run again.

import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { commandId } from '#core/kernel/ids.ts'
import { commandNamed, entities } from '#core/registry.ts'
import type { HttpDeps } from '#sync/http-client.ts'
import { createSessionApi, SignInRefused } from '#sync/http-session.ts'
import { createHttpTransport } from '#sync/http-transport.ts'
import { type Transport, TransportError } from '#sync/ports.ts'
import { problemWords } from '#sync/problem.ts'
import type { Outcome, PushAnswer, WireCommand } from '#sync/protocol/push.ts'
import type { Session } from '#sync/protocol/session.ts'
import { protocolVersion } from '#sync/protocol/version.ts'

/** A command to be pushed. */
export interface DeskCall {
  readonly name: string
  readonly input: unknown
}

/** The desk can't be worked with; the message is for whoever imports. */
export class DeskError extends Error {}

/** A document of any kind. */
export type AnyRow = Readonly<Record<string, unknown>>

/** A signed-in connection. */
export interface DeskConnection {
  /** Rows of the wanted entities, as far as the person may see them. @throws DeskError */
  readRows(wanted: readonly string[]): Promise<ReadonlyMap<string, readonly AnyRow[]>>
  /** Pushes up to 50 commands and gives their outcomes, in order. @throws DeskError */
  push(calls: readonly DeskCall[]): Promise<readonly Outcome[]>
  signOut(): Promise<void>
}

const retries = 4

/** Signs in on a device of its own. @throws DeskError */
export async function connectToDesk(address: string, email: string, password: string): Promise<DeskConnection> {
  const deps = httpDeps(address.replace(/\/+$/, ''))
  const sessions = createSessionApi(deps)
  const deviceName = `Import on ${hostname()}`.slice(0, 120)
  let session = await explained(() => sessions.signIn({ email, password, deviceId: null, deviceName }))
  let expired: string | null = null
  const renew = async (): Promise<Session> => {
    if (session.accessToken === expired) session = await sessions.refresh(session.refreshToken)
    return session
  }
  const transport = createHttpTransport({
    ...deps,
    tokens: { accessToken: async () => (await renew()).accessToken, expire: (token) => void (expired = token) },
    openSocket: () => {
      throw new DeskError('an import opens no live socket')
    }
  })
  let sequence = 0
  return {
    readRows: (wanted) => explained(() => readSnapshot(transport, new Set(wanted))),
    async push(calls) {
      const commands = calls.map((call) => wireCommand(call, ++sequence))
      const answer = await explained(() => pushOnce(transport, commands))
      if (answer.fork !== null) throw new DeskError('The server knows this device with other commands; start again.')
      return answer.outcomes.map(({ outcome }) => outcome)
    },
    signOut: () => explained(() => sessions.signOut(session.accessToken))
  }
}

function httpDeps(baseUrl: string): HttpDeps {
  return {
    baseUrl,
    fetch: (url, init) => fetch(url, init as RequestInit),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => createHash('sha256').update(bytes).digest(),
    clock: {
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs)
        return () => clearTimeout(timer)
      }
    }
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SignInRefused) throw new DeskError(`--email, --password-env: the server refused to sign in (${error.problem})`)
    if (!(error instanceof TransportError)) throw error
    const detail = 'detail' in error.problem ? ` ${error.problem.detail}` : ''
    throw new DeskError(
      error.problem.type === 'unreachable' ? `--server: the server can't be reached.${detail}` : problemWords(error.problem)
    )
  }
}

/** A push is safe to ask again: what has been run is answered from the server's record. */
async function pushOnce(transport: Transport, commands: readonly WireCommand[]): Promise<PushAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transport.push({ protocol: protocolVersion, epoch: null, commands: [...commands] })
    } catch (error) {
      const passing = error instanceof TransportError && ['unreachable', 'garbage', 'busy', 'server-error'].includes(error.problem.type)
      if (!passing || attempt > retries) throw error
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt))
    }
  }
}

function wireCommand({ name, input }: DeskCall, sequence: number): WireCommand {
  const at = Date.now()
  const version = commandNamed(name)?.version ?? 1
  const id = commandId(at, randomBytes(10))
  return { id, sequence, name, version, input, base: {}, at, clockOffsetMs: 0, provisionalNumber: `IM-${sequence}` }
}

/** Entities come in the registry's order, so reading ends after the last that is wanted: a long history is never fetched. */
async function readSnapshot(transport: Transport, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly AnyRow[]>> {
  const rows = new Map([...wanted].map((entity): [string, AnyRow[]] => [entity, []]))
  const lastPlace = entities.findLastIndex((entity) => wanted.has(entity.name))
  const decoder = new TextDecoder()
  let after: string | null = null
  do {
    const answer = await transport.snapshot({ protocol: protocolVersion, clients: null, after, maxBytes: 2_097_152 })
    for (const { line, content } of answer.pages) {
      if (entities.findIndex((entity) => entity.name === line[0]) > lastPlace) return rows
      const list = rows.get(line[0])
      if (!list) continue
      for (const [, doc] of JSON.parse(decoder.decode(content)) as readonly (readonly [number, AnyRow])[]) list.push(doc)
    }
    after = answer.head.next
  } while (after !== null)
  return rows
}
