// Documents on paper: an issued invoice, a service report, and the signature that makes it final.

import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SignReportDialog } from '#renderer/features/documents/index.ts'
import { StoreProvider } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'
import type { ServiceReport } from '#core/work/service-report.entity.ts'
import { buyerRow, issuedRow, lineOf } from '#test/unit/core/documents/random-invoices.ts'
import { fillIn, openWindow } from '../support/dom.tsx'
import { openMemoryStore } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const client = rowOf('client', { id: idOf(1), clientId: idOf(1), name: 'Harbour Foods', code: 'HAR' })
const ticket = rowOf('ticket', { id: idOf(100), clientId: idOf(1), number: 1, subject: 'Printer jams', status: 'open', archivedAt: null })
const lines = [lineOf(1, { quantity: '1.25', unitMinor: 9000, description: 'Repair\nFeeder cleaned' }), lineOf(2, { taxRate: 700 })]
const invoice = { ...issuedRow(lines), id: idOf(200), clientId: idOf(1) }
const report = rowOf('service_report', {
  id: idOf(300),
  clientId: idOf(1),
  ticketId: idOf(100),
  number: null,
  content: {
    provider: 'Nordwind IT',
    client: 'Harbour Foods',
    site: 'Quay 1',
    ticketNumber: '1',
    subject: 'Printer jams',
    technician: 'Mara Lindqvist',
    timeZone: 'Europe/Berlin',
    summary: 'Feeder cleaned.',
    work: [{ date: '2026-01-15', from: 1_768_464_000_000, to: 1_768_468_500_000, minutes: 75, kind: 'On site', person: 'Mara', note: '' }],
    parts: [{ description: 'Roller', sku: 'R-1', quantity: 2, serials: ['S1', 'S2'] }],
    assets: []
  },
  signerName: '',
  signature: [],
  signedAt: null,
  archivedAt: null
}) as unknown as ServiceReport

afterEach(() => vi.restoreAllMocks())

test('an issued invoice stands alone on its paper with its own sums, and is printed on the paper that was chosen', async () => {
  const print = vi.spyOn(platform, 'printPdf').mockResolvedValue(true)
  const { user } = await openWindow(`/print/invoice/${invoice.id}`, { rows: { client: [client], invoice: [invoice] } })
  await screen.findByRole('heading', { name: 'Invoice INV-00042' })
  screen.getByText(buyerRow.name)
  screen.getByText('Feeder cleaned')
  const sums = within(screen.getByRole('table', { name: 'Sums' }))
  expect(sums.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'Net€212.50',
    '19% tax on €112.50€21.38',
    '7% tax on €100.00€7.00',
    'Total€240.88',
    'To pay€240.88'
  ])
  expect(screen.queryByRole('navigation')).toBe(null)
  await user.click(screen.getByRole('radio', { name: 'Letter' }))
  await user.click(screen.getByRole('button', { name: 'Save as PDF or print' }))
  expect(print).toHaveBeenCalledWith('INV-00042.pdf', 'Letter')
})

test('a German client’s invoice is German to the last word, with German dates and amounts', async () => {
  const german = { ...invoice, language: 'de', periodFrom: '2026-01-01', periodThrough: '2026-01-31' }
  await openWindow(`/print/invoice/${invoice.id}`, { rows: { client: [client], invoice: [german] } })
  const title = await screen.findByRole('heading', { name: 'Rechnung INV-00042' })
  expect(title.closest('[lang]')?.getAttribute('lang')).toBe('de')
  screen.getByText('Januar 2026')
  screen.getByText('1,25 Std.')
  const sums = within(screen.getByRole('table', { name: 'Summen' }))
  expect(sums.getAllByRole('row').map((row) => row.textContent?.replaceAll(/\s/g, ' '))).toEqual([
    'Nettobetrag212,50 €',
    '19 % USt. auf 112,50 €21,38 €',
    '7 % USt. auf 100,00 €7,00 €',
    'Gesamtbetrag240,88 €',
    'Zu zahlen240,88 €'
  ])
})

test('an invoice that waits for its number says so instead of printing half a document', async () => {
  const waiting = { ...invoice, number: null }
  await openWindow(`/print/invoice/${invoice.id}`, { rows: { client: [client], invoice: [waiting] } })
  await screen.findByText(/when it is issued and the server has given it its number/)
})

test('a service report stands on its paper in the zone of its site, and says that it is not signed', async () => {
  await openWindow(`/print/report/${ticket.id}/${report.id}`, { rows: { client: [client], ticket: [ticket], service_report: [report] } })
  await screen.findByRole('heading', { name: 'Service report' })
  screen.getByText('09:00')
  expect(screen.getAllByText('1 h 15 min')).toHaveLength(2)
  screen.getByText('S1, S2')
  screen.getByText('Not signed yet')
})

test('a client signs by drawing or by name alone; what was shown is what is signed, and it stays', async () => {
  fillIn()
  const store = await openMemoryStore({ rows: { client: [client], ticket: [ticket], service_report: [report] } })
  const close = vi.fn()
  const view = render(
    <UiRoot test>
      <StoreProvider client={store.client}>
        <SignReportDialog report={report} onClose={close} />
      </StoreProvider>
    </UiRoot>
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Sign' }))
  await screen.findByText('Whoever signs gives a name.')
  fireEvent.change(screen.getByLabelText(/Name of who signs/), { target: { value: 'Jo Baker' } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign' }))
  await waitFor(() => expect(close).toHaveBeenCalled())
  view.unmount()
  const signed = await store.client.request('run', {
    name: 'service-report.revise',
    input: { id: report.id, ticketId: ticket.id, content: report.content }
  })
  expect(signed).toMatchObject({ ok: false, refusal: { type: 'wrong-state' } })
  await store.close()
})
