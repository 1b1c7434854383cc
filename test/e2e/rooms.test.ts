// The rooms of the built app on the sample company: the way of a call by keyboard alone, and what survives leaving and coming back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAdministratorEmail } from '#server/sample/people.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { goTo, pressInTurn, reply, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { readServer } from '#test/support/server-rows.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const subject = 'Label printer prints blank labels since this morning'

let folder = ''
let server: TestServer
let seat: Seat
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-rooms-'))
  server = await startTestServer({ origins: [harnessOrigin], sample: true })
  seat = await takeSeat(server.address, join(folder, 'seat'), sampleAdministratorEmail)
  await syncState(seat, /^Sync: Up to date/)
})
afterAll(async () => {
  await seat?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const onServer = () => readServer(server.database.adminUrl)

test('a call by keyboard alone: opened with c, saved, found, assigned, given back, answered, also without a network', async () => {
  const room = await seat.app().room()
  const keys = room.keyboard
  await keys.press('c')
  const form = room.getByRole('form', { name: 'New ticket' })
  await hasFocus(form.getByRole('combobox', { name: /^Client/ }))
  await keys.type('har')
  await room.getByRole('option').first().waitFor()
  await keys.press('Enter')
  await form.getByRole('heading', { name: 'Open tickets of this client' }).waitFor()
  // Contact, asset and site may stay empty.
  for (let field = 0; field < 4; field++) await keys.press('Tab')
  await keys.type(subject)
  await keys.press('Control+Enter')
  await room.getByText(`Ticket opened: ${subject}`).waitFor()
  await room.getByRole('dialog').waitFor({ state: 'detached' })

  await pressInTurn(room, 'g', 't')
  await keys.press('/')
  await hasFocus(room.getByRole('textbox', { name: /^Words in the ticket/ }))
  await keys.type('blank labels since')
  await room.getByText('1 ticket', { exact: true }).waitFor()
  await keys.press('Escape')
  await keys.press('j')
  await keys.press('x')
  await room.getByText('1 selected').waitFor()
  await keys.press('a')
  await hasFocus(room.getByRole('combobox', { name: 'Assign to' }))
  await keys.type('Dylan Hartley')
  await keys.press('Enter')
  await room.getByText('1 ticket assigned to Dylan Hartley').waitFor()
  await keys.press('Control+z')
  await room.getByText('Taken back: 1 ticket assigned to Dylan Hartley').waitFor()

  // Back among mine; and from here without a pause, as quick hands do.
  await room.getByRole('row').filter({ hasText: subject }).waitFor()
  await keys.press('j')
  await keys.press('Enter')
  await keys.press('r')
  await keys.type('We look at it at two.')
  await keys.press('Control+Enter')
  await room.getByRole('log', { name: 'Conversation' }).getByText('We look at it at two.').waitFor()
  seat.proxy.cut()
  await keys.press('Escape')
  await keys.press('n')
  await keys.type('Written on the train')
  await keys.press('Control+Enter')
  await room.getByRole('log', { name: 'Conversation' }).getByText('Written on the train').waitFor()
  await syncState(seat, /^Sync: Offline/)
  seat.proxy.mend()
  await keys.press('Escape')
  await pressInTurn(room, 'g', 'y')
  await room.getByRole('heading', { name: 'Sync', exact: true }).waitFor()
  await keys.press('s')
  await syncState(seat, /^Sync: Up to date/)
  const { comments: there } = await onServer()
  expect([there.get('We look at it at two.'), there.get('Written on the train')]).toEqual([1, 1])
})

test('back and forward go through views and filters, a reload keeps them, and a double click on any part of a row opens it', async () => {
  const room = await seat.app().room()
  const current = room.getByRole('navigation', { name: 'Views' }).locator('[aria-current="true"]')
  const view = async (name: RegExp): Promise<void> => current.filter({ hasText: name }).waitFor()
  await goTo(seat, '/tickets/list/view=unassigned')
  await view(/^Unassigned/)
  await room.getByRole('button', { name: /^Waiting/ }).click()
  await view(/^Waiting/)
  await room.goBack()
  await view(/^Unassigned/)
  await room.goForward()
  await view(/^Waiting/)
  await room.reload()
  await view(/^Waiting/)
  const row = room.getByRole('grid', { name: 'List of tickets' }).getByRole('row').nth(2)
  await row.waitFor()
  const box = await row.boundingBox()
  // Where the pane will stand after the first of the two clicks.
  await room.mouse.dblclick((box?.x ?? 0) + (box?.width ?? 0) * 0.8, (box?.y ?? 0) + 10)
  await room.getByRole('complementary', { name: 'Properties' }).waitFor()
  await room.keyboard.press('Escape')
  await view(/^Waiting/)
})

test('leaving waits for the engine; the next start is signed in, with the timer still running and the unsent work in place', async () => {
  const { devices: signedIn } = await onServer()
  const before = await seat.app().room()
  await goTo(seat, '/tickets')
  await before.getByRole('grid', { name: 'List of tickets' }).waitFor()
  await before.keyboard.press('j')
  await before.keyboard.press('Enter')
  await isOpen(before, '/tickets')
  await before.getByRole('textbox', { name: 'Public reply' }).waitFor()
  seat.proxy.cut()
  await before.locator('label', { hasText: 'Time and parts' }).click()
  await before.getByRole('button', { name: 'Start timer' }).click()
  await before.getByRole('group', { name: 'Running timers' }).waitFor()
  await before.locator('label', { hasText: 'Conversation' }).click()
  await reply(seat, 'Said before leaving')
  const app = seat.app()
  expect([await app.quit(), app.output]).toEqual([0, expect.not.stringContaining('without the engine')])

  await seat.start()
  const room = await seat.app().room()
  await room.getByRole('group', { name: 'Running timers' }).getByRole('link').waitFor()
  await syncState(seat, /^Sync: Offline · 2 waiting/)
  seat.proxy.mend()
  await seat.ask('syncNow', {})
  await syncState(seat, /^Sync: Up to date/)
  expect((await onServer()).comments.get('Said before leaving')).toBe(1)
  // The second start went on with the first one's profile: nobody signed in again.
  expect((await onServer()).devices).toBe(signedIn)
})

/** Keys go where a person sees the cursor. */
async function hasFocus(field: Locator): Promise<void> {
  await field.waitFor()
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
}

/** A record of this room stands over the whole of it. */
function isOpen(room: Page, route: string): Promise<void> {
  return room.waitForURL((url) => url.hash.startsWith(`#${route}/`))
}
