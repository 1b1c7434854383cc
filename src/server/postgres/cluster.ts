// An embedded cluster's life: made once, started on a free port of the loopback, stopped cleanly. One that still runs (our last process
// was killed, or another one is at work) is joined instead of being started a second time. One that ends while it is needed is started
// again on the same port, and standard error says so.

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { programOf } from './binaries.ts'
import { initialise, isInitialised } from './initialise.ts'
import { type ClusterPlace, clusterEnvironment, preparePlace } from './place.ts'
import { isAlive, postmasterFile, readPostmaster } from './postmaster.ts'

const run = promisify(execFile)

/** A running cluster. */
export interface Cluster {
  /** Address of its administrator, database `postgres`. Requests never use it. */
  readonly adminUrl: string
  /** Stops it, unless another process of ours uses it. */
  stop(): Promise<void>
}

/** A place with the password of its administrator. */
interface Served {
  readonly place: ClusterPlace
  readonly password: string
}

/** Starts, or joins, the cluster of a data folder. @param native other programs than the embedded ones */
export async function startCluster(dataFolder: string, native?: string): Promise<Cluster> {
  const place = preparePlace(dataFolder, native)
  const served = { place, password: passwordIn(dirname(place.data)) }
  if (!isInitialised(place.data)) await initialise(place, served.password)
  const port = await startOrJoin(served, freePort)
  const unwatch = watch(served, port)
  return {
    adminUrl: addressOn(served, port),
    async stop() {
      await unwatch()
      const owner = ownerOf(place)
      if (owner === null || owner === process.pid || !isAlive(owner)) await stop(place)
    }
  }
}

const mostTries = 3
const mostWaits = 60

/** The port on which it runs, whoever started it. One that is just starting, or still recovering, is waited for. */
async function startOrJoin(served: Served, choosePort: () => Promise<number>): Promise<number> {
  for (let tries = 1, waits = 1; ; ) {
    const joined = await joinRunning(served)
    if (joined !== null) return joined
    if (readPostmaster(served.place.data)?.alive && waits <= mostWaits) {
      waits += 1
      await delay(500)
      continue
    }
    const port = await choosePort()
    try {
      await start(served.place, port)
      return port
    } catch (error) {
      // Somebody else may have taken the port, or started the cluster, in between.
      if (tries === mostTries) throw error
      tries += 1
    }
  }
}

const watchMs = 1000
const againMs = 5000

/** Looks whether the cluster still runs, and starts it again where it doesn't. @returns what ends the watch */
function watch(served: Served, port: number): () => Promise<void> {
  const ending = new AbortController()
  let restart: Promise<void> | null = null
  const bringBack = async (): Promise<void> => {
    console.error('PostgreSQL ended; it is started again.')
    while (!ending.signal.aborted) {
      try {
        const found = await startOrJoin(served, async () => port)
        if (found !== port) throw new Error(`another server runs it on port ${found}; start this one again`)
        console.error('PostgreSQL runs again.')
        return
      } catch (error) {
        console.error(`PostgreSQL can't be started again yet: ${error instanceof Error ? error.message : String(error)}`)
        await delay(againMs, undefined, { ref: false })
      }
    }
  }
  const timer = setInterval(() => {
    if (restart !== null || readPostmaster(served.place.data)?.alive) return
    restart = bringBack().finally(() => (restart = null))
  }, watchMs)
  timer.unref()
  return async () => {
    ending.abort()
    clearInterval(timer)
    await restart
  }
}

function passwordIn(folder: string): string {
  const file = join(folder, 'postgres-password')
  try {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

function addressOn({ password }: Served, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

async function start(place: ClusterPlace, port: number): Promise<void> {
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), max_connections: '200' }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  if (process.platform === 'win32') {
    const quoted = options.map((option) => `"${option}"`).join(' ')
    const log = join(dirname(place.data), 'postgres.log')
    await run(programOf(place.native, 'pg_ctl'), ['start', '-w', '-D', place.data, '-l', log, '-o', quoted], clusterEnvironment(place))
  } else {
    const child = spawn(programOf(place.native, 'postgres'), ['-D', place.data, ...options], {
      ...clusterEnvironment(place),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true
    })
    await whenReady(child)
    child.unref()
  }
  markOwner(place)
}

/** What PostgreSQL says when it can't go on, such as on a full disk. */
const gaveUp = /(?:PANIC|FATAL): {2}(could not .+)/g

/** Detached, so that Ctrl+C reaches us and not PostgreSQL, which we stop when the last request is done. */
function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const output = child.stderr
    output?.setEncoding('utf8')
    output?.on('data', (text: string) => {
      heard = (heard + text).slice(-4000)
      for (const [, words] of text.matchAll(gaveUp)) console.error(`PostgreSQL: ${words}`)
      if (!heard.includes('database system is ready to accept connections')) return
      if ('unref' in output && typeof output.unref === 'function') output.unref()
      resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready: ${heard}`)))
  })
}

/** The port of one that answers; null where there is none. What a crash left is cleared away. */
async function joinRunning(served: Served): Promise<number | null> {
  const { place } = served
  const postmaster = readPostmaster(place.data)
  if (postmaster === null) return null
  if (postmaster.port > 0 && (await answers(addressOn(served, postmaster.port)))) {
    const owner = ownerOf(place)
    if (owner === null || !isAlive(owner)) markOwner(place)
    return postmaster.port
  }
  if (!postmaster.alive) rmSync(postmasterFile(place.data), { force: true })
  return null
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stop(place: ClusterPlace): Promise<void> {
  const args = ['stop', '-w', '-m', 'fast', '-D', place.data]
  await run(programOf(place.native, 'pg_ctl'), args, clusterEnvironment(place)).catch((error: unknown) => {
    if (existsSync(postmasterFile(place.data))) throw error
  })
}

function markOwner(place: ClusterPlace): void {
  writeFileSync(join(dirname(place.data), 'server-pid'), String(process.pid))
}

function ownerOf(place: ClusterPlace): number | null {
  const file = join(dirname(place.data), 'server-pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}
