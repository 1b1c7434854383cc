// A server as a process of its own, started from the sources and known by its address. Whoever starts one stops it.

import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** What Node compiled for the last one: tests start many. */
const compiled = join(root, 'node_modules/.cache/fixpoint-compiled')

/** A server process, or one that ended before it listened. */
export interface ServerProcess {
  readonly child: ChildProcess
  /** Null where it ended before it listened. */
  readonly address: string | null
  readonly output: () => string
  /** Its exit code. */
  readonly ended: Promise<number | null>
}

/** Starts one with nothing but `env` (and the way to find programs) in its environment. */
export async function startServerProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'src/server/main.ts')], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const address = await new Promise<string | null>((done) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /^fixpoint server listening on (http:\S+)$/m.exec(output)?.[1]
      if (found !== undefined) done(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('close', () => done(null))
  })
  return { child, address, output: () => output, ended }
}

/** Ends it by a signal and gives its exit code. */
export async function stopServerProcess(
  { child, ended }: ServerProcess,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'
): Promise<number | null> {
  child.kill(signal)
  return ended
}
