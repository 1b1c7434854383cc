// axe in every room and main dialog of the built app on the sample company, light and dark.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAdministratorEmail } from '#server/sample/people.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { violationsIn } from '#test/support/axe.ts'
import { goTo, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let folder = ''
let server: TestServer
let seat: Seat
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-accessible-'))
  server = await startTestServer({ origins: [harnessOrigin], sample: true })
  seat = await takeSeat(server.address, join(folder, 'seat'), sampleAdministratorEmail)
  await syncState(seat, /^Sync: Up to date/)
})
afterAll(async () => {
  await seat?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function runLastMonth(room: Page): Promise<void> {
  await room.getByRole('button', { name: 'Last month' }).click()
  await room.getByRole('button', { name: 'Preview the run' }).first().click()
  await room.getByRole('grid', { name: 'Unbilled' }).waitFor()
}

async function openWork(room: Page): Promise<void> {
  await room.locator('label', { hasText: 'Time and parts' }).click()
  await room.getByRole('region', { name: 'What it comes to' }).waitFor()
}

const places: readonly { readonly name: string; readonly open: (room: Page) => Promise<void> }[] = [
  at('tickets', '/tickets', (room) => room.getByRole('grid', { name: 'List of tickets' }).waitFor()),
  into('a ticket', '/tickets', (room) => room.getByRole('form', { name: 'Write' }).waitFor()),
  at('clients', '/clients', firstRow),
  into('a client', '/clients', (room) => room.locator('main h1').waitFor()),
  at('assets', '/assets', firstRow),
  into('an asset', '/assets', (room) => room.locator('main h1').waitFor()),
  at('parts', '/parts', firstRow),
  into('a part', '/parts', (room) => room.getByRole('table', { name: 'Stock' }).waitFor()),
  at('places of stock', '/parts/places', (room) => room.getByRole('link', { name: /^Warehouse/ }).waitFor()),
  at('parts to order', '/parts/order', (room) => room.getByRole('table').first().waitFor()),
  at('billing', '/billing', (room) => room.getByRole('button', { name: 'Preview the run' }).first().waitFor()),
  at('a run', '/billing', runLastMonth),
  at('documents', '/billing/documents', firstRow),
  into('a document', '/billing/documents', (room) => room.getByRole('table', { name: 'Lines' }).waitFor()),
  at('locked periods', '/billing/periods', (room) => room.getByRole('table').first().waitFor()),
  into('time and parts', '/tickets', openWork),
  at('contracts', '/contracts', firstRow),
  into('a contract', '/contracts', (room) => room.getByRole('heading', { name: 'What is covered' }).waitFor()),
  at('import', '/import', (room) => room.locator('main h1').waitFor()),
  at('sync', '/sync', (room) => room.getByRole('heading', { name: 'Sync', exact: true }).waitFor()),
  ...[
    'people',
    'teams',
    'fields',
    'organisation',
    'calendars',
    'sla-policies',
    'prices',
    'taxes',
    'appearance',
    'devices',
    'shortcuts'
  ].map((part) => at(`settings: ${part}`, `/settings/${part}`, (room) => room.locator('main h1').waitFor())),
  opened('the steps of a verdict', '/contracts', async (room) => {
    await openFirst(room, '/contracts')
    const covered = room.getByRole('table', { name: 'What is covered' })
    await covered
      .getByRole('button', { name: /^(Covered|Drawn|Billable|Excluded)/ })
      .first()
      .click()
    await room.getByRole('dialog', { name: 'Why this verdict' }).waitFor()
  }),
  opened('the form of a calendar', '/settings/calendars', async (room) => {
    await room.getByRole('button', { name: /^Edit Office hours/ }).click()
    await room.getByRole('textbox', { name: 'Opening hours, Monday' }).waitFor()
  }),
  form('receiving a delivery', '/parts', async (room) => {
    await openFirst(room, '/parts')
    await room.getByRole('button', { name: 'Receive', exact: true }).click()
  }),
  form('counting a place', '/parts', async (room) => {
    await openFirst(room, '/parts')
    await room
      .getByRole('button', { name: /^Move stock: Warehouse/ })
      .first()
      .click()
    await room.getByRole('menuitem', { name: 'Count' }).click()
  }),
  form('a credit note over parts of a document', '/billing/documents', async (room) => {
    await room.getByRole('row').filter({ hasText: 'INV-' }).first().dblclick()
    await isOpen(room, '/billing/documents')
    await room.getByRole('button', { name: 'Credit', exact: true }).click()
    await room.getByRole('combobox', { name: /^What is taken back/ }).click()
    await room.getByRole('option').nth(1).click()
  }),
  form('the form of a client', '/clients', async (room) => {
    await openFirst(room, '/clients')
    await room.getByRole('button', { name: 'Edit', exact: true }).click()
  }),
  form('the form of a contract', '/contracts', (room) => room.getByRole('button', { name: 'New contract' }).click()),
  form('a clause', '/contracts', async (room) => {
    await openFirst(room, '/contracts')
    await room.getByRole('button', { name: 'New clause' }).click()
  }),
  form('an SLA policy', '/settings/sla-policies', (room) =>
    room
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
  ),
  form('a price list', '/settings/prices', (room) =>
    room
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
  ),
  form('a backup', '/sync', (room) => room.getByRole('button', { name: 'Back up…' }).click()),
  over('new ticket', 'c', 'New ticket'),
  over('the palette', 'Control+k', 'Find or do'),
  over('the shortcuts', '?', 'Keyboard shortcuts')
]

test.each(['light', 'dark'] as const)('axe finds nothing in any room, %s', async (colorScheme) => {
  const room = await seat.app().room()
  await room.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  const found: Record<string, unknown> = {}
  for (const { name, open } of places) {
    await open(room)
    const violations = await violationsIn(room)
    if (violations.length > 0) found[name] = violations
    await closeDialogs(room)
  }
  expect(found).toEqual({})
})

/** Escape closes what is open within a dialog before the dialog itself. */
async function closeDialogs(room: Page): Promise<void> {
  const open = room.getByRole('dialog')
  await expect
    .poll(async () => {
      if ((await open.count()) > 0) await room.keyboard.press('Escape')
      return open.count()
    })
    .toBe(0)
}

/** A record of this room stands over the whole of it. */
function isOpen(room: Page, route: string): Promise<void> {
  return room.waitForURL((url) => url.hash.startsWith(`#${route}/`))
}

function firstRow(room: Page): Promise<void> {
  return room.getByRole('row').nth(1).waitFor()
}

function at(name: string, route: string, shown: (room: Page) => Promise<void>) {
  return {
    name,
    open: async (room: Page) => {
      await goTo(seat, route)
      await shown(room)
    }
  }
}

/** The first record of a list, opened by keys. */
function into(name: string, route: string, shown: (room: Page) => Promise<void>) {
  return {
    name,
    open: async (room: Page) => {
      await goTo(seat, route)
      await openFirst(room, route)
      await shown(room)
    }
  }
}

async function openFirst(room: Page, route: string): Promise<void> {
  await firstRow(room)
  await room.keyboard.press('j')
  await room.keyboard.press('Enter')
  await isOpen(room, route)
}

/** A dialog that some steps open. */
function form(name: string, route: string, steps: (room: Page) => Promise<void>) {
  return opened(name, route, async (room) => {
    await steps(room)
    await room.getByRole('dialog').waitFor()
  })
}

/** What stands after some steps in a room. */
function opened(name: string, route: string, steps: (room: Page) => Promise<void>) {
  return {
    name,
    open: async (room: Page) => {
      await goTo(seat, route)
      await steps(room)
    }
  }
}

/** What a key opens over the room. */
function over(name: string, key: string, dialog: string) {
  return {
    name,
    open: async (room: Page) => {
      await goTo(seat, '/tickets')
      await firstRow(room)
      await room.keyboard.press(key)
      await room.getByRole('dialog', { name: dialog }).waitFor()
    }
  }
}
