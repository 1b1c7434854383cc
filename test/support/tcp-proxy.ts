// The network between one app and its server, in a test's hand: it can be cut, stalled and corrupted, and every byte is counted.
// Browsers' own offline switches don't reach shared workers; a wire that is gone reaches everything.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

export interface TcpProxy {
  /** Address for the app, such as http://127.0.0.1:41234. */
  readonly url: string
  /** Bytes carried so far. */
  readonly carried: () => { readonly up: number; readonly down: number }
  /** Ends every connection and refuses new ones until `mend`. */
  readonly cut: () => void
  /** Keeps connections open but lets no byte through until `mend`; what waits then goes on. */
  readonly stall: () => void
  /** Flips two bits in every chunk that comes from the server, until `mend`. */
  readonly corrupt: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

type Mode = 'sound' | 'cut' | 'stalled' | 'corrupt'

interface Wire {
  mode: Mode
  readonly target: URL
  readonly carried: { up: number; down: number }
  readonly sockets: Set<Socket>
  /** Chunks that wait for the end of a stall. */
  readonly held: Set<() => void>
}

/** A proxy on a free port of 127.0.0.1 before `target` (an http address). */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const wire: Wire = { mode: 'sound', target: new URL(target), carried: { up: 0, down: 0 }, sockets: new Set(), held: new Set() }
  const server = createServer((client) => join(wire, client))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried: () => ({ ...wire.carried }),
    cut: () => {
      wire.mode = 'cut'
      wire.held.clear()
      hangUp(wire)
    },
    stall: () => void (wire.mode = 'stalled'),
    corrupt: () => void (wire.mode = 'corrupt'),
    mend: () => mend(wire),
    close: () => {
      hangUp(wire)
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}

function join(wire: Wire, client: Socket): void {
  if (wire.mode === 'cut') {
    client.destroy()
    return
  }
  const upstream = connect(Number(wire.target.port), wire.target.hostname)
  const end = (): void => {
    for (const socket of [client, upstream]) {
      wire.sockets.delete(socket)
      socket.destroy()
    }
  }
  for (const socket of [client, upstream]) {
    wire.sockets.add(socket)
    socket.on('error', end).on('close', end)
  }
  client.pipe(carrier(wire, 'up')).pipe(upstream)
  upstream.pipe(carrier(wire, 'down')).pipe(client)
}

function carrier(wire: Wire, direction: 'up' | 'down'): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const pass = (): void => {
        // What was on the way when the wire was cut is lost with it.
        if (wire.mode === 'cut') return done()
        wire.carried[direction] += chunk.length
        done(null, wire.mode === 'corrupt' && direction === 'down' ? flipped(chunk) : chunk)
      }
      if (wire.mode === 'stalled') wire.held.add(pass)
      else pass()
    }
  })
}

function hangUp(wire: Wire): void {
  for (const socket of wire.sockets) socket.destroy()
}

function mend(wire: Wire): void {
  wire.mode = 'sound'
  const waiting = [...wire.held]
  wire.held.clear()
  for (const pass of waiting) pass()
}

/** One bit in the middle (a header, or the body of a long answer) and one in the last byte. */
function flipped(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  for (const place of [copy.length >> 1, copy.length - 1]) copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}
