// What a device believes of answers about files: only what carries the server's own digest.

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFileTransport, type FileTransport } from '#store/attachments/file-transport.ts'

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: Record<string, string>
  /** Whether it carries the digest of its body, or of another one. */
  readonly digest?: 'right' | 'wrong'
}

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> => new Uint8Array(createHash('sha256').update(bytes).digest())
const digestOf = (text: string): string => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`

/** A transport to which these answers come, one after the other; the last one again and again. */
function answering(...answers: readonly Answer[]): { readonly transport: FileTransport; readonly tokens: string[] } {
  const tokens: string[] = []
  let turn = 0
  let renewed = 0
  const transport = createFileTransport({
    baseUrl: 'http://server',
    abort: () => ({ signal: null, abort: () => undefined }),
    sha256,
    clock: { after: () => () => undefined },
    tokens: { accessToken: async () => `token-${renewed}`, expire: () => void renewed++ },
    fetch: async (_url, { headers }) => {
      tokens.push(headers['authorization'] ?? '')
      const { status, body, headers: own = {}, digest } = answers[Math.min(turn++, answers.length - 1)] ?? { status: 500, body: '' }
      const given = digest === undefined ? {} : { 'content-digest': digestOf(digest === 'right' ? body : `${body} changed`) }
      const all = new Headers({ ...own, ...given })
      return { status, headers: all, arrayBuffer: async () => new TextEncoder().encode(body).buffer }
    }
  })
  return { transport, tokens }
}

const hotel: Answer = { status: 200, body: '<html>Welcome to the Grand Hotel. Please sign in.</html>' }
const refusal = (type: string): string => JSON.stringify({ error: { type, message: 'no' } })

describe('an answer about a file', () => {
  it.each([
    ['a sign-in page of a hotel', hotel],
    ['a state without its digest', { status: 200, body: '{"offset":5,"length":5,"whole":true}' }],
    ['a state that was changed on the way', { status: 200, body: '{"offset":5,"length":5,"whole":true}', digest: 'wrong' }],
    ['a refusal that is not the server’s', { status: 404, body: refusal('not-found') }],
    ['another form', { status: 200, body: '{"whole":"yes"}', digest: 'right' }],
    ['nothing', { status: 204, body: '' }]
  ] as const)('[ATT4] %s says nothing about what the server has, and refuses nothing', async (_name, answer) => {
    const { transport } = answering(answer)
    for (const asked of [transport.state('id'), transport.fetch('id', 0, 5), transport.begin('id', 5)])
      await expect(asked).rejects.toMatchObject({ problem: { type: 'garbage' } })
  })

  it('[ATT7] a part that is shorter than asked, or without its digest, is not taken', async () => {
    for (const answer of [
      { status: 206, body: 'abc', digest: 'right' },
      { status: 206, body: 'abcde' },
      { status: 206, body: 'abcde', digest: 'wrong' },
      { status: 200, body: 'abcde', digest: 'right' }
    ] as const)
      await expect(answering(answer).transport.fetch('id', 0, 5)).rejects.toMatchObject({ problem: { type: 'garbage' } })
    expect(await answering({ status: 206, body: 'abcde', digest: 'right' }).transport.fetch('id', 0, 5)).toHaveLength(5)
  })

  it('the server’s own refusal has its type; a pause that it asks for is kept', async () => {
    const refused = answering({ status: 404, body: refusal('not-found'), digest: 'right' }).transport.state('id')
    await expect(refused).rejects.toMatchObject({ type: 'not-found' })
    const busy = { status: 429, body: refusal('busy'), digest: 'right', headers: { 'retry-after': '7' } } as const
    await expect(answering(busy).transport.state('id')).rejects.toMatchObject({ problem: { type: 'busy', retryAfterMs: 7000 } })
  })

  it('a token that the server refuses is renewed once; a stranger’s 401 renews none', async () => {
    const out: Answer = { status: 401, body: refusal('signed-out'), digest: 'right' }
    const state: Answer = { status: 200, body: '{"offset":null,"length":5,"whole":false}', digest: 'right' }
    const renewed = answering(out, state)
    expect(await renewed.transport.state('id')).toMatchObject({ offset: null, whole: false })
    expect(renewed.tokens).toEqual(['Bearer token-0', 'Bearer token-1'])
    const stranger = answering({ status: 401, body: 'Proxy' })
    await expect(stranger.transport.state('id')).rejects.toMatchObject({ problem: { type: 'garbage' } })
    expect(stranger.tokens).toHaveLength(1)
    await expect(answering(out).transport.state('id')).rejects.toMatchObject({ problem: { type: 'signed-out' } })
  })
})
