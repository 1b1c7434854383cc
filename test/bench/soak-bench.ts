// A working day in minutes: devices that push and pull over real HTTP on PostgreSQL, and one real browser with the real store that works
// too. Nothing may fail, and memory of server and store must not grow once warm.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPage, type OpenPage, openPage } from './bench-page.ts'
import { type BenchDatabase, benchAccount, benchOrganisation, openBenchCluster, openSessions, startBenchServer } from './bench-server.ts'
import { inspect } from './inspected.ts'
import { peerRows } from './peer-tickets.ts'
import { machine, milliseconds, quantile, today, writeSection } from './report.ts'
import { mixed } from './sync-load.ts'
import { loadNow } from './sync-report.ts'
import { WireDevice } from './wire-device.ts'
import { workerMegabytes } from './worker-memory.ts'

interface Sample {
  readonly minute: number
  readonly server: number
  readonly worker: number
}

interface Tally {
  commands: number
  pulled: number
  browserCommands: number
  readonly errors: string[]
  readonly pushes: number[]
}

const tickets = 20_000
const devices = 12
const warmUpMinutes = 2
const sampleEveryMs = 20_000
const slopeGoal = 1

/** `--minutes N` (10); a run of less than four minutes is only printed. */
export async function benchSoak(args: readonly string[]): Promise<void> {
  const minutes = Number(args[args.indexOf('--minutes') + 1] ?? 10) || 10
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-'))
  const cluster = await openBenchCluster()
  try {
    const page = join(folder, 'page')
    await buildPage('test/bench/sync-page', page)
    const database = await cluster.database('soak', () => peerRows(benchOrganisation, tickets))
    const server = await startBenchServer(database, page, true)
    const browser = await openPage(server.address, join(folder, 'profile'))
    try {
      await browser.page.evaluate((url) => window.syncBench.open(url), server.address)
      await browser.page.evaluate(({ email, password }) => window.syncBench.firstSync(email, password), benchAccount)
      await browser.page.evaluate(() => window.syncBench.follow())
      const tally: Tally = { commands: 0, pulled: 0, browserCommands: 0, errors: [], pushes: [] }
      const samples = await soak({ address: server.address, inspector: server.inspector ?? '', database, browser, minutes, tally })
      const text = sectionOf(minutes, tally, samples, server.output())
      if (minutes >= 4) await writeSection('soak', text)
      console.log(text)
    } finally {
      await browser.close()
      await server.close()
    }
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Soak {
  readonly address: string
  readonly inspector: string
  readonly database: BenchDatabase
  readonly browser: OpenPage
  readonly minutes: number
  readonly tally: Tally
}

async function soak({ address, inspector, database, browser, minutes, tally }: Soak): Promise<readonly Sample[]> {
  const start = Date.now()
  const end = start + minutes * 60_000
  const server = await inspect(inspector)
  const samples: Sample[] = []
  const weigh = async (): Promise<void> => {
    while (Date.now() < end) {
      await pause(sampleEveryMs)
      const { worker } = await workerMegabytes(browser.context, browser.page)
      samples.push({ minute: (Date.now() - start) / 60_000, server: await server.megabytes(), worker })
      console.log(JSON.stringify({ ...samples.at(-1), commands: tally.commands, errors: tally.errors.length, load: loadNow() }))
    }
  }
  const tokens = await openSessions(database, devices)
  const workers = tokens.map((token, n) => work(new WireDevice(address, token), n, end, tally))
  await Promise.all([weigh(), browse(browser, end, tally), ...workers])
  server.close()
  return samples
}

/** A device: every second or so it pushes a few commands, and it pulls when it is told of something new. */
async function work(device: WireDevice, n: number, end: number, tally: Tally): Promise<void> {
  try {
    let newest = 0
    newest = await device.live((version) => (newest = version))
    device.cursor = newest
    for (let round = 0; Date.now() < end; round++) {
      const count = 1 + ((n + round) % 4)
      const begun = performance.now()
      const applied = await device.push(mixed(device, n * 1_009 + round * 61, count, tickets))
      tally.pushes.push(performance.now() - begun)
      tally.commands += applied
      if (applied !== count) tally.errors.push(`${count - applied} commands were refused`)
      if (newest > device.cursor) tally.pulled += await device.pull()
      if (round % 60 === 59) {
        // A train goes through a tunnel.
        device.hangUp()
        newest = await device.live((version) => (newest = version))
      }
      await pause(600 + ((n * 137 + round * 61) % 700))
    }
    device.hangUp()
  } catch (error) {
    tally.errors.push(error instanceof Error ? error.message : String(error))
  }
}

/** A person in the browser: a change every second, read back on the screen. */
async function browse({ page }: OpenPage, end: number, tally: Tally): Promise<void> {
  for (let n = 0; Date.now() < end; n++) {
    try {
      await page.evaluate((which) => window.syncBench.write(which), n % tickets)
      tally.browserCommands++
    } catch (error) {
      tally.errors.push(error instanceof Error ? error.message : String(error))
    }
    await pause(1_000)
  }
  const left = await page.evaluate(() => window.syncBench.sendAll().then(() => window.syncBench.troubles()))
  if (left > 0) tally.errors.push(`${left} commands of the browser were refused or parked`)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Megabytes a minute: the line of least squares through what was weighed after warming up. */
function slope(samples: readonly Sample[], of: 'server' | 'worker'): number {
  const warm = samples.filter(({ minute }) => minute > warmUpMinutes)
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(warm.map(({ minute }) => minute)), mean(warm.map((sample) => sample[of]))]
  const above = warm.reduce((sum, sample) => sum + (sample.minute - x) * (sample[of] - y), 0)
  return above / warm.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0)
}

function sectionOf(minutes: number, tally: Tally, samples: readonly Sample[], serverSaid: string): string {
  const troubles = serverSaid.split('\n').filter((line) => /"level":(50|60)|rror/.test(line))
  const errors = [...tally.errors, ...troubles]
  const line = (what: string, of: 'server' | 'worker'): string => {
    const warm = samples.filter(({ minute }) => minute > warmUpMinutes)
    const grown = slope(samples, of)
    return `| ${what} | ${warm[0]?.[of].toFixed(1) ?? '–'} MB | ${warm.at(-1)?.[of].toFixed(1) ?? '–'} MB | ${grown.toFixed(2)} MB a minute | under ${slopeGoal} |`
  }
  return `## Soak

\`npm run bench -- soak --minutes ${minutes}\`, ${today()}, ${machine()} (load ${loadNow()} at the end).
${devices} devices over HTTP and WebSocket on PostgreSQL, ${tally.commands.toLocaleString('en')} commands applied, ${tally.pulled.toLocaleString('en')} items pulled; one real browser with the real store, ${tally.browserCommands.toLocaleString('en')} commands of its own and everybody else's changes. A push: p50 ${milliseconds(quantile(tally.pushes, 0.5))}, p99 ${milliseconds(quantile(tally.pushes, 0.99))}.

Errors: **${errors.length}**${errors.length > 0 ? ` (${[...new Set(errors)].slice(0, 5).join('; ')})` : ''}.

| heap after a forced collection | after ${warmUpMinutes} minutes | at the end | slope | goal |
| --- | --- | --- | --- | --- |
${line('server', 'server')}
${line("store's worker", 'worker')}`
}
