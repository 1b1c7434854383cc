// The transport over HTTP and WebSocket. Tokens come from whoever keeps the session; a token that the server refuses is renewed once,
// a second refusal means signed out.

import { base64, garbage, type HttpDeps, HttpRefused, parseAnswer, parseJson, post, problemOfRefusal } from './http-client.ts'
import { type CameAlong, type HearHint, type LivePlace, type Transport, TransportError } from './ports.ts'
import { type LiveHello, type LiveHint, liveHint } from './protocol/live.ts'
import { pullAnswer } from './protocol/pull.ts'
import { pushAnswer } from './protocol/push.ts'
import { type PageLine, pageLine, type SnapshotAnswer, snapshotHead } from './protocol/snapshot.ts'
import { protocolVersion } from './protocol/version.ts'

/** Who keeps the tokens. */
export interface TokenSource {
  /** A token that is good for a request now. @throws TransportError */
  accessToken(): Promise<string>
  /** The server refused this token: the next one is new. */
  expire(accessToken: string): void
}

/** What is used of a `WebSocket`. */
export interface LiveSocket {
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
  onerror: (() => void) | null
  send(text: string): void
  close(): void
}

/** Surroundings of the transport. */
export interface HttpTransportOptions extends HttpDeps {
  readonly tokens: TokenSource
  readonly openSocket: (url: string) => LiveSocket
}

/** Bounds of an exchange, milliseconds. */
const timeoutMs = { push: 30_000, pull: 30_000, snapshot: 120_000 } as const
/** A live socket that says nothing for longer than this is dead, whatever the network stack believes: the server speaks every 25 seconds. */
const silenceMs = 60_000

/** Creates the transport. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  return {
    push: async (request) => parseAnswer(pushAnswer, await call(options, '/v1/sync/push', request, timeoutMs.push)),
    pull: async (request) => parseAnswer(pullAnswer, await call(options, '/v1/sync/pull', request, timeoutMs.pull)),
    snapshot: async (request) => parseSnapshot(await call(options, '/v1/sync/snapshot', request, timeoutMs.snapshot)),
    live: (onHint, onClose, place) => openLive(options, onHint, onClose, place)
  }
}

async function call(options: HttpTransportOptions, path: string, body: unknown, limitMs: number): Promise<Uint8Array<ArrayBuffer>> {
  const first = await options.tokens.accessToken()
  try {
    return await post(options, { path, body, token: first, timeoutMs: limitMs })
  } catch (error) {
    if (!(error instanceof HttpRefused)) throw error
    if (problemOfRefusal(error).type !== 'signed-out') throw new TransportError(problemOfRefusal(error))
  }
  options.tokens.expire(first)
  const token = await options.tokens.accessToken()
  try {
    return await post(options, { path, body, token, timeoutMs: limitMs })
  } catch (error) {
    throw error instanceof HttpRefused ? new TransportError(problemOfRefusal(error)) : error
  }
}

const lineFeed = 10

/** Splits a snapshot's bytes at line feeds: JSON text has none within, so a page's content stays untouched and undecoded. */
export function parseSnapshot(bytes: Uint8Array): SnapshotAnswer {
  const lines = splitLines(bytes)
  const [first] = lines
  if (!first) throw garbage('an empty snapshot')
  const head = parseAnswer(snapshotHead, first)
  if (lines.length !== 1 + 2 * head.pages) throw garbage(`a snapshot of ${head.pages} pages in ${lines.length} lines`)
  const pages: { line: PageLine; content: Uint8Array }[] = []
  for (let index = 1; index < lines.length; index += 2) {
    const [place, content] = [lines[index], lines[index + 1]]
    // A copy: a view would keep, and store, the whole answer with each page.
    if (place && content) pages.push({ line: parseAnswer(pageLine, place), content: content.slice() })
  }
  return { head, pages }
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(lineFeed, start)
    const end = found === -1 ? bytes.length : found
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}

/** `onClose` is called once, however the socket ends, and never before this function has returned. */
function openLive(options: HttpTransportOptions, onHint: HearHint, onClose: () => void, place: () => LivePlace | null): () => void {
  let socket: LiveSocket | null = null
  let isOver = false
  let stopListening = (): void => undefined
  const end = (): void => {
    if (isOver) return
    isOver = true
    stopListening()
    socket?.close()
    onClose()
  }
  const heard = (): void => {
    stopListening()
    if (!isOver) stopListening = options.clock.after(silenceMs, end)
  }
  const tell: HearHint = (...hint) => {
    if (!isOver) onHint(...hint)
  }
  const hear = (text: string): void => {
    const [head = '', ...rest] = text.split('\n', 2)
    const hint = liveHint.safeParse(parseText(head))
    if (!hint.success) return
    const { version, rows } = hint.data
    const [along] = rest
    if (along === undefined || !rows) tell(version)
    else void readRows(options, along, rows).then((came) => tell(version, came))
  }
  const start = async (): Promise<void> => {
    const accessToken = await options.tokens.accessToken()
    if (isOver) return
    const opened = options.openSocket(`${options.baseUrl.replace(/^http/, 'ws')}/v1/live`)
    socket = opened
    heard()
    opened.onopen = () => {
      const stands = place()
      const hello: LiveHello = { protocol: protocolVersion, accessToken, ...(stands ? { place: stands } : {}) }
      opened.send(JSON.stringify(hello))
    }
    opened.onmessage = ({ data }) => {
      heard()
      if (typeof data === 'string') hear(data)
    }
    opened.onclose = end
    opened.onerror = end
  }
  start().catch(end)
  return () => {
    isOver = true
    stopListening()
    socket?.close()
  }
}

type AlongHead = NonNullable<LiveHint['rows']>

/** Rows that came along; undefined where they are not what the server sent: then they are fetched. */
async function readRows(options: HttpTransportOptions, text: string, { from, sha256 }: AlongHead): Promise<CameAlong | undefined> {
  const bytes = new TextEncoder().encode(text)
  if (base64(await options.sha256(bytes)) !== sha256) return undefined
  const answer = pullAnswer.safeParse(parseJson(bytes)).data
  return answer?.type === 'rows' ? { from, answer } : undefined
}

function parseText(text: string): unknown {
  return parseJson(new TextEncoder().encode(text))
}
