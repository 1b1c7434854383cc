import type { IpcMain } from 'electron'
import { fc } from '#test/support/cases.ts'
import { expect, test, vi } from 'vitest'
import type { IpcAnswer } from '#ipc/bridge.ts'
import { type Channel, contract } from '#ipc/contract.ts'
import { type Handlers, registerChannels } from '#main/channels.ts'

type Listener = (event: unknown, channel: unknown, input: unknown) => Promise<IpcAnswer>
const mainFrame = { url: 'app://fixpoint/index.html' }
const own = { sender: { mainFrame }, senderFrame: mainFrame }

function listening(handlers: Partial<Handlers>, isEngine = true): Listener {
  let listener: Listener | undefined
  const ipcMain = { handle: (_name: string, given: Listener) => (listener = given) }
  const all = {
    ...Object.fromEntries(Object.keys(contract).map((name) => [name, vi.fn(async () => ({}))])),
    ...handlers
  } as unknown as Handlers
  registerChannels(ipcMain as unknown as IpcMain, all, { pages: 'app://fixpoint', isEngine: () => isEngine })
  if (listener === undefined) throw new Error('nothing was registered')
  return listener
}

test('only the main frame of an own page is heard', async () => {
  const ask = listening({})
  const frames = [
    { sender: { mainFrame }, senderFrame: null },
    { sender: { mainFrame }, senderFrame: { url: 'app://fixpoint/index.html' } },
    { sender: { mainFrame: { url: 'https://evil.example' } }, senderFrame: { url: 'https://evil.example' } }
  ]
  const away = { url: 'app://fixpoint.evil/index.html' }
  for (const event of [...frames, { sender: { mainFrame: away }, senderFrame: away }]) {
    expect(await ask(event, 'profile.use', { profile: null })).toMatchObject({ ok: false, error: { type: 'forbidden-sender' } })
  }
  expect(await ask(own, 'profile.use', { profile: null })).toEqual({ ok: true, value: {} })
})

test('a room may not use the channels of the engine', async () => {
  const ask = listening({}, false)
  for (const channel of ['journal.append', 'journal.read', 'journal.acknowledge', 'engine.drained']) {
    expect(await ask(own, channel, {})).toMatchObject({ ok: false, error: { type: 'forbidden-sender', expected: 'the engine window' } })
  }
})

test('whatever is sent on whatever channel, the answer is typed and no handler sees an input that does not parse', async () => {
  const seen: [Channel, unknown][] = []
  const handlers = Object.fromEntries(
    Object.keys(contract).map((name) => [name, async (input: unknown) => (seen.push([name as Channel, input]), {})])
  )
  const ask = listening(handlers)
  const silent = vi.spyOn(console, 'error').mockReturnValue()
  const channel = fc.oneof(fc.constantFrom(...Object.keys(contract)), fc.string(), fc.anything())
  await fc.assert(
    fc.asyncProperty(channel, fc.anything(), async (name, input) => {
      const answer = await ask(own, name, input)
      if (answer.ok) return
      const { type } = answer.error
      expect(['unknown-channel', 'invalid-input', 'failed']).toContain(type)
      expect(answer.error).toEqual(
        'field' in answer.error ? { type, field: expect.any(String), expected: expect.any(String) } : { type, reason: 'unexpected' }
      )
    }),
    { numRuns: 2_000 }
  )
  for (const [name, input] of seen) expect(contract[name].input.safeParse(input).success).toBe(true)
  silent.mockRestore()
})

test('a handler that fails is an answer with its error code, and its text (which may hold paths) stays in main', async () => {
  const silent = vi.spyOn(console, 'error').mockReturnValue()
  const full = Object.assign(new Error('/home/ann/journals: no space left'), { code: 'ENOSPC' })
  const ask = listening({ 'secret.read': () => Promise.reject(full) })
  expect(await ask(own, 'secret.read', { name: 'a' })).toEqual({ ok: false, error: { type: 'failed', reason: 'ENOSPC' } })
  expect(await ask(own, 'secret.write', { name: 'a', value: 'b' })).toEqual({ ok: false, error: { type: 'failed', reason: 'unexpected' } })
  expect(await ask(own, 'profile.use', { profile: 'ann' })).toEqual({ ok: true, value: {} })
  silent.mockRestore()
})
