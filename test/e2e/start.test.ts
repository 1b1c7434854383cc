// The first of the two commands, as a newcomer runs it: `npm start` on a machine without a screen.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chromiumArgs, chromiumPath, patienceMs } from '#test/support/chromium.mts'
import { runningProcesses } from '#test/support/processes.ts'

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  /** The address in the closing sentence. */
  readonly address: Promise<URL>
  readonly ended: Promise<number | null>
}

let folder = ''
let running: Started[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-start-'))
  // The database's own user must be able to reach its data, as under the default place.
  chmodSync(folder, 0o755)
  running = []
})
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

function start(env: Record<string, string>): Started {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const given = { ...process.env, HOME: home, FIXPOINT_DATA: join(folder, 'data'), DISPLAY: '', WAYLAND_DISPLAY: '', ...env }
  const child = spawn(process.execPath, [resolve('build/start.mjs')], { env: given, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  const address = new Promise<URL>((done, fail) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /served to your browser at (http:\S+)/.exec(output)?.[1]
      if (found !== undefined) done(new URL(found))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => fail(new Error(`it ended\n${output}`)))
  })
  address.catch(() => undefined)
  const started = { child, output: () => output, address, ended }
  running.push(started)
  return started
}

/** Everything that the process has started, itself included. */
function familyOf(pid: number): readonly number[] {
  const children = (parent: number): number[] => runningProcesses().flatMap((one) => (one.parent === parent ? [one.pid] : []))
  return [pid, ...children(pid).flatMap((child) => familyOf(child))]
}

/** What a signed-in person sees first: the desk with its list, filled from the server. */
async function openDesk(address: URL): Promise<void> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs, timeout: patienceMs })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(patienceMs)
    await page.goto(address.href)
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    await page.getByRole('link', { name: /^Sync: Up to date/ }).waitFor()
    await page.getByRole('button', { name: /^All open/ }).click()
    await page.getByRole('row').nth(1).waitFor()
  } finally {
    await browser.close()
  }
}

const people = async (address: URL): Promise<unknown> => (await fetch(new URL('/v1/sample', address))).json()

test('without a screen it says so in one sentence, serves a signed-in client, ends every process on Ctrl+C, and starts again on the same data and address', async () => {
  const first = start({})
  const address = await first.address
  expect(first.output()).toMatch(/can't open here because .+; the same client is served to your browser at http:\/\/127\.0\.0\.1:\d+/)
  const page = await fetch(address)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Fixpoint</title>')])
  const before = await people(address)
  expect(address.searchParams.get('account')).toContain('@')
  await openDesk(address)
  const family = familyOf(first.child.pid ?? 0)
  expect(family.length).toBeGreaterThan(2)
  first.child.kill('SIGINT')
  expect([await first.ended, first.output()]).toEqual([0, expect.not.stringMatching(/^\s+at /m)])
  expect(runningProcesses().filter(({ pid }) => family.includes(pid))).toEqual([])

  const second = start({})
  expect((await second.address).origin).toBe(address.origin)
  expect(await people(await second.address)).toEqual(before)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test.each([
  ['PORT', 'many'],
  ['DATABASE_URL', 'not an address']
])('%s=%s is refused by name, without a stack trace', async (name, value) => {
  const started = start({ [name]: value })
  expect(await started.ended).toBe(1)
  expect(started.output()).toContain(name)
  expect(started.output()).not.toMatch(/^\s+at /m)
})
