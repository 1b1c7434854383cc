// The transport over HTTP against a scripted fetch: digests, bounds in time, tokens, and whatever isn't the server's own answer.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HttpFetch } from '#sync/http-client.ts'
import { createSessionApi } from '#sync/http-session.ts'
import { createHttpTransport, type LiveSocket, parseSnapshot } from '#sync/http-transport.ts'
import type { CameAlong, TransportError, TransportProblem } from '#sync/ports.ts'
import { protocolVersion } from '#sync/protocol/version.ts'

const epoch = '01900000-e90c-7000-8000-000000010000'
const pushBody = { epoch, serverTime: 5, highWater: 1, outcomes: [], fork: null }
const request = { protocol: 1, epoch: null, commands: [] }

const digest = (bytes: Uint8Array | string): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`

interface Sent {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

interface Reply {
  readonly status?: number
  readonly body?: string
  readonly headers?: Record<string, string>
}

function scripted(replies: readonly (Reply | 'hang' | 'cut')[]) {
  const sent: Sent[] = []
  const timers: { delayMs: number; run: () => void }[] = []
  const expired: string[] = []
  let tokens = 0
  const fetch: HttpFetch = async (url, { headers, body, signal }) => {
    sent.push({ url, headers, body })
    const reply = replies[sent.length - 1] ?? 'cut'
    if (reply === 'cut') throw new TypeError('connection refused')
    if (reply === 'hang') {
      return new Promise((_, reject) => {
        ;(signal as AbortSignal).addEventListener('abort', () => reject(new Error('aborted')))
        timers[0]?.run()
      })
    }
    const bytes = new TextEncoder().encode(reply.body ?? JSON.stringify(pushBody))
    const all: Record<string, string> = { 'content-digest': digest(bytes), ...reply.headers }
    return { status: reply.status ?? 200, headers: { get: (name) => all[name] || null }, arrayBuffer: async () => bytes.slice().buffer }
  }
  const deps = {
    baseUrl: 'http://desk.example',
    fetch,
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    clock: {
      after: (delayMs: number, run: () => void) => {
        timers.push({ delayMs, run })
        return () => undefined
      }
    }
  }
  const sockets: (LiveSocket & { sent: string[] })[] = []
  const transport = createHttpTransport({
    ...deps,
    tokens: { accessToken: async () => `token-${++tokens}`, expire: (token) => expired.push(token) },
    openSocket: () => {
      const socket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        sent: [] as string[],
        send: (text: string) => void socket.sent.push(text),
        close: () => undefined
      }
      sockets.push(socket)
      return socket
    }
  })
  return { transport, session: createSessionApi(deps), sent, timers, expired, sockets }
}

const problemOf = (promise: Promise<unknown>): Promise<TransportProblem> =>
  promise.then(
    () => {
      throw new Error('no problem')
    },
    (error: TransportError) => error.problem
  )

const refusal = (type: string, field?: string): string => JSON.stringify({ error: { type, message: 'words', ...(field ? { field } : {}) } })

describe('http', () => {
  test('[HTTP1] each request carries the digest of its body, each answer must carry the digest of its own', async () => {
    const { transport, sent } = scripted([{}])
    expect(await transport.push(request)).toEqual(pushBody)
    expect(sent[0]?.headers['content-digest']).toBe(digest(sent[0]?.body ?? ''))
    expect(sent[0]?.url).toBe('http://desk.example/v1/sync/push')
  })

  describe('[HTTP2] what isn’t the server’s own whole answer is neither an answer nor a refusal', () => {
    test.each([
      ['a changed body', { headers: { 'content-digest': digest('something else') } }],
      ['no digest', { headers: { 'content-digest': '' } }],
      ['a hotel’s page', { body: '<html>Welcome! Room number?</html>', headers: { 'content-digest': '' } }],
      ['a page with a digest', { body: '<html></html>' }],
      ['another form', { body: JSON.stringify({ ...pushBody, highWater: 'many' }) }],
      ['a refusal in HTML', { status: 403, body: '<html></html>', headers: { 'content-digest': '' } }],
      ['our request, changed on the way', { status: 400, body: refusal('corrupted') }]
    ] as [string, Reply][])('%s is garbage', async (_name, reply) => {
      expect(await problemOf(scripted([reply]).transport.push(request))).toMatchObject({ type: 'garbage' })
    })
  })

  test('[HTTP3] an exchange is bounded in time, and no connection is told as such', async () => {
    const { transport, timers } = scripted(['hang'])
    expect(await problemOf(transport.push(request))).toEqual({ type: 'unreachable', detail: 'no answer within 30 seconds' })
    expect(timers[0]?.delayMs).toBe(30_000)
    expect(await problemOf(scripted(['cut']).transport.pull({ protocol: 1, epoch: null, cursor: 0, limit: 1 }))).toMatchObject({
      type: 'unreachable'
    })
  })

  test('[HTTP4] a token that the server refuses is renewed once; refused again, the person is signed out', async () => {
    const first = scripted([{ status: 401, body: refusal('expired') }, {}])
    expect(await first.transport.push(request)).toEqual(pushBody)
    expect([first.expired, first.sent.map(({ headers }) => headers['authorization'])]).toEqual([
      ['token-1'],
      ['Bearer token-1', 'Bearer token-2']
    ])
    const second = scripted([
      { status: 401, body: refusal('expired') },
      { status: 401, body: refusal('expired') }
    ])
    expect(await problemOf(second.transport.push(request))).toEqual({ type: 'signed-out' })
  })

  test.each([
    [403, 'revoked', { type: 'revoked' }],
    [426, 'too-old', { type: 'too-old', serverProtocol: null }],
    [429, 'too-many', { type: 'busy', retryAfterMs: 7_000 }],
    [503, 'starting', { type: 'busy', retryAfterMs: 7_000 }],
    [500, 'failed', { type: 'server-error', status: 500 }],
    [400, 'invalid-input', { type: 'bad-request', field: 'commands.3.input', detail: 'commands.3.input: words' }]
  ] as [number, string, TransportProblem][])(
    '[HTTP5] the server’s own %i of type %s becomes a problem of its own',
    async (status, type, problem) => {
      const body = refusal(type, status === 400 ? 'commands.3.input' : undefined)
      expect(await problemOf(scripted([{ status, body, headers: { 'retry-after': '7' } }]).transport.push(request))).toEqual(problem)
    }
  )

  test('[HTTP5] a wrong password is a refusal in the server’s words, trouble on the way is not', async () => {
    const wrong = scripted([{ status: 401, body: refusal('wrong-password', 'password') }]).session
    const input = { email: 'a@b.example', password: 'x', deviceId: null, deviceName: 'Laptop' }
    await expect(wrong.signIn(input)).rejects.toMatchObject({ name: 'SignInRefused', problem: 'wrong-password', field: 'password' })
    expect(await problemOf(scripted(['cut']).session.signIn(input))).toMatchObject({ type: 'unreachable' })
    expect(await problemOf(scripted([{ status: 401, body: refusal('signed-out') }]).session.refresh('r'))).toEqual({ type: 'signed-out' })
  })
})

describe('snapshot body', () => {
  const head = { epoch, serverTime: 1, scope: null, permissionsKey: '', cursor: 4, next: null, pages: 2, remaining: 0, highWater: 0 }
  const encode = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'))

  test('[HTTP6] pages are cut at line feeds and stay untouched bytes of their own', () => {
    const content = '[[1, {"id": "ä\\n"}]]'
    const answer = parseSnapshot(encode([JSON.stringify(head), '["ticket",null,"",1]', content, '["comment",null,"",0]', '[]', '']))
    expect(answer.pages.map(({ line }) => line[0])).toEqual(['ticket', 'comment'])
    expect(new TextDecoder().decode(answer.pages[0]?.content)).toBe(content)
    expect(answer.pages[0]?.content.buffer.byteLength).toBe(answer.pages[0]?.content.length)
  })

  test.each([
    ['nothing', []],
    ['a head alone', [JSON.stringify(head)]],
    ['a page without content', [JSON.stringify(head), '["ticket",null,"",1]', '[]', '["comment",null,"",0]']],
    ['a page line of another form', [JSON.stringify({ ...head, pages: 1 }), '["ticket",7,"",1]', '[]']],
    ['no JSON', ['<html>', '', '']]
  ])('[HTTP6] %s is garbage', (_name, lines) => {
    expect(() => parseSnapshot(encode(lines))).toThrow('garbage')
  })
})

describe('live socket', () => {
  test('[LIVE7] a socket that is silent for a minute is dead, one that speaks is not', async () => {
    const { transport, sockets, timers } = scripted([])
    let ends = 0
    transport.live(
      () => undefined,
      () => ends++,
      () => null
    )
    await expect.poll(() => sockets.length).toBe(1)
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([60_000])
    sockets[0]?.onmessage?.({ data: '{"version":3}' })
    expect(timers).toHaveLength(2)
    timers[1]?.run()
    expect(ends).toBe(1)
  })

  test('[LIVE1] the token goes in the first message, hints come back, and its end is told once', async () => {
    const { transport, sockets } = scripted([])
    const hints: number[] = []
    let ends = 0
    transport.live(
      (version) => hints.push(version),
      () => ends++,
      () => ({ epoch, cursor: 3 })
    )
    await Promise.resolve()
    await Promise.resolve()
    const [socket] = sockets
    socket?.onopen?.()
    socket?.onmessage?.({ data: '{"version":7}' })
    socket?.onmessage?.({ data: '<html>' })
    socket?.onmessage?.({ data: new Uint8Array(1) })
    socket?.onerror?.()
    socket?.onclose?.()
    expect(JSON.parse(socket?.sent[0] ?? '')).toEqual({ protocol: protocolVersion, accessToken: 'token-1', place: { epoch, cursor: 3 } })
    expect([hints, ends]).toEqual([[7], 1])
  })

  test('[LIVE10] rows come along only as the server sent them: changed or foreign bytes leave a hint that is followed by a pull', async () => {
    const { transport, sockets } = scripted([])
    const heard: [number, CameAlong | undefined][] = []
    transport.live(
      (version, came) => heard.push([version, came]),
      () => undefined,
      () => ({ epoch, cursor: 3 })
    )
    await expect.poll(() => sockets.length).toBe(1)
    const answer = { type: 'rows', epoch, serverTime: 5, scope: null, permissionsKey: '', items: [], cursor: 7, more: false, highWater: 0 }
    const message = (text: string, sent = text): { data: string } => {
      const sha256 = createHash('sha256').update(text).digest('base64')
      return { data: `${JSON.stringify({ version: 7, rows: { from: 3, sha256 } })}\n${sent}` }
    }
    const text = JSON.stringify(answer)
    const snapshot = JSON.stringify({ ...answer, type: 'snapshot' })
    for (const one of [message(text), message(text, text.replace('7', '8')), message('<html>'), message(snapshot)]) {
      sockets[0]?.onmessage?.(one)
      const before = heard.length
      await expect.poll(() => heard.length).toBeGreaterThan(before)
    }
    expect(heard).toEqual([
      [7, { from: 3, answer }],
      [7, undefined],
      [7, undefined],
      [7, undefined]
    ])
  })
})
