// `npm run screenshots -- --out DIR`: every room of the built app on the sample company, light and dark, in two sizes. The server is the built one
// on data of its own that goes away afterwards. Run `npm run build` first.

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startBuiltServer } from './built-server.ts'
import { chromiumArgs, chromiumPath } from './chromium.mts'

const rooms = [
  'tickets',
  'clients',
  'assets',
  'parts',
  'parts/places',
  'parts/order',
  'contracts',
  'billing',
  'billing/documents',
  'billing/periods',
  'import',
  'sync',
  'settings',
  'settings/calendars',
  'settings/sla-policies',
  'settings/prices',
  'settings/taxes'
] as const
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 }
]
const looks = ['light', 'dark'] as const
/** Lists whose first row leads to a page of its own. */
const withPages = new Set<string>(['tickets', 'clients', 'assets', 'contracts', 'parts', 'billing/documents'])

async function firstPerson(address: string): Promise<string> {
  const { people } = (await (await fetch(`${address}/v1/sample`)).json()) as { people: { email: string }[] }
  const [first] = people
  if (first === undefined) throw new Error('the sample company has no people')
  return first.email
}

/** Goes through the rooms of one look and size, and into the first row of the lists that have pages. */
async function takeAll(page: Page, home: string, out: string, name: string): Promise<void> {
  await page.goto(home)
  await page.getByText('Up to date').first().waitFor({ timeout: 120_000 })
  for (const room of rooms) {
    await page.evaluate((route) => location.assign(`#/${route}`), room)
    await settle(page)
    await page.screenshot({ path: join(out, `${room.replace('/', '-')}-${name}.png`) })
    if (!withPages.has(room)) continue
    const row = page.getByRole('row').nth(1)
    if ((await row.count()) === 0) continue
    await row.dblclick()
    await settle(page)
    await page.screenshot({ path: join(out, `${room.replace('/', '-')}-page-${name}.png`) })
  }
}

/** The form that opens over any room with one key. */
async function takeNewTicket(page: Page, out: string, name: string): Promise<void> {
  await page.evaluate(() => location.assign('#/tickets'))
  await settle(page)
  await page.keyboard.press('c')
  await settle(page)
  await page.screenshot({ path: join(out, `new-ticket-${name}.png`) })
  await page.keyboard.press('Escape')
}

/** What a run over last month finds, and a ticket's time and parts. */
async function takeBillingAndWork(page: Page, out: string, name: string): Promise<void> {
  await page.evaluate(() => location.assign('#/billing'))
  await page.getByRole('button', { name: 'Last month' }).click()
  await page.getByRole('button', { name: 'Preview the run' }).first().click()
  await page.getByRole('grid', { name: 'Unbilled' }).waitFor({ timeout: 60_000 })
  await page.screenshot({ path: join(out, `billing-run-${name}.png`) })
  await page.getByRole('row').nth(1).dblclick()
  await page.getByRole('dialog').getByRole('table').waitFor()
  await settle(page)
  await page.screenshot({ path: join(out, `billing-lines-${name}.png`) })
  await page.keyboard.press('Escape')
  await page.evaluate(() => location.assign('#/tickets'))
  await settle(page)
  await page.getByRole('row').nth(1).dblclick()
  await page.locator('label', { hasText: 'Time and parts' }).click()
  await settle(page)
  await page.screenshot({ path: join(out, `ticket-work-${name}.png`) })
}

/** The worker answers in milliseconds; two quiet frames after the last change are a room at rest. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(800)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

async function shoot(browser: Browser, address: string, out: string): Promise<void> {
  const home = `${address}/?account=${encodeURIComponent(await firstPerson(address))}`
  for (const look of looks) {
    for (const size of sizes) {
      const context = await browser.newContext({ viewport: size, colorScheme: look })
      const page = await context.newPage()
      const name = `${look}-${size.width}x${size.height}`
      await takeAll(page, home, out, name)
      await takeBillingAndWork(page, out, name)
      await takeNewTicket(page, out, name)
      await context.close()
    }
  }
}

const { values } = parseArgs({ options: { out: { type: 'string', default: 'screenshots' } } })
mkdirSync(values.out, { recursive: true })
const data = process.env['FIXPOINT_DATA'] ?? mkdtempSync(join(tmpdir(), 'fixpoint-screenshots-'))
chmodSync(data, 0o755)
const server = await startBuiltServer({ FIXPOINT_DATA: data, FIXPOINT_SAMPLE: '1', FIXPOINT_CLIENT_DIR: resolve('out/renderer') })
const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs })
try {
  await shoot(browser, server.address, values.out)
  console.log(`The screenshots are in ${resolve(values.out)}`)
} finally {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
  if (process.env['FIXPOINT_DATA'] === undefined) rmSync(data, { recursive: true, force: true })
}
