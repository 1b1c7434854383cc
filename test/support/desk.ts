// A whole desk for end-to-end tests: the built server on the sample company with data of its own, and app instances that each reach it through
// a TCP proxy of their own. Run `npm run build` first.

import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { harnessOrigin } from './app-origin.ts'
import { RunningApp } from './launch.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

export interface SamplePerson {
  readonly name: string
  readonly email: string
  readonly role: string
}

/** One app instance: its own folder, its own wire to the server. */
export interface Seat {
  readonly proxy: TcpProxy
  /** The instance that runs now; `start` replaces it. */
  readonly app: () => RunningApp
  /** Starts the same installation again, after `kill` or `quit`. */
  readonly start: () => Promise<RunningApp>
  readonly userData: string
}

export interface Desk {
  readonly address: string
  readonly people: readonly SamplePerson[]
  /** Opens the app, signed in as a sample person. */
  readonly sit: (email: string) => Promise<Seat>
  /** Ends everything and removes its data. */
  readonly close: () => Promise<void>
}

export async function openDesk(env: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'fixpoint-desk-'))
  // The database's own user must be able to reach its data.
  chmodSync(folder, 0o755)
  const server = await startServer({ FIXPOINT_DATA: join(folder, 'server'), FIXPOINT_SAMPLE: '1', ...env })
  const { people } = (await (await fetch(`${server.address}/v1/sample`)).json()) as { people: SamplePerson[] }
  const seats: Seat[] = []
  return {
    address: server.address,
    people,
    sit: async (email) => {
      const seat = await takeSeat(server.address, email, join(folder, `seat-${seats.length + 1}`))
      seats.push(seat)
      return seat
    },
    close: async () => {
      for (const { app, proxy } of seats) {
        await app().kill()
        await proxy.close()
      }
      server.child.kill('SIGTERM')
      await server.ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function takeSeat(address: string, account: string, userData: string): Promise<Seat> {
  const proxy = await startTcpProxy(address)
  const launch = (): Promise<RunningApp> => RunningApp.launch({ userData, server: proxy.url, account })
  let app = await launch()
  const start = async (): Promise<RunningApp> => {
    app = await launch()
    return app
  }
  return { proxy, userData, app: () => app, start }
}

/** The built server as a process of its own, once it listens. */
export async function startServer(
  env: Readonly<Record<string, string>>
): Promise<{ address: string; child: ChildProcess; ended: Promise<void> }> {
  const given = { ...process.env, PORT: '0', FIXPOINT_ORIGINS: harnessOrigin, ...env }
  const child = spawn(process.execPath, [resolve('out/server/index.js')], { env: given, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  let output = ''
  const address = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /listening on (http:\/\/[\w.:]+)/.exec(output)?.[1]
      if (found !== undefined) done(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => fail(new Error(`the server did not start\n${output}`)))
  })
  return { address, child, ended }
}
