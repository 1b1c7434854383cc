// Requests to the Fixpoint server: bounded in time, with a digest over each body in both directions, and every answer that isn't the
// server's own told apart from one that is. Browser, worker and Node hand in their `fetch`; nothing global is used.

import type { z } from 'zod'
import type { Clock } from './ports.ts'
import { TransportError, type TransportProblem } from './ports.ts'
import { type ErrorAnswer, errorAnswer } from './protocol/session.ts'

/** What is used of a `Response`. */
export interface HttpResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  arrayBuffer(): Promise<ArrayBuffer>
}

/** What is used of `fetch`. */
export type HttpFetch = (
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body: string; readonly signal: unknown }
) => Promise<HttpResponse>

/** What the client needs of its surroundings. */
export interface HttpDeps {
  /** Origin of the server, without a slash at the end. */
  readonly baseUrl: string
  readonly fetch: HttpFetch
  /** Makes a signal and the way to raise it (`AbortController`). */
  readonly abort: () => { readonly signal: unknown; abort(): void }
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
  readonly clock: Pick<Clock, 'after'>
}

/** One request. `token` null: not signed in. `timeoutMs` bounds the whole exchange. */
export interface HttpCall {
  /** POST where it is left out. */
  readonly method?: 'PUT'
  readonly path: string
  readonly body: unknown
  readonly token: string | null
  readonly timeoutMs: number
}

/** The server's own refusal of a request, with its stable type. */
export class HttpRefused extends Error {
  readonly status: number
  readonly error: ErrorAnswer['error']
  /** How long the server asked to wait, milliseconds. */
  readonly retryAfterMs: number | null
  constructor(status: number, error: ErrorAnswer['error'], retryAfterMs: number | null) {
    super(`${status} ${error.type}`)
    this.status = status
    this.error = error
    this.retryAfterMs = retryAfterMs
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Posts JSON and gives the bytes of the answer.
 * @throws HttpRefused where the server refused it, TransportError for everything else that went wrong
 */
export async function post(deps: HttpDeps, call: HttpCall): Promise<Uint8Array<ArrayBuffer>> {
  const body = JSON.stringify(call.body)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-digest': digestHeader(await deps.sha256(encoder.encode(body))),
    ...(call.token === null ? {} : { authorization: `Bearer ${call.token}` })
  }
  const { response, bytes } = await send(deps, call, headers, body)
  const isWhole = await matchesDigest(deps, response, bytes)
  if (response.status === 200) {
    if (!isWhole) throw garbage('an answer without its digest, or changed on the way')
    return bytes
  }
  const refusal = isWhole ? parseError(bytes) : null
  if (refusal) throw new HttpRefused(response.status, refusal, retryAfterOf(response))
  throw new TransportError(response.status >= 500 ? { type: 'server-error', status: response.status } : garbageOf(response.status))
}

/** Checks an answer by its schema. @throws TransportError of type garbage */
export function parseAnswer<Answer>(schema: z.ZodType<Answer>, bytes: Uint8Array): Answer {
  const parsed = schema.safeParse(parseJson(bytes))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw garbage(`${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'is not valid'}`)
}

/** Trouble as the engine sees it. */
export function problemOfRefusal({ status, error, retryAfterMs }: HttpRefused): TransportProblem {
  const detail = [error.field, error.message, error.expected].filter(Boolean).join(': ')
  if (error.type === 'corrupted' || error.type === 'digest-missing') return { type: 'garbage', detail: 'a request was changed on the way' }
  if (error.type === 'too-old' || status === 426) return { type: 'too-old', serverProtocol: null }
  if (status === 401 && error.type === 'device-revoked' && error.rescue) return { type: 'device-revoked', rescue: error.rescue }
  if (error.type === 'revoked') return { type: 'revoked' }
  if (status === 401) return { type: 'signed-out' }
  if (status === 429 || status === 503) return { type: 'busy', retryAfterMs }
  if (status >= 500) return { type: 'server-error', status }
  return { type: 'bad-request', field: error.field ?? null, detail }
}

/** Parses bytes as JSON; undefined when they are none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined
  }
}

/** Something that is not the server's own answer. */
export function garbage(detail: string): TransportError {
  return new TransportError({ type: 'garbage', detail })
}

interface Received {
  readonly response: HttpResponse
  readonly bytes: Uint8Array<ArrayBuffer>
}

async function send(deps: HttpDeps, call: HttpCall, headers: Record<string, string>, body: string): Promise<Received> {
  const { signal, abort } = deps.abort()
  let isLate = false
  const cancel = deps.clock.after(call.timeoutMs, () => {
    isLate = true
    abort()
  })
  try {
    const response = await deps.fetch(`${deps.baseUrl}${call.path}`, { method: call.method ?? 'POST', headers, body, signal })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  } catch (error) {
    const seconds = Math.round(call.timeoutMs / 1000)
    const detail = isLate ? `no answer within ${seconds} seconds` : error instanceof Error ? error.message : 'no connection'
    throw new TransportError({ type: 'unreachable', detail })
  } finally {
    cancel()
  }
}

/** A sign-in page of a hotel carries no digest; a body that a proxy changed doesn't match its own. */
async function matchesDigest(deps: HttpDeps, response: HttpResponse, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const header = response.headers.get('content-digest')
  return header !== null && header.includes(digestHeader(await deps.sha256(bytes)))
}

function retryAfterOf(response: HttpResponse): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

function parseError(bytes: Uint8Array): ErrorAnswer['error'] | null {
  return errorAnswer.safeParse(parseJson(bytes)).data?.error ?? null
}

function garbageOf(status: number): TransportProblem {
  return { type: 'garbage', detail: `status ${status} without the server's words` }
}

/** RFC 9530: `sha-256=:base64:`. */
function digestHeader(hash: Uint8Array): string {
  return `sha-256=:${base64(hash)}:`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of bytes: not every place that speaks to a server has a function for it. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 3) {
    const group = [...bytes.subarray(start, start + 3)]
    const value = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0)
    const letters = [18, 12, 6, 0].map((shift) => alphabet[(value >>> shift) & 63] ?? '')
    text += letters
      .slice(0, group.length + 1)
      .join('')
      .padEnd(4, '=')
  }
  return text
}
