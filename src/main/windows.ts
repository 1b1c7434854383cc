// The windows: any number a person sees, and one hidden engine window that keeps the profile's shared worker alive and carries its journal.
// Invariant: every window is made here, sandboxed and isolated; it never leaves the app's own pages and opens nothing itself.

import { join } from 'node:path'
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebContents } from 'electron'
import { eventChannel } from '#ipc/bridge.ts'
import { contract, type EventName, type EventPayload } from '#ipc/contract.ts'
import { openOutside } from './outside.ts'

export interface Windows {
  readonly openEngine: () => void
  /** Opens a room; without a profile it shows the one used last. */
  readonly open: (route?: string, profile?: string) => void
  readonly focusOrOpen: () => void
  readonly isEngine: (contents: WebContents) => boolean
  readonly send: <E extends EventName>(to: 'engine' | 'all' | 'focused', event: E, payload: EventPayload<E>) => void
  readonly closeAll: () => void
}

/** Options of every window; only size and visibility differ. */
export function windowOptions(kind: 'engine' | 'room', preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Fixpoint',
    ...(kind === 'engine' ? { skipTaskbar: true, focusable: false } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: kind === 'room',
      backgroundThrottling: kind === 'room'
    }
  }
}

/** `pages` is where the pages come from: the app scheme, or the development server. `onLastClosed` runs when no room is left open. */
export function createWindows(pages: string, onLastClosed: () => void): Windows {
  const preload = join(import.meta.dirname, '../preload/index.js')
  const rooms = new Set<BrowserWindow>()
  let engine: BrowserWindow | null = null

  const create = (kind: 'engine' | 'room', path: string): BrowserWindow => {
    const window = new BrowserWindow(windowOptions(kind, preload))
    confine(window.webContents, pages, openOwn)
    window.webContents.on('render-process-gone', () => void load(window, pages + path))
    void load(window, pages + path)
    return window
  }
  const open = (route = '/', profile?: string): void => {
    const window = create('room', `/index.html${profile === undefined ? '' : `?profile=${encodeURIComponent(profile)}`}#${route}`)
    rooms.add(window)
    window.once('ready-to-show', () => window.show())
    window.once('closed', () => {
      rooms.delete(window)
      if (rooms.size === 0) onLastClosed()
    })
  }
  function openOwn({ searchParams, hash }: URL): void {
    const asked = { route: hash.slice(1) || '/', ...(searchParams.has('profile') ? { profile: searchParams.get('profile') } : {}) }
    const { success, data } = contract['window.open'].input.safeParse(asked)
    if (success) open(data.route, data.profile)
  }
  const receivers = { engine: () => (engine === null ? [] : [engine]), all: () => BrowserWindow.getAllWindows(), focused: focusedRooms }
  return {
    openEngine: () => {
      engine = create('engine', '/engine.html')
      engine.once('closed', () => (engine = null))
    },
    open,
    focusOrOpen: () => {
      const window = [...rooms].at(-1)
      if (window === undefined) return open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    isEngine: (contents) => engine !== null && engine.webContents === contents,
    send: (to, event, payload) => {
      for (const window of receivers[to]()) if (!window.isDestroyed()) window.webContents.send(eventChannel, event, payload)
    },
    closeAll: () => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
    }
  }
}

function focusedRooms(): BrowserWindow[] {
  const window = BrowserWindow.getFocusedWindow()
  return window === null ? [] : [window]
}

/** A window that is closed while it loads rejects the load; there is nobody left to tell. */
async function load(window: BrowserWindow, url: string): Promise<void> {
  try {
    await window.loadURL(url)
  } catch (error) {
    if (!window.isDestroyed()) console.error(`window could not load ${url}:`, error instanceof Error ? error.message : error)
  }
}

/** Keeps a window on the app's pages: no navigation, no web views, and a new window only through `openOwn`, as one of our own making. */
function confine(contents: WebContents, pages: string, openOwn: (url: URL) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith(`${pages}/`)) openOwn(new URL(url))
    else void openOutside(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${pages}/`)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
