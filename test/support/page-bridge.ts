// Runs inside a page before its own scripts: Electron's renderer half (contextBridge, ipcRenderer) for the built preload.
// It is sent to the browser as text, so it may use nothing from outside itself.

type PreloadModule = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void

export function installBridge(preload: PreloadModule, sandbox: boolean): void {
  if (window !== window.top || location.href === 'about:blank') return
  type Listener = (event: unknown, ...args: unknown[]) => void
  type Binding = (...args: unknown[]) => Promise<{ error?: string; value?: unknown }>
  const listeners = new Map<string, Set<Listener>>()
  const bindings = window as unknown as Record<string, Binding>
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const reply = await bindings['__ipcInvoke']?.(channel, structuredClone(args))
      if (reply?.error !== undefined) throw new Error(`Error invoking remote method '${channel}': Error: ${reply.error}`)
      return reply?.value
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => (listeners.get(channel)?.delete(listener), ipcRenderer)
  }
  const deepFreeze = (value: unknown): unknown => {
    if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(deepFreeze)
    return value
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true })
    }
  }
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(sandbox ? `module not found: ${name} (a sandboxed preload may only require 'electron')` : `no ${name} here`)
  }
  Object.defineProperty(window, '__ipcEmit', {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...args)
    }
  })
  const module = { exports: {} }
  preload(require, module, module.exports)
}
