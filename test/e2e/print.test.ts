// On the spot with the network cut: an invoice from the device's own series is issued and comes out as a PDF on A4 and on Letter; after the wire is
// mended the server holds the same cent and number.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { onSiteInvoice } from '#core/billing/on-site-invoice.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import { deriveId } from '#core/kernel/ids.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { goTo, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, testPassword, type TestServer } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'
import { lineOf } from '#test/unit/core/documents/random-invoices.ts'

let folder = ''
let server: TestServer
let seat: Seat
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-print-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  seat = await takeSeat(server.address, join(folder, 'seat'))
  await seat.signIn(emailOf('technician'), testPassword)
  await syncState(seat, /^Sync: Up to date/)
})
afterAll(async () => {
  await seat?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function rowsOf<Row>(entity: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: server.database.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ doc: Row }>(`SELECT doc FROM fixpoint.${entity} WHERE deleted_at IS NULL ORDER BY version`)
  await client.end()
  return rows.map(({ doc }) => doc)
}

test('an invoice issued with the network cut is printed on A4 and Letter, and the server takes it in as it was printed', async () => {
  const [organisation] = await rowsOf<Organisation>('organisation')
  const client = (await rowsOf<Client>('client')).find(({ id }) => id === small.north)
  const [series] = await rowsOf<NumberSeries>('number_series')
  if (!organisation || !client || !series) throw new Error('the organisation has a client, the device a series')
  const lines = Array.from({ length: 60 }, (_, n) =>
    lineOf(n, { quantity: '1.25', unitMinor: 9990 + n, description: `Work ${n}\nin detail` })
  )
  const work = { ticketId: small.northTicket, title: 'Printer repaired', note: '', currency: 'EUR', lines, today: '2026-02-01' }
  const input = onSiteInvoice({ organisation, client, series, printed: [], ...work })

  seat.proxy.cut()
  const issued = await seat.ask('run', { name: 'invoice.issue-on-site', input })
  if (!issued.ok) throw new Error(JSON.stringify(issued))
  const id = deriveId(issued.commandId, 1)
  await goTo(seat, `/print/invoice/${id}`)
  const room = await seat.app().room()
  await room.getByRole('heading', { name: `Invoice ${input.number}` }).waitFor()
  expect(await pdf('A4', input.number)).toMatchObject({ box: [595, 842] })
  expect((await pdf('Letter', input.number)).box).toEqual([612, 792])

  seat.proxy.mend()
  await seat.ask('syncNow', {})
  await expect.poll(async () => (await rowsOf<Invoice>('invoice')).map((row) => row.id)).toEqual([id])
  const [row] = await rowsOf<Invoice>('invoice')
  const { clientId: _, ...printed } = input
  expect(row).toMatchObject({ ...printed, status: 'issued', kind: 'invoice' })
  await room.getByRole('heading', { name: `Invoice ${input.number}` }).waitFor()
  expect(seat.app().errors.filter((line) => !line.includes('Failed to load resource'))).toEqual([])
})

/** Chooses the paper, saves the PDF where the dialog says, and reads what it is: its pages and the size of the first. */
async function pdf(paper: 'A4' | 'Letter', number: string): Promise<{ pages: number; box: readonly number[] }> {
  const room = await seat.app().room()
  const filePath = join(folder, `${paper}.pdf`)
  await room.locator('label', { hasText: paper }).click()
  await seat.app().answerDialog({ canceled: false, filePath })
  await room.getByRole('button', { name: 'Save as PDF or print' }).click()
  const read = (): string => (existsSync(filePath) ? readFileSync(filePath, 'latin1') : '')
  // Whole, not only begun.
  await expect.poll(() => read().trimEnd().endsWith('%%EOF')).toBe(true)
  await room.getByText(`${number}.pdf saved`).first().waitFor()
  const text = read()
  expect(text.startsWith('%PDF-')).toBe(true)
  const pages = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThan(1)
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text) ?? []
  return { pages, box: [Math.round(Number(width)), Math.round(Number(height))] }
}
