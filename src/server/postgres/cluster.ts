// An embedded cluster's life: made once, started on a free port of the loopback, stopped cleanly. One that still runs (our last process
// was killed, or another one is at work) is joined instead of being started a second time.

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { programOf } from './binaries.ts'
import { type ClusterPlace, preparePlace } from './place.ts'

const run = promisify(execFile)

/** A running cluster. */
export interface Cluster {
  /** Address of its administrator, database `postgres`. Requests never use it. */
  readonly adminUrl: string
  /** Stops it, unless another process of ours uses it. */
  stop(): Promise<void>
}

/** Starts, or joins, the cluster of a data folder. @param native other programs than the embedded ones */
export async function startCluster(dataFolder: string, native?: string): Promise<Cluster> {
  const place = preparePlace(dataFolder, native)
  const password = passwordIn(dirname(place.data))
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, password)
  const joined = await joinRunning(place, password)
  if (joined) return joined
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    try {
      return await start(place, password, port)
    } catch (error) {
      // Somebody else may have taken the port in between.
      if (attempt === 3) throw error
    }
  }
}

function passwordIn(folder: string): string {
  const file = join(folder, 'postgres-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function asUser(place: ClusterPlace): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const { HOME: _home, ...inherited } = process.env
  const env = { ...inherited, LC_ALL: 'C', HOME: dirname(place.data) }
  const own = place.user === null ? {} : { uid: place.user.uid, gid: place.user.gid }
  return { cwd: dirname(place.data), env, ...own }
}

async function initialise(place: ClusterPlace, password: string): Promise<void> {
  const secret = mkdtempSync(join(tmpdir(), 'fixpoint-'))
  const file = join(secret, 'password')
  writeFileSync(file, password, { mode: 0o600 })
  if (place.user) {
    for (const path of [secret, file]) chownSync(path, place.user.uid, place.user.gid)
  }
  try {
    const options = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-instructions']
    await run(programOf(place.native, 'initdb'), [`--pgdata=${place.data}`, `--pwfile=${file}`, ...options], asUser(place))
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
  if (place.user === null && process.platform !== 'win32') chmodSync(place.data, 0o700)
}

async function start(place: ClusterPlace, password: string, port: number): Promise<Cluster> {
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), max_connections: '200' }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  if (process.platform === 'win32') {
    const quoted = options.map((option) => `"${option}"`).join(' ')
    const log = join(dirname(place.data), 'postgres.log')
    await run(programOf(place.native, 'pg_ctl'), ['start', '-w', '-D', place.data, '-l', log, '-o', quoted], asUser(place))
  } else {
    const child = spawn(programOf(place.native, 'postgres'), ['-D', place.data, ...options], {
      ...asUser(place),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true
    })
    await whenReady(child)
    child.unref()
  }
  markOwner(place)
  return { adminUrl, stop: () => stop(place) }
}

/** Detached, so that Ctrl+C reaches us and not PostgreSQL, which we stop when the last request is done. */
function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const output = child.stderr
    output?.setEncoding('utf8')
    output?.on('data', (text: string) => {
      heard = (heard + text).slice(-4000)
      if (!heard.includes('database system is ready to accept connections')) return
      output.removeAllListeners('data')
      output.resume()
      if ('unref' in output && typeof output.unref === 'function') output.unref()
      resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready: ${heard}`)))
  })
}

async function joinRunning(place: ClusterPlace, password: string): Promise<Cluster | null> {
  const pidFile = join(place.data, 'postmaster.pid')
  if (!existsSync(pidFile)) return null
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n')
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  if (await answers(adminUrl)) {
    const owner = ownerOf(place)
    if (owner !== null && isAlive(owner)) return { adminUrl, stop: async () => undefined }
    markOwner(place)
    return { adminUrl, stop: () => stop(place) }
  }
  // A pid file whose process is gone, or is another program by now, is a leftover of a crash.
  if (!isAlive(Number(pid)) || !isPostgres(Number(pid))) rmSync(pidFile, { force: true })
  return null
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
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
  await run(programOf(place.native, 'pg_ctl'), ['stop', '-w', '-m', 'fast', '-D', place.data], asUser(place)).catch((error: unknown) => {
    if (existsSync(join(place.data, 'postmaster.pid'))) throw error
  })
}

function markOwner(place: ClusterPlace): void {
  writeFileSync(join(dirname(place.data), 'server-pid'), String(process.pid))
}

function ownerOf(place: ClusterPlace): number | null {
  const file = join(dirname(place.data), 'server-pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux can tell; elsewhere PostgreSQL decides for itself. */
function isPostgres(pid: number): boolean {
  const name = `/proc/${pid}/comm`
  return !existsSync(name) || readFileSync(name, 'utf8').startsWith('postgres')
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
