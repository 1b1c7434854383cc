// The main job, end to end: two app instances with a wire each to one server. What is done without a network is kept, arrives once, and both see
// the same truth afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'
import { sqlHashes } from '#test/support/sql-hashes.ts'

let folder = ''
let server: TestServer
let office: Seat
let field: Seat
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-two-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  office = await takeSeat(server.address, join(folder, 'office'))
  field = await takeSeat(server.address, join(folder, 'field'))
  await office.signIn(emailOf('admin'), testPassword)
  await field.signIn(emailOf('technician'), testPassword)
})
afterAll(async () => {
  await office?.close()
  await field?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const hashes = (email: string) => sqlHashes(server.database.adminUrl, email)
const comment = (body: string) => ({
  name: 'ticket.comment',
  input: { ticketId: small.northTicket, visibility: 'public', channel: 'reply', body }
})

/** Both replicas equal what plain SQL computes, each within its person's scope. */
async function expectOneTruth(): Promise<void> {
  for (const [seat, email] of [
    [office, emailOf('admin')],
    [field, emailOf('technician')]
  ] as const) {
    await expect.poll(async () => await seat.ask('hashes', {}), { timeout: 20_000 }).toMatchObject(await hashes(email))
  }
}

test('a comment written in one app is painted in the other', async () => {
  const room = await field.app().room()
  await room.evaluate((id) => location.assign(`#/tickets/${id}`), small.northTicket)
  expect(await office.ask('run', comment('The toner is on its way'))).toMatchObject({ ok: true })
  await room.getByText('The toner is on its way').waitFor()
  await expectOneTruth()
})

test('with the wire cut both go on; not a byte passes; mended, both equal the server', async () => {
  field.proxy.cut()
  const before = field.proxy.carried()
  expect(await field.ask('run', comment('Written in the basement'))).toMatchObject({ ok: true })
  expect(await office.ask('run', comment('Written in the office'))).toMatchObject({ ok: true })
  await (await field.app().room()).getByText('Written in the basement').waitFor()
  expect(field.proxy.carried()).toEqual(before)
  field.proxy.mend()
  await field.ask('syncNow', {})
  await (await field.app().room()).getByText('Written in the office').waitFor()
  await expectOneTruth()
})

test('killed while offline, the app starts again with what it had said was saved, and it arrives once', async () => {
  field.proxy.cut()
  for (let number = 1; number <= 10; number++) {
    expect(await field.ask('run', comment(`Before the power cut ${number}`))).toMatchObject({ ok: true })
  }
  await field.app().kill()
  field.proxy.mend()
  await field.start()
  await (await field.app().room()).getByRole('navigation').first().waitFor()
  await expectOneTruth()
  const { comment: kept } = await hashes(emailOf('technician'))
  expect(kept?.rows).toBe(1 + 3 + 10)
})
