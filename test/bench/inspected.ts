// A process of Node that runs with its debugger open: its heap, after a collection that was asked for.

import type { HeapUsage } from './worker-memory.ts'

interface Answer {
  readonly id?: number
  readonly result?: unknown
}

/** A process whose heap can be weighed. */
export interface Inspected {
  /** Megabytes in use after a collection, array buffers included. */
  megabytes(): Promise<number>
  close(): void
}

/** Connects to a debugger. @param url such as `ws://127.0.0.1:9229/…` */
export async function inspect(url: string): Promise<Inspected> {
  const socket = new WebSocket(url)
  const waiting = new Map<number, (result: unknown) => void>()
  let calls = 0
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result } = JSON.parse(String(data)) as Answer
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('the debugger does not answer')))
  })
  const ask = (method: string): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++calls
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method }))
    })
  return {
    async megabytes() {
      await ask('HeapProfiler.collectGarbage')
      const usage = (await ask('Runtime.getHeapUsage')) as HeapUsage
      return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1_000_000
    },
    close: () => socket.close()
  }
}
