// The server's side of a benchmark: a PostgreSQL cluster of its own with fsync on, databases filled in bulk, and the built server as a
// process of its own. `FIXPOINT_BENCH_DATA` names a folder that is kept, so that the next run needs no filling.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { hashPassword } from '#server/auth/passwords.ts'
import { hashToken, newToken, refreshMs } from '#server/auth/tokens.ts'
import { startCluster } from '#server/postgres/cluster.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { asOwner, createOrganisation, type LoadedRow, organisationIds } from '#server/postgres/owner.ts'
import { type DatabaseAddresses, prepareRoles } from '#server/postgres/roles.ts'
import { idOf, rowOf } from '#test/support/rows.ts'
import { deskId } from './desk-rows.ts'

/** The organisation of every benchmark. */
export const benchOrganisation = idOf(1)
/** Who signs in, and with what. */
export const benchAccount = { email: 'p0@desk.example', password: 'correct horse battery' } as const

/** Devices that are registered from the start, so that a load needs no thousand sign-ins. */
const registeredDevices = 1_000
const startedAt = Date.now()

/** A filled database, with the address of its administrator. */
export interface BenchDatabase extends DatabaseAddresses {
  readonly adminUrl: string
}

/** A cluster for benchmarks. */
export interface BenchCluster {
  /** Opens a database, made and filled where it is missing. */
  database(name: string, rows: () => Iterable<LoadedRow>): Promise<BenchDatabase>
  stop(): Promise<void>
}

/** Starts the cluster. */
export async function openBenchCluster(): Promise<BenchCluster> {
  const kept = process.env['FIXPOINT_BENCH_DATA']
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'fixpoint-bench-data-')))
  const cluster = await startCluster(folder)
  return {
    async database(name, rows) {
      const filled = await prepare(cluster.adminUrl, name)
      await asOwner(filled.owner, (owner) => fill(owner, name, rows))
      if (kept === undefined) return filled
      // What is kept stays as it was filled; the run works on a copy.
      const copy = `${name}_run`
      await asAdmin(cluster.adminUrl, `DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`)
      await asAdmin(cluster.adminUrl, `CREATE DATABASE ${copy} TEMPLATE ${name} STRATEGY FILE_COPY`)
      return prepare(cluster.adminUrl, copy)
    },
    async stop() {
      await cluster.stop()
      if (kept === undefined) await rm(folder, { recursive: true, force: true })
    }
  }
}

async function prepare(clusterUrl: string, name: string): Promise<BenchDatabase> {
  await asAdmin(clusterUrl, `CREATE DATABASE ${name}`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42P04') throw error
  })
  const adminUrl = clusterUrl.replace(/\/postgres$/, `/${name}`)
  const addresses = await prepareRoles(adminUrl)
  await migrate(addresses.owner)
  return { adminUrl, ...addresses }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

async function fill(owner: pg.Client, name: string, rows: () => Iterable<LoadedRow>): Promise<void> {
  if ((await organisationIds(owner)).length > 0) return
  const start = performance.now()
  const report = await createOrganisation(owner, benchOrganisation, withDevices(rows()))
  await owner.query('SELECT fixpoint.set_password($1, $2, $3)', [
    benchOrganisation,
    deskId('person', 0),
    await hashPassword(benchAccount.password)
  ])
  await owner.query('VACUUM ANALYZE')
  console.log(`database ${name}: ${report.rows.toLocaleString('en')} rows in ${((performance.now() - start) / 1000).toFixed(0)} s`)
}

function deviceId(n: number): string {
  return idOf(0xd_0000 + n)
}

function* withDevices(rows: Iterable<LoadedRow>): Iterable<LoadedRow> {
  yield* rows
  for (let n = 0; n < registeredDevices; n++) {
    const fields = { id: deviceId(n), clientId: null, personId: deskId('person', n % 40), name: `Device ${n}`, revokedAt: null }
    yield { entity: 'device', doc: rowOf('device', { ...fields, registeredAt: startedAt, lastSeenAt: startedAt }) }
  }
}

/** Opens sessions of `count` registered devices and gives their access tokens, good for an hour. */
export function openSessions(addresses: BenchDatabase, count: number): Promise<string[]> {
  return asOwner(addresses.owner, async (owner) => {
    const now = Date.now()
    const tokens = Array.from({ length: count }, newToken)
    const text = 'SELECT fixpoint.open_session($1, $2, $3, $4, $5, $6, $7, $8)'
    for (const [n, token] of tokens.entries()) {
      const kept = [hashToken(token), now + 3_600_000, hashToken(newToken()), now + refreshMs]
      await owner.query({ name: 'open', text, values: [benchOrganisation, deskId('person', n % 40), deviceId(n), now, ...kept] })
    }
    return tokens
  })
}

/** A built server that runs. `inspector` is the address of its debugger, null where none was asked for. */
export interface BenchServer {
  readonly address: string
  readonly pid: number
  readonly inspector: string | null
  /** What it wrote. */
  output(): string
  close(): Promise<void>
}

/** Starts the built server on a database. @param clientFolder what it serves to browsers */
export async function startBenchServer(database: BenchDatabase, clientFolder: string, inspect = false): Promise<BenchServer> {
  if (!existsSync('out/server/index.js')) throw new Error('There is no built server yet: run `npm run build` first')
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-files-'))
  const env = { ...process.env, PORT: '0', FIXPOINT_CLIENT_DIR: clientFolder, FIXPOINT_DATA: folder, DATABASE_URL: database.adminUrl }
  const child = spawn(process.execPath, [...(inspect ? ['--inspect=127.0.0.1:0'] : []), 'out/server/index.js'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  const hear = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const found = await listening(child, () => output)
  return {
    address: found,
    pid: child.pid ?? 0,
    inspector: /Debugger listening on (ws:\S+)/.exec(output)?.[1] ?? null,
    output: () => output,
    async close() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function listening(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const found = /listening on (http:\/\/[\w.:]+)/.exec(output())?.[1]
    if (found !== undefined) return found
    if (child.exitCode !== null) throw new Error(`the server did not start\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
