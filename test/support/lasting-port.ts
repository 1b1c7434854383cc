// A port for a server that is stopped and started again on it: below those that the system gives to outgoing connections, so that none of them
// takes it in between.

import { createServer } from 'node:net'

const lowest = 10_000
const count = 20_000

/** A port of 127.0.0.1 that is free now. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * count)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
