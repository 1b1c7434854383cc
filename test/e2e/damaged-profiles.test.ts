// Fifty profiles whose files the browser engine wrote are damaged on the disk (bits flipped, files cut, emptied, deleted) and opened again by
// the real engine. Silent loss must be 0: what is shown is whole, or the damage is told; in the end everything is back, from journal and server.
// (150 more are damaged at the level of records and of the journal's file: test/integration/sync/damaged-records.test.ts.)

import { createServer, type Server } from 'node:http'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumArgs, chromiumPath, patienceMs } from '#test/support/chromium.mts'
import type { Found, Held, Outside } from '#test/support/damage-page/page.ts'
import { type Chance, createChance } from '#test/support/simulation/chance.ts'

const profiles = 50
const seed = Number(process.env['FIXPOINT_SEED'] ?? 1)

let folder = ''
let server: Server
let port = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-damaged-'))
  await build({
    configFile: false,
    root: 'test/support/damage-page',
    logLevel: 'warn',
    build: { outDir: join(folder, 'page'), emptyOutDir: true, minify: false, target: 'es2024', modulePreload: { polyfill: false } }
  })
  server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/')
    try {
      response.writeHead(200, { 'content-type': extname(path) === '.js' ? 'text/javascript' : 'text/html' })
      response.end(readFileSync(join(folder, 'page', path)))
    } catch {
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Each profile is an origin of its own, so that each has files of its own in one browser. */
const originOf = (profile: number): string => `http://p${profile}.damaged.localhost:${port}/`

async function inBrowser<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await chromium.launchPersistentContext(join(folder, 'browser'), {
    executablePath: chromiumPath,
    args: chromiumArgs,
    timeout: patienceMs
  })
  context.setDefaultTimeout(patienceMs)
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/** Calls the page of every profile, two at a time. */
async function inEachProfile<T>(
  context: BrowserContext,
  call: (page: Awaited<ReturnType<BrowserContext['newPage']>>, profile: number) => Promise<T>
): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const run = async (): Promise<void> => {
    const page = await context.newPage()
    while (next < profiles) {
      const profile = next++
      await page.goto(originOf(profile), { waitUntil: 'load' })
      results[profile] = await call(page, profile)
    }
    await page.close()
  }
  await Promise.all([run(), run()])
  return results
}

function filesOf(profile: number): string[] {
  const databases = join(folder, 'browser/Default/IndexedDB')
  const own = readdirSync(databases).filter((name) => name.startsWith(`http_p${profile}.damaged.localhost_${port}`))
  return own.flatMap((name) => {
    const path = join(databases, name)
    return statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path]
  })
}

/** Damages one file, or takes all away; says what was done. */
function damageFiles(profile: number, chance: Chance): string {
  const files = filesOf(profile).filter((path) => statSync(path).size > 0)
  if (files.length === 0) throw new Error(`profile ${profile} has no files`)
  if (chance.happens(0.08)) {
    for (const path of files) rmSync(path, { force: true })
    return 'all files deleted'
  }
  // Mostly where the data lies.
  const data = files.filter((path) => /\.(log|ldb|sst|db|sqlite|db-wal|wal)$/.test(path) || /SQLite/i.test(path))
  const path = chance.pick(chance.happens(0.75) && data.length > 0 ? data : files)
  return `${path.split('/').at(-1) ?? ''}: ${damageFile(path, chance)}`
}

function damageFile(path: string, chance: Chance): string {
  const bytes = readFileSync(path)
  const kind = chance.between(0, 4)
  if (kind === 0) {
    rmSync(path)
    return 'deleted'
  }
  if (kind === 1) {
    truncateSync(path, Math.floor(bytes.length * chance.next()))
    return 'cut'
  }
  const from = chance.between(0, bytes.length - 1)
  const size = kind === 2 ? 1 : chance.between(1, 4096)
  for (let at = from; at < Math.min(bytes.length, from + size); at++)
    bytes[at] = kind === 4 ? 0 : (bytes[at] ?? 0) ^ (1 << chance.between(0, 7))
  writeFileSync(path, bytes)
  return kind === 2 ? 'one bit flipped' : kind === 3 ? 'bits flipped' : 'zeros'
}

test(`[PAGE9] ${profiles} profiles damaged in the browser's own files (seed ${seed}): silent loss 0, all comes back from journal and server`, async () => {
  const first = await inBrowser((context) =>
    inEachProfile(context, (page) => page.evaluate(() => window.damage.use({ journal: [], canary: null }, 1)))
  )
  const second = await inBrowser((context) =>
    inEachProfile(context, (page, profile) => page.evaluate((outside) => window.damage.use(outside, 2), first[profile]?.outside as Outside))
  )
  const chance = createChance(seed)
  // The first one is left alone: what is whole must not be told as damaged.
  const done = second.map((_, profile) => (profile === 0 ? 'left alone' : damageFiles(profile, chance)))
  const found = await inBrowser((context) =>
    inEachProfile(context, (page, profile) =>
      page
        .evaluate((outside) => window.damage.open(outside), second[profile]?.outside as Outside)
        .catch((error: unknown) => (error instanceof Error ? (error.stack ?? '') : String(error)))
    )
  )
  const tally = { told: 0, harmless: 0 }
  for (const [profile, held] of second.entries())
    tally[judge(held.held, found[profile] ?? 'nothing', `profile ${profile}, ${done[profile] ?? ''}`)]++
  console.log(`${profiles} damaged profiles: ${tally.told} told, ${tally.harmless} without effect`)
  expect(found[0]).toMatchObject({ damage: null, recovered: 0 })
  expect(tally.told).toBeGreaterThan(profiles / 4)
}, 600_000)

function judge(held: Held, found: Found | string, what: string): 'told' | 'harmless' {
  if (typeof found === 'string') throw new Error(`${what}: could not be opened: ${found}`)
  const isTold = found.damage !== null || found.recovered > 0
  const { atOnce, atLast } = found
  if (!isTold && atOnce?.rows !== held.rows) throw new Error(`${what}: rows were lost without a word`)
  expect([...atLast.waiting].sort(), what).toEqual([...held.waiting].sort())
  expect(atLast.rows === held.rows, `${what}: the rows are back`).toBe(true)
  return isTold ? 'told' : 'harmless'
}
