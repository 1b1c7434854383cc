// The five stages of break-fix with the network cut, in the built app: the call, the ticket with what is covered, the visit with its timer and a
// part from the van, the signed report, the invoice from the device's own series. After the wire is mended plain SQL finds the same number and cent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveId } from '#core/kernel/ids.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { goTo, syncState } from '#test/support/hand.ts'
import { type HttpDevice, openHttpDevice } from '#test/support/http-device.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'

const subject = 'Printer in the front office prints stripes'

let folder = ''
let server: TestServer
let office: HttpDevice
let seat: Seat
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-break-fix-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  office = await openHttpDevice(server.address, await server.signIn('admin'))
  await setUp()
  seat = await takeSeat(server.address, join(folder, 'seat'))
  await seat.signIn(emailOf('technician'), testPassword)
  await syncState(seat, /^Sync: Up to date/)
})
afterAll(async () => {
  await seat?.close()
  await office?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Prices, tax, a part and the technician's van, as the office sets them up; answers when the server has them. */
async function setUp(): Promise<void> {
  const taxRateId = await run('tax-rate.create', { name: 'VAT', category: 'S', rate: 2300, country: 'IE' })
  const priceListId = await run('price-list.create', {
    name: 'Break-fix',
    currency: 'EUR',
    taxRateId,
    periods: [
      {
        id: small.cost,
        validFrom: '2020-01-01',
        validTo: null,
        hourlyMinor: 9600,
        byPerson: {},
        byRole: {},
        byWork: {},
        rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'entry' },
        afterHoursBasisPoints: 10_000,
        emergencyBasisPoints: 20_000,
        combine: 'max',
        callOutMinor: 4500,
        callOutAfterHoursMinor: null,
        incidentMinor: null,
        travelPerHourMinor: null,
        travelPerKilometreMinor: null,
        travelPerVisitMinor: null,
        timeCapMinor: null
      }
    ]
  })
  const fields = { currency: 'EUR', priceListId, street: 'Quay 1', city: 'Cork', postcode: 'T12', country: 'IE' }
  await run('client.edit', { id: small.north, fields })
  const partId = await run('part.create', { sku: 'FUS-7', name: 'Fuser unit', priceMinor: 18_900, currency: 'EUR', taxRateId })
  const placeId = await run('stock-place.create', { name: 'Van', kind: 'van', personId: small.technician })
  await run('stock.receive', { partId, toPlaceId: placeId, quantity: 2 })
  await office.engine.syncNow()
}

/** Runs a command of the office; answers the id of the row that it made. */
async function run(name: string, input: unknown): Promise<string> {
  const outcome = await office.replica.run(name, input)
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.refusal)}`)
  await office.engine.syncNow()
  return deriveId(outcome.commandId, 1)
}

async function sql<Row>(text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: server.database.adminUrl })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows as Row[]
}

test('from the call to the invoice without a network; after sync the server holds the same cent and number', async () => {
  const room = await seat.app().room()
  const keys = room.keyboard
  seat.proxy.cut()
  await goTo(seat, '/tickets')
  await syncState(seat, /^Sync: Offline/)
  const carried = seat.proxy.carried()

  // Identified and requested: the client calls, and hears what it will cost before anybody starts.
  await keys.press('c')
  const form = room.getByRole('form', { name: 'New ticket' })
  await form.getByRole('combobox', { name: /^Client/ }).waitFor()
  await keys.type('north')
  await room.getByRole('option').first().waitFor()
  await keys.press('Enter')
  await form
    .getByText(/€96\.00/)
    .first()
    .waitFor()
  await form.getByRole('textbox', { name: /^Subject/ }).fill(subject)
  await keys.press('Control+Enter')
  await room.getByText(`Ticket opened: ${subject}`).waitFor()
  await room.getByRole('dialog').waitFor({ state: 'detached' })
  await room.getByRole('button', { name: 'Open it', exact: true }).first().click()
  await room
    .getByRole('region', { name: 'Coverage' })
    .getByText(/€96\.00/)
    .first()
    .waitFor()

  // Diagnosed: the timer runs while the technician looks.
  await room.getByRole('button', { name: 'Diagnosed, not reached' }).click()
  await room.locator('label', { hasText: 'Time and parts' }).click()
  await room.getByRole('button', { name: 'Start timer' }).click()
  await room.getByRole('group', { name: 'Running timers' }).getByRole('timer').waitFor()
  await room.getByRole('button', { name: 'Stop and log' }).click()
  await room.getByRole('button', { name: /^15 min billed · €24\.00/ }).waitFor()

  // Solved: an hour on site and a part from the van.
  await room.getByRole('textbox', { name: 'Minutes' }).fill('50')
  await room.getByRole('combobox', { name: 'Kind of work' }).selectOption('on-site')
  await room.getByRole('textbox', { name: 'What was done' }).fill('Fuser replaced')
  await room.getByRole('button', { name: 'Log time' }).click()
  await room.getByRole('button', { name: /^1 h 00 min billed · €96\.00/ }).waitFor()
  const parts = room.getByRole('form', { name: 'Use a part' })
  await parts.getByRole('combobox', { name: 'Part' }).click()
  await room.getByRole('option', { name: /^Fuser unit/ }).click()
  await parts.getByRole('button', { name: 'Use' }).click()
  await room.getByText('Fuser unit used').waitFor()
  await room.getByRole('button', { name: 'Solved, not reached' }).click()

  // The report, signed with the finger.
  await room.getByRole('button', { name: 'Write a report' }).click()
  await room.getByRole('textbox', { name: 'What was done, for the client' }).fill('Fuser replaced, test page without stripes.')
  await room.getByRole('dialog').getByRole('button', { name: 'Write a report' }).click()
  await room.getByRole('button', { name: 'Have it signed' }).click()
  const signing = room.getByRole('dialog')
  await signing.getByRole('textbox', { name: /^Name/ }).fill('Ines Brandt')
  const pad = await signing.getByRole('img', { name: /^Signature/ }).boundingBox()
  if (pad === null) throw new Error('the pad is not shown')
  await room.mouse.move(pad.x + 20, pad.y + 20)
  await room.mouse.down()
  await room.mouse.move(pad.x + 120, pad.y + 40, { steps: 8 })
  await room.mouse.up()
  await signing.getByRole('button', { name: 'Sign', exact: true }).click()
  await room.getByText('Signed by Ines Brandt').waitFor()

  // Billed: (15 min + 60 min) × 96.00 + call-out 45.00 + part 189.00 = 354.00; with 23 % it is 435.42.
  const comes = room.getByRole('region', { name: 'What it comes to' })
  await comes.getByText('€435.42').waitFor()
  await comes.getByRole('button', { name: 'Invoice on the spot…' }).click()
  const issue = room.getByRole('button', { name: /^Issue F-/ })
  const number = ((await issue.textContent()) ?? '').replace('Issue ', '')
  await issue.click()
  await room.getByText(`Invoice ${number} issued`).waitFor()
  await comes.getByText('Nothing to bill yet.').waitFor()
  await room.getByRole('button', { name: 'Billed, not reached' }).click()
  await room.getByRole('button', { name: 'Billed, now' }).waitFor()
  expect(seat.proxy.carried()).toEqual(carried)
  expect(await sql('SELECT 1 FROM fixpoint.invoice')).toEqual([])

  seat.proxy.mend()
  await seat.ask('syncNow', {})
  await syncState(seat, /^Sync: Up to date/)
  expect(
    await sql(`SELECT doc->>'number' AS number, doc->>'status' AS status, (doc->>'netMinor')::int AS net, (doc->>'taxMinor')::int AS tax,
      (doc->>'grossMinor')::int AS gross FROM fixpoint.invoice`)
  ).toEqual([{ number, status: 'issued', net: 35_400, tax: 8_142, gross: 43_542 }])
  expect(await sql(`SELECT doc->>'stage' AS stage FROM fixpoint.ticket WHERE doc->>'subject' = '${subject}'`)).toEqual([
    { stage: 'billed' }
  ])
  expect(
    await sql(`SELECT doc->>'signerName' AS signer, jsonb_array_length(doc->'signature') AS strokes, doc->'content'->>'summary' AS summary
      FROM fixpoint.service_report`)
  ).toEqual([{ signer: 'Ines Brandt', strokes: 1, summary: 'Fuser replaced, test page without stripes.' }])
  expect(
    await sql(`SELECT sum(CASE WHEN doc->>'toPlaceId' IS NULL THEN -(doc->>'quantity')::int ELSE (doc->>'quantity')::int END)::int AS left_in_van
      FROM fixpoint.stock_move`)
  ).toEqual([{ left_in_van: 1 }])
  expect(
    await sql(`SELECT (doc->>'next')::int AS next FROM fixpoint.number_series WHERE doc->>'prefix' = '${number.slice(0, -4)}'`)
  ).toEqual([{ next: 2 }])
  expect(seat.app().errors.filter((line) => !line.includes('Failed to load resource'))).toEqual([])
})
