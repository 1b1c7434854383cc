import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { afterEach, expect, test, vi } from 'vitest'
import { drainBeforeQuit } from '#main/quit.ts'

function standing() {
  const log: string[] = []
  const app = Object.assign(new EventEmitter(), {
    quit: () => {
      let prevented = false
      app.emit('before-quit', { preventDefault: () => (prevented = true) })
      log.push(prevented ? 'held' : 'ended')
    }
  })
  const close = async (): Promise<void> => void log.push('closed')
  const drained = drainBeforeQuit({ app: app as unknown as App, askToDrain: () => log.push('asked'), close, timeoutMs: 1_000 })
  return { app, log, drained }
}
afterEach(() => void vi.useRealTimers())

test('quitting waits for the engine to be drained, then closes everything, then ends', async () => {
  const { app, log, drained } = standing()
  app.quit()
  app.quit()
  expect(log).toEqual(['asked', 'held', 'held'])
  drained()
  await expect.poll(() => log).toEqual(['asked', 'held', 'held', 'closed', 'ended'])
})

test('an engine that never answers is not waited for longer than the time limit', async () => {
  vi.useFakeTimers()
  const { app, log } = standing()
  app.quit()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(log).toEqual(['asked', 'held', 'closed', 'ended'])
})

test('"drained" from an engine that nobody asked changes nothing', () => {
  const { log, drained } = standing()
  drained()
  expect(log).toEqual([])
})
