// The table "Figures" of sync: the real store in two real browsers, the built server, PostgreSQL with fsync, everything on this machine;
// the raw floor and, where FIXPOINT_PEERS names their folder, the peers in the same run on rows of the same form.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeBody } from '#server/http/compress.ts'
import { startTcpProxy, type TcpProxy } from '#test/support/tcp-proxy.ts'
import { type OpenPage, buildPage, openPage } from './bench-page.ts'
import {
  type BenchCluster,
  type BenchDatabase,
  benchAccount,
  benchOrganisation,
  openBenchCluster,
  openSessions,
  startBenchServer
} from './bench-server.ts'
import { benchmarkSize, benchmarkTicket, deskLoad } from './desk-rows.ts'
import { baseRows, peerRows } from './peer-tickets.ts'
import { markedPeers, measurePeers } from './peers.ts'
import { measureLoads } from './sync-load.ts'
import { loadNow, summary, type SyncFigures, writeSyncSection } from './sync-report.ts'
import type { RawFloor } from './sync-page/raw-floor.ts'
import { WireDevice } from './wire-device.ts'

const tickets = 100_000
const changes = { warmUp: 20, measured: 200, everyMs: 60 } as const
const gathered = 1_000
const exchanges = 40

/** Measures and writes the section. `--quick` leaves out the peers and the million rows. */
export async function benchSync(args: readonly string[]): Promise<void> {
  const isQuick = args.includes('--quick')
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-'))
  const cluster = await openBenchCluster()
  try {
    const page = join(folder, 'page')
    await buildPage('test/bench/sync-page', page)
    const figures = await measureDesk(cluster, page, folder)
    const large = isQuick ? null : await measureLarge(cluster, page, folder)
    await writeSyncSection({ ...figures, large, peers: markedPeers }, !isQuick)
    const peers = isQuick ? null : await measurePeers(tickets)
    if (peers) await writeSyncSection({ ...figures, large, peers }, true)
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Desk = Omit<SyncFigures, 'large' | 'peers'>

async function measureDesk(cluster: BenchCluster, clientFolder: string, folder: string): Promise<Desk> {
  const database = await cluster.database('peers', () => peerRows(benchOrganisation, tickets))
  const server = await startBenchServer(database, clientFolder)
  const proxies = { a: await startTcpProxy(server.address), b: await startTcpProxy(server.address) }
  const open: OpenPage[] = []
  const seat = async (address: string, name: string): Promise<OpenPage> => {
    const opened = await openPage(address, join(folder, name))
    open.push(opened)
    await opened.page.evaluate((url) => window.syncBench.open(url), address)
    return opened
  }
  try {
    const firstSync = await firstSyncs(server.address, database, seat)
    const a = await seat(proxies.a.url, 'a')
    const b = await seat(proxies.b.url, 'b')
    for (const { page } of [a, b]) {
      await page.evaluate(({ email, password }) => window.syncBench.firstSync(email, password), benchAccount)
      await page.evaluate(() => window.syncBench.quiet())
    }
    const propagation = await measurePropagation(a, b)
    console.log(`A → B, store: ${summary(propagation.store)}; painted: ${summary(propagation.painted)}`)
    const bytes = { wire: await measureWire(a, b, proxies), ...(await measureContents(server.address, database)) }
    const reconnect = await measureReconnects(a)
    console.log(`bytes ${JSON.stringify(bytes)}; exchange with nothing new: ${summary(reconnect.times)}`)
    const offline = await measureOffline(a, proxies.a)
    console.log(`gathered offline: ${JSON.stringify(offline.rounds)}`)
    for (const one of open.splice(0)) await one.close()
    const loads = { ...(await measureLoads(server.address, database)), load: loadNow() }
    return { firstSync, propagation, bytes, reconnect, offline, loads }
  } finally {
    for (const one of open) await one.close()
    await server.close()
    for (const proxy of Object.values(proxies)) await proxy.close()
  }
}

type TakeSeat = (address: string, name: string) => Promise<OpenPage>

/** Three first syncs, each in a fresh browser, each after its own floor. */
async function firstSyncs(address: string, database: BenchDatabase, seat: TakeSeat): Promise<Desk['firstSync']> {
  const [ours, floors]: [number[], RawFloor[]] = [[], []]
  for (let round = 0; round < 3; round++) {
    const { page, close } = await seat(address, `first-${round}`)
    const [token = ''] = await openSessions(database, 1)
    floors.push(await page.evaluate(([url, one]) => window.syncBench.floor(url, one), [address, token] as const))
    const { ms, tickets: there } = await page.evaluate(({ email, password }) => window.syncBench.firstSync(email, password), benchAccount)
    if (there !== tickets) throw new Error(`the first sync brought ${there} tickets`)
    console.log(`first sync ${Math.round(ms)} ms, floor ${JSON.stringify(floors.at(-1))}`)
    ours.push(ms)
    await close()
  }
  return { ours, floors, load: loadNow() }
}

async function measurePropagation(a: OpenPage, b: OpenPage): Promise<Desk['propagation']> {
  await b.page.evaluate(() => window.syncBench.follow())
  for (let n = 0; n < changes.warmUp + changes.measured; n++) {
    await a.page.evaluate((which) => window.syncBench.write(which), n)
    await a.page.waitForTimeout(changes.everyMs)
  }
  await b.page.waitForTimeout(2_000)
  const heard = await b.page.evaluate(() => window.syncBench.heard())
  if (heard.store.length < changes.measured) console.log(`${heard.store.length} changes were heard: some came together`)
  return { store: heard.store.slice(changes.warmUp), painted: heard.painted.slice(changes.warmUp), load: loadNow() }
}

/** Everything on the wire for one changed field, heads included, until both are quiet. It comes to B with a hint; A pushes and asks once. */
async function measureWire(
  a: OpenPage,
  b: OpenPage,
  proxies: { readonly a: TcpProxy; readonly b: TcpProxy }
): Promise<Desk['bytes']['wire']> {
  const samples: Desk['bytes']['wire'][] = []
  for (let n = 0; n < 9; n++) {
    const before = { a: proxies.a.carried(), b: proxies.b.carried() }
    await a.page.evaluate((which) => window.syncBench.write(which), 500 + n)
    await b.page.waitForTimeout(700)
    const after = { a: proxies.a.carried(), b: proxies.b.carried() }
    await a.page.evaluate(() => window.syncBench.reconnect())
    const asking = proxies.a.carried().up - after.a.up
    const [pull, down] = [after.b.up - before.b.up, after.b.down - before.b.down]
    samples.push({ push: after.a.up - before.a.up - asking, pull, down, ownDown: after.a.down - before.a.down })
  }
  const [middle] = samples.toSorted((one, other) => one.push - other.push).slice(4)
  if (!middle) throw new Error('nothing was measured')
  return middle
}

/** The contents alone, as they are and as they are coded for a peer that is not on this machine. */
async function measureContents(address: string, database: BenchDatabase): Promise<Omit<Desk['bytes'], 'wire'>> {
  const [writer, reader] = (await openSessions(database, 2)).map((token) => new WireDevice(address, token))
  if (!writer || !reader) throw new Error('there are no sessions')
  reader.cursor = await reader.live()
  reader.hangUp()
  const input = { id: benchmarkTicket(77), fields: { category: 'another category' } }
  const known = { id: input.id, fields: { category: 'a category' } }
  await writer.push([writer.command('ticket.edit', known)])
  await reader.pull()
  await writer.push([writer.command('ticket.edit', input, known.fields)])
  const up = writer.last.asked.length
  await reader.pull()
  const answer = Buffer.from(reader.last.answered)
  const { body } = await encodeBody(answer, 'gzip, zstd', '203.0.113.7')
  return { up, down: answer.length, downCoded: body.length }
}

async function measureReconnects({ page }: OpenPage): Promise<Desk['reconnect']> {
  await page.evaluate(() => window.syncBench.quiet())
  const times: number[] = []
  for (let n = 0; n < exchanges; n++) times.push(await page.evaluate(() => window.syncBench.reconnect()))
  return { times: times.slice(5), load: loadNow() }
}

async function measureOffline({ page }: OpenPage, proxy: TcpProxy): Promise<Desk['offline']> {
  const rounds: { saved: number; sent: number }[] = []
  for (let round = 0; round < 3; round++) {
    proxy.cut()
    await page.evaluate(() => window.syncBench.reconnect())
    await page.evaluate(() => window.syncBench.offline())
    const saved = await page.evaluate((count) => window.syncBench.gather(count), gathered)
    await page.waitForTimeout(1_000)
    proxy.mend()
    rounds.push({ saved, sent: await page.evaluate(() => window.syncBench.sendAll()) })
  }
  return { rounds, load: loadNow() }
}

/** A device that keeps more than a million rows: the first sync, and an exchange with nothing new. */
async function measureLarge(cluster: BenchCluster, clientFolder: string, folder: string): Promise<NonNullable<SyncFigures['large']>> {
  const database = await cluster.database('desk', () => deskLoad(benchmarkSize, baseRows(benchOrganisation)))
  const server = await startBenchServer(database, clientFolder)
  const open = await openPage(server.address, join(folder, 'large'))
  try {
    await open.page.evaluate((url) => window.syncBench.open(url), server.address)
    const first = await open.page.evaluate(({ email, password }) => window.syncBench.firstSync(email, password), benchAccount)
    await open.page.evaluate(() => window.syncBench.quiet())
    const rows = Object.values(benchmarkSize).reduce((sum, count) => sum + count, 0)
    return { rows, firstSync: first.ms, reconnect: await measureReconnects(open) }
  } finally {
    await open.close()
    await server.close()
  }
}
