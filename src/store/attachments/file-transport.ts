// Bytes to and from the server: uploads by tus, downloads by ranges. What decides is only ever an answer that carries its digest; a count
// in a bare header is a hint that the next step proves.

import { z } from 'zod'
import { missingLimit } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { id } from '#core/kernel/schema.ts'
import type { TokenSource } from '#sync/http-transport.ts'
import { type Clock, TransportError } from '#sync/ports.ts'
import { errorAnswer } from '#sync/protocol/session.ts'

/** What is used of `fetch`. */
export type FileFetch = (
  url: string,
  init: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body?: Uint8Array<ArrayBuffer>
    readonly signal: unknown
  }
) => Promise<{ readonly status: number; readonly headers: { get(name: string): string | null }; arrayBuffer(): Promise<ArrayBuffer> }>

/** Surroundings of the transport. */
export interface FileTransportDeps {
  readonly baseUrl: string
  readonly fetch: FileFetch
  readonly abort: () => { readonly signal: unknown; abort(): void }
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
  readonly clock: Pick<Clock, 'after'>
  readonly tokens: TokenSource
}

/** The server refuses this file: trying the same again at once changes nothing. `type` is the server's own word, for quotas with the figures. */
export class FileRefused extends Error {
  readonly type: string
  constructor(type: string) {
    super(`the server refuses the file: ${type}`)
    this.name = 'FileRefused'
    this.type = type
  }
}

/** How far the server is with a file. */
export interface UploadState {
  /** Bytes that are on its disk; null: no upload was begun. */
  readonly offset: number | null
  readonly whole: boolean
}

/** The server's side of files. Methods throw `TransportError` and `FileRefused`. */
export interface FileTransport {
  state(attachmentId: Id): Promise<UploadState>
  begin(attachmentId: Id, size: number): Promise<void>
  /** Sends a piece; answers where the server says that it stands, null when it stood elsewhere. */
  send(attachmentId: Id, offset: number, piece: Uint8Array<ArrayBuffer>): Promise<number | null>
  /** Bytes from `start` up to, not including, `end`. */
  fetch(attachmentId: Id, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  /** Those whose content the server lacks; at most `missingLimit` are asked about at once. */
  missing(attachmentIds: readonly Id[]): Promise<readonly Id[]>
}

const uploadState = z.object({ offset: z.int().nonnegative().nullable(), length: z.int().nonnegative(), whole: z.boolean() })
const missingAnswer = z.object({ missing: z.array(id).max(missingLimit) })
const exchangeMs = 60_000

interface Call {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: Uint8Array<ArrayBuffer>
}

interface Answer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly bytes: Uint8Array<ArrayBuffer>
  /** It carries the digest of exactly these bytes. */
  readonly proven: boolean
}

const tus = { 'tus-resumable': '1.0.0' }

/** The transport over HTTP. */
export function createFileTransport(deps: FileTransportDeps): FileTransport {
  const upload = (id: Id): string => `/v1/attachments/${id}/upload`
  return {
    async state(id) {
      const answer = await call(deps, { method: 'GET', path: upload(id) })
      const parsed = uploadState.safeParse(answer.proven && answer.status === 200 ? parse(answer.bytes) : null)
      if (!parsed.success) throw problemOf(answer)
      return parsed.data
    },
    async begin(id, size) {
      const answer = await call(deps, { method: 'POST', path: upload(id), headers: { ...tus, 'upload-length': String(size) } })
      if (answer.status !== 201) throw problemOf(answer)
    },
    async send(id, offset, body) {
      const checksum = `sha256 ${base64(await deps.sha256(body))}`
      const place = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'upload-checksum': checksum }
      const answer = await call(deps, { method: 'PATCH', path: upload(id), headers: { ...tus, ...place }, body })
      if (answer.status === 204) return Number(answer.header('upload-offset') ?? Number.NaN)
      if (answer.status === 409) return null
      throw problemOf(answer)
    },
    async fetch(id, start, end) {
      const answer = await call(deps, {
        method: 'GET',
        path: `/v1/attachments/${id}/content`,
        headers: { range: `bytes=${start}-${end - 1}` }
      })
      if (answer.status === 206 && answer.proven && answer.bytes.length === end - start) return answer.bytes
      throw problemOf(answer)
    },
    async missing(ids) {
      const body = new TextEncoder().encode(JSON.stringify({ ids }))
      const answer = await call(deps, {
        method: 'POST',
        path: '/v1/attachments/missing',
        headers: { 'content-type': 'application/json' },
        body
      })
      const parsed = missingAnswer.safeParse(answer.proven && answer.status === 200 ? parse(answer.bytes) : null)
      if (!parsed.success) throw problemOf(answer)
      return parsed.data.missing
    }
  }
}

async function call(deps: FileTransportDeps, request: Call): Promise<Answer> {
  const token = await deps.tokens.accessToken()
  const answer = await exchange(deps, request, token)
  if (answer.status !== 401 || !answer.proven) return answer
  deps.tokens.expire(token)
  return exchange(deps, request, await deps.tokens.accessToken())
}

async function exchange(deps: FileTransportDeps, { method, path, headers, body }: Call, token: string): Promise<Answer> {
  const { signal, abort } = deps.abort()
  const cancel = deps.clock.after(exchangeMs, abort)
  try {
    const all = { ...headers, authorization: `Bearer ${token}` }
    const response = await deps.fetch(`${deps.baseUrl}${path}`, { method, headers: all, signal, ...(body ? { body } : {}) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const digest = response.headers.get('content-digest')
    const proven = digest !== null && digest === `sha-256=:${base64(await deps.sha256(bytes))}:`
    return { status: response.status, header: (name) => response.headers.get(name), bytes, proven }
  } catch (error) {
    throw new TransportError({ type: 'unreachable', detail: error instanceof Error ? error.message : 'no connection' })
  } finally {
    cancel()
  }
}

/** Only words of the server itself refuse a file; anything else is something on the way, and is tried again. */
function problemOf({ status, header, bytes, proven }: Answer): Error {
  const refusal = proven ? errorAnswer.safeParse(parse(bytes)).data?.error : undefined
  if (!refusal) return new TransportError({ type: 'garbage', detail: `status ${status} without the server's words` })
  if (status === 401) return new TransportError({ type: 'signed-out' })
  if (refusal.type === 'corrupted') return new TransportError({ type: 'garbage', detail: 'a piece was changed on the way' })
  const seconds = Number(header('retry-after') ?? Number.NaN)
  if (status === 429 || status === 503)
    return new TransportError({ type: 'busy', retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null })
  if (status >= 500 && status !== 507) return new TransportError({ type: 'server-error', status })
  const figures = refusal.type.endsWith('-quota') && refusal.expected !== undefined ? `: ${refusal.expected}` : ''
  return new FileRefused(`${refusal.type}${figures}`)
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
