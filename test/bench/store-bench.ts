// The store at the size of experience.md, in the real browser engine: one profile is filled, the browser is started anew on it, and
// what a person would feel is timed. Floors are measured in the same run.

import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { buildPage, withPage } from './bench-page.ts'
import { benchmarkSize } from './desk-rows.ts'
import { machine, milliseconds, quantile, today, writeSection } from './report.ts'
import { serveFolder } from './serve-folder.ts'
import type { Floors } from './store-page/floors.ts'
import { workerMegabytes } from './worker-memory.ts'

interface Figures {
  /** Nothing that was shown last is kept yet; then as every later start. */
  readonly firstStart: number[]
  readonly coldStart: number[]
  readonly allRows: number[]
  readonly indexed: number
  readonly views: number[]
  readonly anew: number[]
  readonly search: number[]
  readonly scan: number[]
  readonly tickets: number[]
  readonly commands: number[]
  /** The same with `waitingCommands` in the outbox. */
  readonly waiting: number[]
  readonly floors: Floors
  readonly memory: { readonly window: number; readonly worker: number }
  readonly fillSeconds: number
}

const coldStarts = 5
const waitingCommands = 10_000
const words = ['printer', 'zürich', 'backup failed', 'certificate', 'prniter', '#4711', 'miller 12', 'vpn is slow']

export async function benchStore(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-'))
  try {
    await buildPage('test/bench/store-page', join(folder, 'page'))
    const server = await serveFolder(join(folder, 'page'))
    try {
      await report(await measure(server.url, join(folder, 'profile')))
    } finally {
      server.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(url: string, profile: string): Promise<Figures> {
  const start = performance.now()
  const counts = await withPage(url, profile, (page) => page.evaluate(() => window.bench.fillProfile()))
  const fillSeconds = (performance.now() - start) / 1000
  console.log(`filled in ${fillSeconds.toFixed(0)} s: ${JSON.stringify(counts)}`)
  const starts: { firstRow: number; allRows: number }[] = []
  for (let round = 0; round <= coldStarts; round++) starts.push(await withPage(url, profile, startCold))
  console.log('cold starts', starts)
  const [first, ...later] = starts
  const firstStart = first ? [first.firstRow] : []
  const [coldStart, allRows] = [later.map((start) => start.firstRow), starts.map((start) => start.allRows)]
  const scan = await withPage(url, profile, (page) => page.evaluate((typed) => window.bench.typeWords(typed), ['router down', 'printer']))
  const warm = await withPage(url, profile, measureWarm)
  const floors = await withPage(url, profile, (page) => page.evaluate(() => window.bench.measureFloors()))
  return { firstStart, coldStart, allRows, scan, floors, fillSeconds, ...warm }
}

/** Stays long enough for what is shown to be kept, as a person would. */
async function startCold(page: Page): Promise<{ firstRow: number; allRows: number }> {
  const times = await page.evaluate(() => window.bench.coldStart())
  await page.waitForTimeout(5_000)
  return times
}

async function measureWarm(
  page: Page,
  context: BrowserContext
): Promise<Omit<Figures, 'firstStart' | 'coldStart' | 'allRows' | 'scan' | 'floors' | 'fillSeconds'>> {
  const indexed = await page.evaluate(() => window.bench.untilIndexed())
  const first = await page.evaluate(() => window.bench.switchViews(1))
  console.log('views, first time', first.map(Math.round))
  const views = [...first, ...(await page.evaluate(() => window.bench.switchViews(10)))]
  const anew = await page.evaluate(() => window.bench.askAnew(70))
  const search = await page.evaluate((typed) => window.bench.typeWords(typed), words)
  const tickets = await page.evaluate(() => window.bench.openTickets(100))
  const commands = await page.evaluate(() => window.bench.runCommands(60))
  const memory = await workerMegabytes(context, page)
  await page.evaluate((count) => window.bench.fillOutbox(count), waitingCommands)
  const waiting = await page.evaluate(() => window.bench.runCommands(60))
  return { indexed, views, anew, search, tickets, commands, waiting, memory }
}

async function report(figures: Figures): Promise<void> {
  const { firstStart, coldStart, allRows, views, anew, search, scan, tickets, commands, waiting, floors, memory } = figures
  const row = (what: string, values: readonly number[], goal: string): string =>
    `| ${what} | ${milliseconds(quantile(values, 0.5))} | ${milliseconds(quantile(values, 0.95))} | ${milliseconds(Math.max(...values))} | ${goal} |`
  const text = `## Store

\`npm run bench -- store\`, ${today()}, ${machine()}, Chromium headless.
In the local database: ${Object.entries(benchmarkSize)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ')}. Times end when the rows are painted in a plain list.

| moment | p50 | p95 | worst | at most |
| --- | --- | --- | --- | --- |
${row('start of navigation → first row, worker cold, profile warm', coldStart, '1,000 ms')}
${row('the same where nothing that was shown last is kept', firstStart, '')}
${row('start of navigation → all rows in memory', allRows, '')}
${row('switching between nine views → first rows (first times included)', views, 'p95 50 ms')}
${row('a new filter and sort over all tickets → first rows', anew, 'p95 50 ms')}
${row('search as you type, index built', search, 'p95 50 ms')}
${row('search as you type, index being built', scan, '')}
${row('open a ticket with conversation, history and time', tickets, 'p95 50 ms')}
${row('command → journal-less durable outbox → changed list', commands, 'p95 50 ms')}
${row(`the same with ${waitingCommands.toLocaleString('en')} commands waiting`, waiting, 'p95 50 ms')}

Search index complete ${(figures.indexed / 1000).toFixed(1)} s after start. Memory: window ${memory.window.toFixed(0)} MB (at most 300), worker ${memory.worker.toFixed(0)} MB (at most 500).

| floor, same run, same ticket pages (${floors.megabytes.toFixed(0)} MB) | time |
| --- | --- |
| raw IndexedDB, write all pages | ${milliseconds(floors.writePages)} |
| raw IndexedDB, read all pages | ${milliseconds(floors.readPages)} |
| parse them | ${milliseconds(floors.parsePages)} |
| two conditions over a plain array | ${milliseconds(floors.filter)} |
| sort a plain array by a number | ${milliseconds(floors.sortByNumber)} |

All rows are in memory after ${(quantile(allRows, 0.5) / (floors.readPages + floors.parsePages)).toFixed(1)} × the time to read and parse the bare ticket pages. The machine ran other work (load ${loadavg()[0]?.toFixed(1)} at the end).`
  await writeSection('store', text)
  console.log(text)
}
