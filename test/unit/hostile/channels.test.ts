// Hostile calls of the desktop's channels: what doesn't parse reaches no handler and is answered with type, field and what was expected.

import type { IpcMain } from 'electron'
import { expect, test, vi } from 'vitest'
import type { IpcAnswer } from '#ipc/bridge.ts'
import { type Channel, contract } from '#ipc/contract.ts'
import { type Handlers, registerChannels } from '#main/channels.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile } from '#test/support/hostile/hostile-values.ts'

const mainFrame = { url: 'app://fixpoint/index.html' }
const own = { sender: { mainFrame }, senderFrame: mainFrame }
const channels = Object.keys(contract) as readonly Channel[]
/** What a structured clone carries and JSON doesn't. */
const cloned: readonly unknown[] = [
  undefined,
  Number.NaN,
  1n,
  new Date(Number.NaN),
  new Map([['a', 1]]),
  new Uint8Array(3),
  /x/,
  new Error('x')
]

test('whatever is sent on whatever channel, the answer says what was wrong and no handler sees what doesn’t parse', async () => {
  const seen: [Channel, unknown][] = []
  const handlers = Object.fromEntries(channels.map((name) => [name, async (input: unknown) => (seen.push([name, input]), {})]))
  // An empty answer of a handler fails its own check, which is told and written down.
  vi.spyOn(console, 'error').mockReturnValue()
  const ask = listening(handlers as unknown as Handlers)
  const hostile = createHostile(1, (field) => (field === 'profile' ? ['ann'] : field === 'url' ? ['https://example.org'] : []))
  let refused = 0
  for (let done = 0; done < hostileCases.channels; done++) {
    const beyond = cloned[hostile.between(0, cloned.length - 1)]
    const channel = hostile.happens(0.95)
      ? hostile.pick(channels)
      : hostile.happens(0.5)
        ? beyond
        : hostile.pick(['toString', '', '__proto__'])
    const likely = channels.includes(channel as Channel) ? hostile.likely(contract[channel as Channel].input) : null
    const kind = hostile.next()
    const input = kind < 0.2 ? hostile.value() : kind < 0.3 ? beyond : kind < 0.4 ? likely : hostile.spoiled(likely)
    const answer = await within(() => ask(own, channel, input))
    if (answer.ok || answer.error.type === 'failed') continue
    refused++
    expect(['unknown-channel', 'invalid-input']).toContain(answer.error.type)
    expect(answer.error).toEqual({ type: answer.error.type, field: expect.stringMatching(/./), expected: expect.stringMatching(/./) })
  }
  expect(refused).toBeGreaterThan(hostileCases.channels / 2)
  for (const [name, input] of seen) expect(contract[name].input.safeParse(input).success).toBe(true)
  expect(await ask(own, 'profile.use', { profile: 'ann' })).toEqual({ ok: true, value: {} })
})

function listening(handlers: Handlers): (event: unknown, channel: unknown, input: unknown) => Promise<IpcAnswer> {
  const found: ((event: unknown, channel: unknown, input: unknown) => Promise<IpcAnswer>)[] = []
  const ipcMain = { handle: (_name: string, listener: (typeof found)[number]) => void found.push(listener) }
  registerChannels(ipcMain as unknown as IpcMain, handlers, { pages: 'app://fixpoint', isEngine: () => true })
  const [listener] = found
  if (!listener) throw new Error('nothing was registered')
  return listener
}
