// Files on a ticket in the built app: added without a network, kept over a power cut, painted and fetched whole on another device; and one
// that was never sent comes back from a locked backup on another installation.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { goTo, openTicket, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'
import { someBytes } from '#test/support/tus.ts'

let folder = ''
let server: TestServer
let admin: Seat
let technician: Seat
let replacement: Seat | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-files-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  admin = await takeSeat(server.address, join(folder, 'admin'))
  technician = await takeSeat(server.address, join(folder, 'technician'))
  await Promise.all([admin.signIn(emailOf('admin'), testPassword), technician.signIn(emailOf('technician'), testPassword)])
})
afterAll(async () => {
  await Promise.all([admin?.close(), technician?.close(), replacement?.close()])
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A file on the person's disk; answers its path and hash. */
function madeFile(name: string, size: number, seed: number): { readonly path: string; readonly hash: string } {
  const bytes = someBytes(size, seed)
  writeFileSync(join(folder, name), bytes)
  return { path: join(folder, name), hash: hashOf(bytes) }
}

async function choose(page: Page, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).click()])
  await chooser.setFiles(path)
}

const card = (page: Page, name: string) => page.getByRole('region', { name: 'Files' }).getByRole('listitem').filter({ hasText: name })

/** Saves a file of the open ticket where the person says, and waits until all of it is there. */
async function expectSaved(seat: Seat, name: string, place: string, hash: string): Promise<void> {
  await seat.app().answerDialog({ canceled: false, filePath: join(folder, place) })
  await (await seat.app().room()).getByRole('button', { name: `Save ${name}` }).click()
  await expect.poll(() => existsSync(join(folder, place)) && hashOf(readFileSync(join(folder, place)))).toBe(hash)
}

test('[ATT1] [ATT3] a file that was added without a network outlives a power cut, and is whole on another device after the network came back', async () => {
  const { path, hash } = madeFile('rack.bin', 1_300_000, 71)
  await Promise.all([openTicket(admin, small.northTicket), openTicket(technician, small.northTicket)])
  admin.proxy.cut()
  await choose(await admin.app().room(), 'Add files', path)
  await card(await admin.app().room(), 'rack.bin')
    .getByText('Waits to be sent')
    .waitFor()
  await admin.app().kill()
  await admin.start()
  await openTicket(admin, small.northTicket)
  await card(await admin.app().room(), 'rack.bin').waitFor()
  await expectSaved(admin, 'rack.bin', 'of-admin.bin', hash)
  const other = await technician.app().room()
  expect(await card(other, 'rack.bin').count()).toBe(0)
  admin.proxy.mend()
  await card(other, 'rack.bin').waitFor()
  await card(await admin.app().room(), 'rack.bin')
    .getByText('On this device')
    .waitFor({ state: 'attached' })
  await expectSaved(technician, 'rack.bin', 'of-technician.bin', hash)
})

test('[COPY4] [COPY5] a file that was never sent goes through a locked backup to another installation, and from there to everybody', async () => {
  const { path, hash } = madeFile('invoice.bin', 700_000, 72)
  admin.proxy.cut()
  await openTicket(admin, small.northTicket)
  const room = await admin.app().room()
  await choose(room, 'Add files', path)
  await card(room, 'invoice.bin').waitFor()
  await goTo(admin, '/sync')
  await room.getByRole('button', { name: 'Back up…' }).click()
  await room.getByLabel('Passphrase', { exact: true }).fill('seven grey horses')
  await room.getByLabel('Passphrase once more').fill('seven grey horses')
  const backup = join(folder, 'desk.backup')
  await admin.app().answerDialog({ canceled: false, filePath: backup })
  await room.getByRole('button', { name: 'Back up', exact: true }).click()
  await room.getByText('Copy saved').waitFor()
  // The first machine never comes back.
  await admin.app().kill()
  replacement = await takeSeat(server.address, join(folder, 'replacement'))
  await replacement.signIn(emailOf('admin'), testPassword)
  await syncState(replacement, /up to date/i)
  await goTo(replacement, '/sync')
  const fresh = await replacement.app().room()
  await choose(fresh, 'Restore a backup…', backup)
  await fresh.getByLabel('Passphrase', { exact: true }).fill('seven grey houses')
  await fresh.getByRole('button', { name: 'Restore', exact: true }).click()
  await fresh.getByText('This is not the passphrase of this backup.').waitFor()
  await fresh.getByLabel('Passphrase', { exact: true }).fill('seven grey horses')
  await fresh.getByRole('button', { name: 'Restore', exact: true }).click()
  await fresh.getByText(/^Brought back: 1 unsent command, 1 file/).waitFor()
  await openTicket(technician, small.northTicket)
  await card(await technician.app().room(), 'invoice.bin').waitFor()
  await openTicket(replacement, small.northTicket)
  await card(fresh, 'invoice.bin').getByText('On this device').waitFor({ state: 'attached' })
  await expectSaved(technician, 'invoice.bin', 'fetched.bin', hash)
})
