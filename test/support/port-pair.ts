// Two connected message ports in one process: like a MessageChannel they copy what they carry and deliver it later, in order; unlike
// one they need no turn of the event loop and keep no process alive.

type Listener = (event: MessageEvent) => void

/** One end. */
export interface PairedPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message' | 'close', listener: (event: MessageEvent) => void): void
  start(): void
  close(): void
}

interface End {
  readonly listeners: { message: Listener[]; close: Listener[] }
  closed: boolean
}

/** Two ends of one channel. */
export function portPair(): [PairedPort, PairedPort] {
  const left: End = { listeners: { message: [], close: [] }, closed: false }
  const right: End = { listeners: { message: [], close: [] }, closed: false }
  return [portOf(left, right), portOf(right, left)]
}

function portOf(mine: End, other: End): PairedPort {
  const deliver = (type: 'message' | 'close', data: unknown): void =>
    queueMicrotask(() => {
      if (type === 'message' && other.closed) return
      for (const listener of other.listeners[type]) listener({ data } as MessageEvent)
    })
  return {
    start: () => undefined,
    addEventListener: (type, listener) => mine.listeners[type].push(listener),
    postMessage: (message) => {
      if (!mine.closed) deliver('message', structuredClone(message))
    },
    close: () => {
      if (mine.closed) return
      mine.closed = true
      deliver('close', null)
    }
  }
}
