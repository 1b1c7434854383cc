import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { createWindows, windowOptions } from '#main/windows.ts'

const electron = vi.hoisted(() => ({ opened: [] as string[], made: [] as unknown[] }))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class BrowserWindow extends Emitter {
    static getAllWindows = (): unknown[] => electron.made
    static getFocusedWindow = (): unknown => electron.made.at(-1) ?? null
    options: unknown
    destroyed = false
    urls: string[] = []
    sent: unknown[] = []
    webContents = Object.assign(new Emitter(), {
      setWindowOpenHandler: (handler: unknown) => Object.assign(this.webContents, { handler }),
      send: (...args: unknown[]) => this.sent.push(args)
    })
    constructor(options: unknown) {
      super()
      this.options = options
      electron.made.push(this)
    }
    loadURL = async (url: string): Promise<void> => void this.urls.push(url)
    isDestroyed = (): boolean => this.destroyed
  }
  return { BrowserWindow, shell: { openExternal: async (url: string) => electron.opened.push(url) } }
})

interface Made extends EventEmitter {
  readonly options: ReturnType<typeof windowOptions>
  readonly urls: string[]
  readonly webContents: EventEmitter & { handler: (details: { url: string }) => unknown }
}
const made = (): Made[] => electron.made as Made[]
beforeEach(() => {
  electron.made.length = 0
  electron.opened.length = 0
})

test('every window is sandboxed and isolated, without Node, web views or insecure content', () => {
  const windows = createWindows('app://fixpoint', () => undefined)
  windows.openEngine()
  windows.open('/tickets')
  expect(made().length).toBe(2)
  for (const { options } of made()) {
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false
    })
  }
})

test('the engine window stays hidden, is never throttled, and does not keep the program open', () => {
  const closed = vi.fn()
  const windows = createWindows('app://fixpoint', closed)
  windows.openEngine()
  windows.open()
  const [engine, room] = made()
  expect([engine?.options.show, engine?.options.webPreferences?.backgroundThrottling]).toEqual([false, false])
  expect([engine?.urls, room?.urls]).toEqual([['app://fixpoint/engine.html'], ['app://fixpoint/index.html#/']])
  expect(closed).not.toHaveBeenCalled()
  room?.emit('closed')
  expect(closed).toHaveBeenCalledOnce()
})

test('a window can neither navigate away, nor be redirected, nor open another or a web view', () => {
  createWindows('app://fixpoint', () => undefined).open()
  const contents = made()[0]?.webContents
  const tried = (name: string, url: string): boolean => {
    const event = { url, preventDefault: vi.fn() }
    contents?.emit(name, event)
    return event.preventDefault.mock.calls.length === 0
  }
  expect(tried('will-navigate', 'app://fixpoint/index.html')).toBe(true)
  for (const url of ['https://example.org', 'app://fixpoint.evil/', 'file:///etc/passwd', 'javascript:alert(1)']) {
    expect(tried('will-navigate', url)).toBe(false)
  }
  expect([tried('will-redirect', 'app://fixpoint/'), tried('will-attach-webview', '')]).toEqual([false, false])
  for (const url of [
    'https://example.org/',
    'mailto:a@b.c',
    'tel:+49',
    'http://x.org',
    'file:///x',
    'javascript:1',
    'vbscript:1',
    'nonsense'
  ]) {
    expect(contents?.handler({ url })).toEqual({ action: 'deny' })
  }
  expect(electron.opened).toEqual(['https://example.org/', 'mailto:a@b.c', 'tel:+49'])
  expect(made().length).toBe(1)
})

test('a link to an own page in a new window becomes one of our own making, on another profile if it names one', () => {
  createWindows('app://fixpoint', () => undefined).open()
  const contents = made()[0]?.webContents
  expect(contents?.handler({ url: 'app://fixpoint/index.html?profile=desk-ann#/sync' })).toEqual({ action: 'deny' })
  expect(contents?.handler({ url: 'app://fixpoint/index.html?profile=../../x#/sync' })).toEqual({ action: 'deny' })
  expect(made().map(({ urls }) => urls)).toEqual([['app://fixpoint/index.html#/'], ['app://fixpoint/index.html?profile=desk-ann#/sync']])
  expect(made()[1]?.options.webPreferences).toEqual(made()[0]?.options.webPreferences)
})
