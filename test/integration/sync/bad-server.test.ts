// Something answers that is slow, broken or no Fixpoint at all: the client says what it sees, local work goes on, nothing spins, and no
// command is dropped. Over the real HTTP client, on a clock that the test moves.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createEngine } from '#sync/engine.ts'
import type { HttpFetch, HttpResponse } from '#sync/http-client.ts'
import { createHttpTransport } from '#sync/http-transport.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'

const [ticketId = ''] = ticketIds
const minute = 60_000
const html = '<!doctype html><title>Welcome to the hotel</title>'

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const bytes = new TextEncoder().encode(text)
  return { status, headers: { get: (name) => headers[name] ?? null }, arrayBuffer: async () => bytes.slice().buffer }
}

const digest = (text: string) => ({ 'content-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:` })
const whole = (status: number, text: string, more: Readonly<Record<string, string>> = {}) =>
  answer(status, text, { ...digest(text), ...more })

type Kind = readonly [what: string, problem: string, words: RegExp, requests: number, respond: HttpFetch]

const refusal = JSON.stringify({ error: { type: 'busy', message: 'Too many requests' } })

const kinds: readonly Kind[] = [
  ['an HTML page instead of an answer', 'garbage', /sign-in page/, 8, async () => answer(200, html)],
  ['an HTML page with a digest of its own', 'garbage', /sign-in page/, 8, async () => whole(200, html)],
  ['JSON that is no answer', 'garbage', /sign-in page/, 8, async () => whole(200, '{"epoch":1}')],
  ['an answer cut in half', 'garbage', /sign-in page/, 8, async () => answer(200, '{"epoch"', digest('{"epoch":"x"}'))],
  ['nothing at all', 'garbage', /sign-in page/, 8, async () => whole(200, '')],
  ['404 from somebody', 'garbage', /status 404/, 8, async () => answer(404, html)],
  ['502 of a proxy', 'server-error', /problem of its own \(502\)/, 8, async () => answer(502, html)],
  ['503 without words', 'server-error', /503/, 8, async () => answer(503, '')],
  ['429 with a pause', 'busy', /asked for a pause/, 3, async () => whole(429, refusal, { 'retry-after': '30' })],
  ['a broken connection', 'unreachable', /can’t be reached/, 8, () => Promise.reject(new Error('socket hang up'))],
  // A try takes half a minute here, and a pause follows.
  ['no answer, ever', 'unreachable', /can’t be reached/, 3, (_, { signal }) => new Promise((_resolve, reject) => onAbort(signal, reject))]
]

function onAbort(signal: unknown, reject: (error: Error) => void): void {
  ;(signal as AbortSignal).addEventListener('abort', () => reject(new Error('aborted')))
}

describe('a bad server', () => {
  test.each(kinds)(
    '[LIVE9] that gives %s is called %s; a minute holds few requests and work goes on',
    async (_, problem, words, most, respond) => {
      const desk = await openDesk()
      const device = await desk.device(adminId)
      await device.engine?.stop()
      let isBad = true
      const asked: string[] = []
      const real = device.network.transport(adminId, () => device.deviceId)
      const bad = createHttpTransport({
        baseUrl: 'http://server.example',
        fetch: (url, init) => {
          asked.push(url)
          return respond(url, init)
        },
        abort: () => {
          const controller = new AbortController()
          return { signal: controller.signal, abort: () => controller.abort() }
        },
        sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
        clock: desk.clock,
        tokens: { accessToken: async () => 'token', expire: () => undefined },
        openSocket: () => {
          throw new Error('no socket here')
        }
      })
      const transport = {
        push: (request: Parameters<typeof bad.push>[0]) => (isBad ? bad : real).push(request),
        pull: (request: Parameters<typeof bad.pull>[0]) => (isBad ? bad : real).pull(request),
        snapshot: (request: Parameters<typeof bad.snapshot>[0]) => (isBad ? bad : real).snapshot(request),
        live: (...given: Parameters<typeof bad.live>) => (isBad ? bad : real).live(...given)
      }
      const clock = {
        now: desk.clock.now,
        after: desk.clock.after,
        random: () => 0.5,
        randomBytes: (count: number) => new Uint8Array(count)
      }
      const engine = createEngine({ replica: rowsOf(device), transport, clock, newDevice: async () => device.deviceId })
      engine.start()
      await saved(device, 'ticket.comment', note(ticketId, 'written meanwhile'))
      for (let second = 0; second < 60; second++) {
        engine.wake()
        await desk.pass(minute / 60)
      }
      expect(asked.length).toBeGreaterThan(0)
      expect(asked.length).toBeLessThanOrEqual(most)
      expect(engine.state()).toMatchObject({ problemType: problem, needsPerson: false })
      expect(engine.state().problem).toMatch(words)
      expect((await rowsOf(device).children('comment', ticketId)).map((row) => row['body'])).toContain('written meanwhile')
      expect(rowsOf(device).waiting()).toHaveLength(1)
      isBad = false
      await desk.pass(3 * minute)
      expect(engine.state()).toMatchObject({ activity: 'idle', problem: null })
      expect(desk.serverRows('comment')).toHaveLength(1)
      await engine.stop()
    }
  )
})
