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
      if (!mine.closed) deliver('message', copyOf(message))
    },
    close: () => {
      if (mine.closed) return
      mine.closed = true
      deliver('close', null)
    }
  }
}

/** Like a browser's own, with files of the simulated DOM as well: they pass as they are, because a file is a reference. */
function copyOf(message: unknown): unknown {
  const files: Blob[] = []
  const marked = JSON.stringify(message, (_key, value: unknown) => (isBlob(value) ? `\u0000file ${files.push(value) - 1}` : value))
  if (files.length === 0) return structuredClone(message)
  return JSON.parse(marked, (_key, value: unknown) => {
    const isMark = typeof value === 'string' && value.startsWith('\u0000file ')
    return isMark ? files[Number(value.slice(6))] : value
  })
}

function isBlob(value: unknown): value is Blob {
  return typeof value === 'object' && value !== null && 'arrayBuffer' in value && 'slice' in value
}
