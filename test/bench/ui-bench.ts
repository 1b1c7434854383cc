// The table of speeds at its full size in the real built app: a first sync from the built server, the browser started anew, and a hand on
// the keyboard. Times run from the event of the key to the painted frame.

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { buildScript, launch, type OpenPage, openPage } from './bench-page.ts'
import { type BenchDatabase, benchAccount, benchOrganisation, openBenchCluster, openSessions, startBenchServer } from './bench-server.ts'
import { benchmarkSize, benchmarkTicket, deskLoad } from './desk-rows.ts'
import { baseRows } from './peer-tickets.ts'
import { machine, milliseconds, quantile, today, writeSection } from './report.ts'
import { loadNow, summary } from './sync-report.ts'
import type { Watched } from './ui-page/probe.ts'
import { WireDevice } from './wire-device.ts'
import { workerMegabytes } from './worker-memory.ts'

interface UiFigures {
  readonly firstSync: number
  readonly coldStarts: readonly number[]
  readonly hand: readonly number[]
  readonly act: readonly number[]
  readonly views: readonly number[]
  readonly sorts: readonly number[]
  readonly search: readonly number[]
  readonly open: readonly number[]
  readonly frames: readonly number[]
  readonly elsewhere: readonly number[]
  readonly memory: { readonly window: number; readonly worker: number }
  readonly load: string
}

const starts = 4

interface App {
  readonly address: string
  /** The browser's profile folder. */
  readonly profile: string
  /** File of the probe. */
  readonly script: string
}

/** Measures and writes the section; `--try` only prints it. */
export async function benchUi(args: readonly string[]): Promise<void> {
  if (!existsSync('out/renderer/index.html')) throw new Error('There is no built app yet: run `npm run build` first')
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-'))
  const cluster = await openBenchCluster()
  try {
    const database = await cluster.database('desk', () => deskLoad(benchmarkSize, baseRows(benchOrganisation)))
    const server = await startBenchServer(database, resolve('out/renderer'))
    try {
      const script = await buildScript('test/bench/ui-page/probe.ts', join(folder, 'script'))
      const app = { address: server.address, profile: join(folder, 'profile'), script }
      await report(await measure(app, database), !args.includes('--try'))
    } finally {
      await server.close()
    }
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(app: App, database: BenchDatabase): Promise<UiFigures> {
  const { address, profile } = app
  const firstSync = await fillBySync(address, profile)
  console.log(`first sync of the whole desk in the app: ${milliseconds(firstSync)}`)
  const coldStarts: number[] = []
  for (let round = 0; round <= starts; round++) coldStarts.push(await startCold(app))
  console.log('cold starts', coldStarts.map(Math.round))
  const open = await openApp(app)
  try {
    await quiet(open.page)
    const hands = await measureHands(open.page)
    const frames = await measureScrolling(open.page)
    const elsewhere = await measureElsewhere(open.page, address, database)
    const memory = await workerMegabytes(open.context, open.page)
    // The first start follows the first sync, whose views nobody had kept yet.
    return { firstSync, coldStarts: coldStarts.slice(1), ...hands, frames, elsewhere, memory, load: loadNow() }
  } finally {
    await open.close()
  }
}

async function fillBySync(address: string, profile: string): Promise<number> {
  const open = await openPage(address, profile)
  try {
    await open.page.getByRole('textbox', { name: 'E-mail' }).fill(benchAccount.email)
    await open.page.getByRole('textbox', { name: 'Password' }).fill(benchAccount.password)
    await open.page.keyboard.press('Enter')
    const start = performance.now()
    await upToDate(open.page)
    const took = performance.now() - start
    await quiet(open.page)
    return took
  } finally {
    await open.close()
  }
}

async function upToDate(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Sync: Up to date/ }).waitFor({ timeout: 300_000 })
}

/** Long enough for the search index to be built and for what is shown to be kept. */
async function quiet(page: Page): Promise<void> {
  await upToDate(page)
  await page.waitForTimeout(7_000)
}

async function openApp({ address, profile, script }: App): Promise<OpenPage> {
  const context = await launch(profile)
  await context.addInitScript({ path: script })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(60_000)
  await page.goto(`${address}/#/tickets`, { waitUntil: 'load' })
  return { page, context, close: () => context.close() }
}

async function startCold(app: App): Promise<number> {
  const { page, close } = await openApp(app)
  try {
    const found = await page.waitForFunction(() => window.uiProbe.firstRow)
    const time = Number(await found.jsonValue())
    await quiet(page)
    return time
  } finally {
    await close()
  }
}

/** Does something with the hand and gives the time to the painted change; null when nothing changed. */
async function feel(page: Page, watched: Watched, act: () => Promise<void>): Promise<number | null> {
  await page.evaluate((what) => window.uiProbe.arm(what), watched)
  await act()
  return page.evaluate(() => window.uiProbe.done())
}

async function feelAll(page: Page, watched: Watched, acts: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times: number[] = []
  for (const act of acts) {
    const time = await feel(page, watched, act)
    if (time !== null) times.push(time)
    await page.waitForTimeout(80)
  }
  return times
}

async function measureHands(page: Page): Promise<Pick<UiFigures, 'hand' | 'act' | 'views' | 'sorts' | 'search' | 'open'>> {
  const press = (key: string) => () => page.keyboard.press(key)
  const keys = (list: readonly string[]) => list.map(press)
  await showAll(page)
  const hand = await feelAll(page, 'hand', keys(Array.from({ length: 60 }, (_, n) => (n % 6 === 5 ? 'x' : n % 15 === 14 ? 'k' : 'j'))))
  await page.keyboard.press('Escape')
  const views = await feelAll(page, 'list', keys(Array.from({ length: 56 }, (_, n) => (n % 28 < 14 ? ']' : '['))))
  await showAll(page)
  const heads = page.getByRole('columnheader').getByRole('button')
  const count = await heads.count()
  const sorts = await feelAll(
    page,
    'list',
    Array.from({ length: 4 * count }, (_, n) => () => pressOn(heads.nth(n % count)))
  )
  const search = await measureSearch(page)
  await showAll(page)
  const open = await measureOpening(page)
  const act = await measureActs(page)
  return { hand, act, views, sorts, search, open }
}

/** Presses what stands there, also under a notice that passes over it. */
function pressOn(target: Locator): Promise<void> {
  return target.evaluate((element: HTMLElement) => {
    element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    element.click()
  })
}

/** Each on the next ticket, in an order that the change doesn't touch: it is assigned to oneself, and its row says so. */
async function measureActs(page: Page): Promise<number[]> {
  await pressOn(page.getByRole('columnheader').getByRole('button').first())
  await page.waitForTimeout(500)
  await page.getByRole('grid').focus()
  const times: number[] = []
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('j')
    await page.waitForTimeout(80)
    const time = await feel(page, 'list', () => page.keyboard.press('i'))
    if (time !== null) times.push(time)
  }
  return times
}

async function showAll(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Recently updated/ })
    .evaluate((tab: HTMLElement) => tab.click())
  await page.waitForTimeout(500)
  await page.getByRole('grid').focus()
}

const words = ['printer', 'accounting', 'backup failed', 'certificate', 'prniter', 'vpn is slow']

async function measureSearch(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const word of words) {
    await page.keyboard.press('/')
    times.push(
      ...(await feelAll(
        page,
        'list',
        Array.from(word, (letter) => () => page.keyboard.press(letter))
      ))
    )
    await page.getByRole('textbox', { name: /^Words in the ticket/ }).fill('')
    await page.waitForTimeout(300)
    await page.keyboard.press('Escape')
  }
  return times
}

async function measureOpening(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('j')
    await page.waitForTimeout(60)
    const time = await feel(page, 'ticket', () => page.keyboard.press('Enter'))
    if (time !== null) times.push(time)
    await page.keyboard.press('Escape')
    await page.getByRole('grid').waitFor()
    await page.waitForTimeout(60)
  }
  return times
}

async function measureScrolling(page: Page): Promise<number[]> {
  const box = await page.getByRole('grid').boundingBox()
  if (!box) throw new Error('there is no list')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => window.uiProbe.watchFrames(true))
  for (let step = 0; step < 150; step++) {
    await page.mouse.wheel(0, step < 100 ? 400 : 4_000)
    await page.waitForTimeout(16)
  }
  await page.evaluate(() => window.uiProbe.watchFrames(false))
  return page.evaluate(() => window.uiProbe.frames())
}

/** Another device changes a category; the window shows it at the head of the newest. */
async function measureElsewhere(page: Page, address: string, database: BenchDatabase): Promise<number[]> {
  await showAll(page)
  // The newest stand at the head of the list, which was scrolled away.
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0))
  await page.waitForTimeout(500)
  await page.evaluate(() => window.uiProbe.watchTexts('Seen elsewhere \\d{4}'))
  const [token = ''] = await openSessions(database, 1)
  const device = new WireDevice(address, token)
  const begun = new Map<string, number>()
  for (let n = 0; n < 120; n++) {
    const category = `Seen elsewhere ${1000 + n}`
    begun.set(category, performance.timeOrigin + performance.now())
    const applied = await device.push([device.command('ticket.edit', { id: benchmarkTicket(n * 331), fields: { category } })])
    if (applied !== 1) throw new Error('the change elsewhere was not applied')
    await page.waitForTimeout(100)
  }
  await page.waitForTimeout(2_000)
  const painted = await page.evaluate(() => window.uiProbe.texts())
  if (painted.length < 50) throw new Error(`${painted.length} of ${begun.size} changes were seen`)
  if (painted.length < begun.size) console.log(`${painted.length} of ${begun.size} changes were seen: some came together`)
  return painted.map(([text, at]) => at - (begun.get(text) ?? Number.NaN)).slice(20)
}

async function report(figures: UiFigures, isWritten: boolean): Promise<void> {
  const { coldStarts, hand, act, views, sorts, search, open, frames, elsewhere, memory } = figures
  const row = (what: string, values: readonly number[], goal: string): string =>
    `| ${what} | ${values.length} | ${milliseconds(quantile(values, 0.5))} | ${milliseconds(quantile(values, 0.95))} | ${milliseconds(Math.max(...values))} | ${goal} |`
  const size = Object.entries(benchmarkSize).map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
  const text = `## The app

\`npm run bench -- ui\`, ${today()}, ${machine()} (load ${figures.load} at the end). The built app in Chromium headless without a graphics card, 1280 × 800.
In the local database: ${size.join(', ')}, brought by a first sync from the built server in ${milliseconds(figures.firstSync)}. Times run from the event of the key to the painted frame.

| moment | times | p50 | p95 | worst | at most |
| --- | --- | --- | --- | --- | --- |
${row('start of navigation → first row, worker cold, profile warm', coldStarts, '1,000 ms')}
${row('key press → changed screen: moving and selecting', hand, 'p95 50 ms')}
${row('key press → changed screen: assigning, durable', act, 'p95 50 ms')}
${row('switching views', views, 'p95 50 ms')}
${row('sorting 100,000 tickets by a column', sorts, 'p95 50 ms')}
${row('full-text search as you type', search, 'p95 50 ms')}
${row('open a ticket: conversation and properties', open, 'p95 50 ms')}
${row('frames while scrolling 100,000 rows', frames, 'none over 32 ms')}

A change made elsewhere is painted here: ${summary(elsewhere)} (at most 250 ms, p99). Frames over 32 ms: ${frames.filter((frame) => frame > 33).length} of ${frames.length}. Memory: window ${memory.window.toFixed(0)} MB (at most 300), worker ${memory.worker.toFixed(0)} MB (at most 500).`
  if (isWritten) await writeSection('ui', text)
  console.log(text)
}
