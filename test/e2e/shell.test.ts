// The desktop shell, end to end: built main, preload and renderer in a real Chromium.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IpcAnswer } from '#ipc/bridge.ts'
import { RunningApp } from '#test/support/launch.ts'

let userData = ''
let app: RunningApp
beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'fixpoint-shell-'))
  app = await RunningApp.launch({ userData })
})
afterEach(async () => {
  await app.kill()
  rmSync(userData, { recursive: true, force: true })
})

type Target = Awaited<ReturnType<RunningApp['room']>>
const ask = (page: Target, channel: string, input: unknown): Promise<IpcAnswer | undefined> =>
  page.evaluate(([name, value]) => window.fixpoint?.invoke(name, value), [channel, input] as const)

test('a room and the hidden engine window open, and only the engine may touch the journal', async () => {
  const [room, engine] = [await app.room(), await app.engine()]
  const entry = { profile: 'local', entries: [{ key: 'c1', payload: '{"a":1}' }] }
  expect(await ask(room, 'journal.append', entry)).toEqual({
    ok: false,
    error: { type: 'forbidden-sender', field: 'sender', expected: 'the engine window' }
  })
  expect(await ask(engine, 'journal.append', entry)).toEqual({ ok: true, value: { lastSequence: 1 } })
})

test('garbage on a channel is answered with type, field and what was expected, and the next valid question succeeds', async () => {
  const engine = await app.engine()
  for (const input of [null, 7, 'x', [], {}, { profile: '../../etc', entries: [] }, { profile: 'p', entries: [{ key: '', payload: 1 }] }]) {
    const answer = await ask(engine, 'journal.append', input)
    expect(answer).toMatchObject({ ok: false, error: { type: 'invalid-input', field: expect.any(String), expected: expect.any(String) } })
  }
  for (const channel of ['nope', '__proto__', 'constructor', '']) {
    expect(await ask(engine, channel, {})).toMatchObject({ ok: false, error: { type: 'unknown-channel', field: 'channel' } })
  }
  expect(await ask(engine, 'app.info', {})).toMatchObject({ ok: true, value: { serverUrl: null, profile: null } })
})

test('what was answered as appended survives SIGKILL of main and browser', async () => {
  const entries = Array.from({ length: 50 }, (_, index) => ({ key: `c${index}`, payload: `command ${index}` }))
  await ask(await app.engine(), 'journal.append', { profile: 'local', entries })
  await app.kill()
  app = await RunningApp.launch({ userData })
  const answer = await ask(await app.engine(), 'journal.read', { profile: 'local', skip: 0, limit: 100 })
  expect(answer).toMatchObject({ ok: true, value: { done: true, health: { tornBytes: 0, damagedPlaces: 0, lastSequence: 50 } } })
  expect(answer?.ok && (answer.value as { entries: { payload: string }[] }).entries.map(({ payload }) => payload)).toEqual(
    entries.map(({ payload }) => payload)
  )
})

test('a secret is kept over a restart, and lies encrypted on disk', async () => {
  expect(await ask(await app.room(), 'secret.write', { name: 'device', value: 'a token' })).toMatchObject({
    ok: true,
    value: { stored: true }
  })
  await app.kill()
  app = await RunningApp.launch({ userData })
  expect(await ask(await app.room(), 'secret.read', { name: 'device' })).toEqual({ ok: true, value: { value: 'a token' } })
  expect(readFileSync(join(userData, 'secrets.json'), 'utf8')).not.toContain('a token')
})

test('pages run no inline script, open no window, and links leave through the system only over https, mailto and tel', async () => {
  const room = await app.room()
  await room.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ranInline = true'
    document.body.append(script)
  })
  expect(await room.evaluate(() => 'ranInline' in window)).toBe(false)
  expect(await app.ask({ type: 'windowOpen', window: 2, url: 'https://example.org/' })).toEqual({ action: 'deny' })
  expect(await app.ask({ type: 'windowOpen', window: 2, url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
  expect(await ask(room, 'link.open', { url: 'mailto:help@example.org' })).toMatchObject({ ok: true })
  expect(await ask(room, 'link.open', { url: 'smb://host/share' })).toMatchObject({
    ok: false,
    error: { type: 'invalid-input', field: 'url' }
  })
  expect(app.notes.filter(({ kind }) => kind === 'open-external').map(({ value }) => value)).toEqual([
    'https://example.org/',
    'mailto:help@example.org'
  ])
})

test('a second window opens on its route, and quitting waits for the engine and ends with 0', async () => {
  const room = await app.room()
  await app.engine()
  expect(await ask(room, 'window.open', { route: '/tickets' })).toMatchObject({ ok: true })
  expect((await app.room(1)).url()).toMatch(/index\.html#\/tickets/)
  expect(await app.quit()).toBe(0)
})

test('a file is saved where the person says, and the window never learns the place', async () => {
  const room = await app.room()
  const filePath = join(userData, 'export.csv')
  await app.answerDialog({ canceled: false, filePath })
  const contentBase64 = Buffer.from('a;b').toString('base64')
  expect(await ask(room, 'file.save', { suggestedName: 'export.csv', contentBase64 })).toEqual({ ok: true, value: { saved: true } })
  expect(readFileSync(filePath, 'utf8')).toBe('a;b')
  expect(await ask(room, 'file.save', { suggestedName: '../x', contentBase64 })).toMatchObject({
    ok: false,
    error: { field: 'suggestedName' }
  })
})
