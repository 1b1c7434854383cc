// A load balancer before several servers, as plain as they come: connections go round, and one that a server doesn't take goes to the
// next. It knows nothing of devices and sessions.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Balancer {
  /** Address for devices, such as http://127.0.0.1:41234. */
  readonly url: string
  /** How many connections each target took, in the order of `targets`. */
  readonly taken: () => readonly number[]
  /** Replaces what stands at a place; null: nothing is there now. */
  readonly set: (index: number, target: string | null) => void
  readonly close: () => Promise<void>
}

/** Stands on a free port of 127.0.0.1 before `targets` (http addresses). */
export async function startBalancer(first: readonly string[]): Promise<Balancer> {
  const targets: (string | null)[] = [...first]
  const taken = first.map(() => 0)
  const sockets = new Set<Socket>()
  let turn = 0
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const serve = (client: Socket, tries: number): void => {
    const index = turn++ % targets.length
    const target = targets[index]
    if (tries > 2 * targets.length) return void client.destroy()
    if (target === null || target === undefined) return serve(client, tries + 1)
    const { hostname, port } = new URL(target)
    const upstream = connect(Number(port), hostname)
    upstream.once('error', () => {
      if (upstream.readyState !== 'open' && upstream.bytesRead === 0 && upstream.bytesWritten === 0) serve(client, tries + 1)
    })
    upstream.once('connect', () => {
      taken[index] = (taken[index] ?? 0) + 1
      keep(upstream)
      upstream.on('close', () => client.destroy())
      client.on('close', () => upstream.destroy())
      client.pipe(upstream).pipe(client)
    })
  }
  const server = createServer((client) => {
    keep(client)
    serve(client, 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => [...taken],
    set: (index, target) => void (targets[index] = target),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
