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
  /** Flips one bit in every chunk that comes from the server, until `mend`. */
  readonly corrupt: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/** A proxy on a free port of 127.0.0.1 before `target` (an http address). */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target)
  const carried = { up: 0, down: 0 }
  const pairs = new Set<readonly [Socket, Socket]>()
  const held = new Set<() => void>()
  let mode: 'sound' | 'cut' | 'stalled' | 'corrupt' = 'sound'

  const wire = (direction: 'up' | 'down'): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const pass = (): void => {
          if (mode === 'stalled') return void held.add(pass)
          carried[direction] += chunk.length
          done(null, mode === 'corrupt' && direction === 'down' ? flipped(chunk) : chunk)
        }
        pass()
      }
    })
  const server = createServer((client) => {
    if (mode === 'cut') {
      client.destroy()
      return
    }
    const upstream = connect(Number(port), hostname)
    const pair = [client, upstream] as const
    const end = (): void => {
      pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    pairs.add(pair)
    for (const socket of pair) socket.on('error', end).on('close', end)
    client.pipe(wire('up')).pipe(upstream)
    upstream.pipe(wire('down')).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const hangUp = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const mend = (): void => {
    mode = 'sound'
    const waiting = [...held]
    held.clear()
    for (const pass of waiting) pass()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried: () => ({ ...carried }),
    cut: () => {
      mode = 'cut'
      held.clear()
      hangUp()
    },
    stall: () => void (mode = 'stalled'),
    corrupt: () => void (mode = 'corrupt'),
    mend,
    close: () => {
      hangUp()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}

function flipped(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  const place = copy.length >> 1
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}
