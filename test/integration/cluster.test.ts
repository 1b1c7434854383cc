// The embedded cluster on a machine where things go wrong: a making that was broken off, files in its place, PostgreSQL killed.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Cluster, startCluster } from '#server/postgres/cluster.ts'

let folder = ''
let clusters: Cluster[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-cluster-'))
  clusters = []
})
afterEach(async () => {
  for (const cluster of clusters) await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
})

async function start(): Promise<Cluster> {
  const cluster = await startCluster(folder)
  clusters.push(cluster)
  return cluster
}

async function answers({ adminUrl }: Cluster): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('SELECT 1')).rowCount === 1
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

test('a making that was broken off is cleared away and made again', async () => {
  const unfinished = join(folder, 'postgres.999999999')
  mkdirSync(unfinished)
  writeFileSync(join(unfinished, 'PG_VERSION'), '18')
  expect(await answers(await start())).toBe(true)
  expect(existsSync(unfinished)).toBe(false)
})

test('files of somebody else in its place are named, not overwritten', async () => {
  mkdirSync(join(folder, 'postgres'))
  writeFileSync(join(folder, 'postgres', 'thesis.txt'), 'mine')
  await expect(start()).rejects.toThrow(/^FIXPOINT_DATA: expected a database or nothing in .*, but it holds thesis.txt$/)
  expect(readFileSync(join(folder, 'postgres', 'thesis.txt'), 'utf8')).toBe('mine')
})

test('a folder that cannot be written is named', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(startCluster(join(folder, 'file', 'data'))).rejects.toThrow(/^FIXPOINT_DATA: expected a folder that can be written, got /)
})

test('PostgreSQL that was killed comes back on the same port, and this is said', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const cluster = await start()
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(said).toHaveBeenCalledWith('PostgreSQL runs again.'), { timeout: 60_000, interval: 200 })
  expect(await answers(cluster)).toBe(true)
})
