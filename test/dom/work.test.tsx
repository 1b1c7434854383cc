// Time and parts of a ticket: raw and billed side by side with the reason, parts from the technician's van, the signed report, the invoice on
// the spot.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { priceListRow, sellerRow } from '../support/billing-desk.ts'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const [clientId, ticketId, prices, tax] = [idOf(70), idOf(71), idOf(72), idOf(73)]
const [depot, van, toner, disk] = [idOf(74), idOf(75), idOf(76), idOf(77)]
const startedAt = Date.now() - 5 * 3_600_000

function desk(extra: object = {}) {
  const part = (id: string, fields: object) =>
    rowOf('part', { id, clientId: null, currency: 'EUR', unit: 'C62', archivedAt: null, taxRateId: tax, serialised: false, ...fields })
  const place = (id: string, name: string, personId: string | null) =>
    rowOf('stock_place', {
      id,
      clientId: null,
      name,
      kind: personId === null ? 'warehouse' : 'van',
      personId,
      reorder: {},
      archivedAt: null
    })
  const move = (n: number, partId: string, toPlaceId: string, quantity: number, serials: string[] = []) =>
    rowOf('stock_move', {
      id: idOf(100 + n),
      clientId: null,
      kind: 'receive',
      partId,
      fromPlaceId: null,
      toPlaceId,
      quantity,
      serials,
      reference: '',
      note: '',
      ticketId: null,
      partUseId: null,
      reversesId: null,
      personId: testIds.person,
      at: n
    })
  return {
    organisation: [sellerRow(prices, tax)],
    person: [
      rowOf('person', { id: testIds.person, clientId: null, name: 'Mara Lindqvist', role: 'technician', active: true, clientIds: null })
    ],
    client: [
      rowOf('client', {
        id: clientId,
        clientId,
        name: 'Harbour Foods',
        currency: 'EUR',
        priceListId: prices,
        taxRateId: null,
        slaPolicyId: null,
        archivedAt: null,
        paymentDays: null
      })
    ],
    tax_rate: [
      rowOf('tax_rate', { id: tax, clientId: null, name: 'VAT', category: 'S', rate: 2000, exemptionReason: '', archivedAt: null })
    ],
    price_list: [priceListRow(prices, tax, { callOutMinor: 4500, travelPerKilometreMinor: 100 })],
    ticket: [
      rowOf('ticket', {
        id: ticketId,
        clientId,
        number: 1042,
        provisionalNumber: 'K7-1',
        subject: 'Printer jams',
        kind: 'request',
        status: 'open',
        siteId: null,
        assetIds: [],
        archivedAt: null
      })
    ],
    time_entry: [
      rowOf('time_entry', {
        id: idOf(50),
        clientId,
        ticketId,
        personId: testIds.person,
        startedAt,
        endedAt: startedAt + 1_200_000,
        rawMinutes: 20,
        kind: 'remote',
        note: 'Looked at it',
        billable: true,
        voidedAt: null,
        emergency: false,
        travelMetres: null
      })
    ],
    part: [
      part(toner, { sku: 'TN-12', name: 'Toner black', priceMinor: 8990 }),
      part(disk, { sku: 'SSD-1', name: 'Disk 1 TB', priceMinor: 12_900, serialised: true })
    ],
    stock_place: [place(depot, 'Depot', null), place(van, 'Van of Mara', testIds.person)],
    stock_move: [move(1, toner, van, 3), move(2, disk, van, 2, ['S1', 'S2']), move(3, toner, depot, 9)],
    number_series: [
      rowOf('number_series', {
        id: idOf(60),
        clientId: null,
        kind: 'invoice',
        prefix: 'F-7K2QX-',
        digits: 4,
        next: 1,
        deviceId: testIds.device,
        epoch: null,
        closedAt: null
      })
    ],
    ...extra
  }
}

async function workOf(extra: object = {}) {
  const opened = await openWindow(`/tickets/${ticketId}`, { rows: desk(extra), role: 'technician' })
  await opened.user.click(await screen.findByRole('radio', { name: 'Time and parts' }))
  await screen.findByRole('region', { name: 'Time' })
  return opened
}

test('what was worked and what is billed stand side by side, and the steps between them open', async () => {
  const { user } = await workOf()
  const time = screen.getByRole('region', { name: 'Time' })
  expect(await within(time).findByText('20 min')).toBeTruthy()
  await user.click(await within(time).findByRole('button', { name: /^30 min billed · €48\.00/ }))
  expect(await screen.findByText('€96.00 an hour')).toBeTruthy()
  expect(screen.getByText(/^at least 15 min, up to 15 min/)).toBeTruthy()
})

test('a visit on site adds the call-out, a way its kilometres, an emergency its factor; the sum follows', async () => {
  const { user } = await workOf({ time_entry: [] })
  await user.type(await screen.findByRole('textbox', { name: 'Minutes' }), '30')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind of work' }), 'travel')
  await user.type(await screen.findByRole('textbox', { name: 'Way, in km' }), '12.5')
  await user.click(screen.getByRole('button', { name: 'Log time' }))
  await screen.findByText('30 min logged')
  const charges = screen.getByRole('region', { name: 'What it comes to' })
  expect((await within(charges).findAllByText('€12.50')).length).toBeGreaterThan(0)
  await user.type(await screen.findByRole('textbox', { name: 'Minutes' }), '60')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind of work' }), 'on-site')
  await user.click(screen.getByRole('checkbox', { name: 'Emergency' }))
  await user.click(screen.getByRole('button', { name: 'Log time' }))
  expect(await within(charges).findByText('€45.00')).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^1 h 00 min billed · €192\.00/ })).toBeTruthy()
})

test('a part comes from one’s own van by default, leaves it, and lies there again when it is given back', async () => {
  const { user } = await workOf()
  const form = screen.getByRole('form', { name: 'Use a part' })
  await user.click(within(form).getByRole('combobox', { name: 'Part' }))
  await user.click(await screen.findByRole('option', { name: /^Toner black/ }))
  await waitFor(() => expect(within(form).getByRole('combobox', { name: 'Taken from' })).toHaveProperty('value', 'Van of Mara · 3 there'))
  const quantity = within(form).getByRole('textbox', { name: 'How many' })
  await user.clear(quantity)
  await user.type(quantity, '2{Enter}')
  expect(await screen.findByText('Toner black used')).toBeTruthy()
  expect((await screen.findAllByText('€179.80')).length).toBeGreaterThan(0)
  await user.click(within(form).getByRole('combobox', { name: 'Part' }))
  await user.click(await screen.findByRole('option', { name: /^Toner black/ }))
  await waitFor(() => expect(within(form).getByRole('combobox', { name: 'Taken from' })).toHaveProperty('value', 'Van of Mara · 1 there'))
  await user.click(await screen.findByRole('button', { name: 'Give back' }))
  await waitFor(() => expect(within(form).getByRole('combobox', { name: 'Taken from' })).toHaveProperty('value', 'Van of Mara · 3 there'))
})

test('a piece with a serial number is chosen by it', async () => {
  const { user } = await workOf()
  const form = screen.getByRole('form', { name: 'Use a part' })
  await user.click(within(form).getByRole('combobox', { name: 'Part' }))
  await user.click(await screen.findByRole('option', { name: /^Disk 1 TB/ }))
  await user.click(within(form).getByRole('button', { name: 'Use' }))
  expect(await within(form).findByText('Choose the piece’s serial number')).toBeTruthy()
  await user.click(within(form).getByRole('combobox', { name: 'Serial numbers' }))
  await user.click(await screen.findByRole('option', { name: 'S2' }))
  await user.click(within(form).getByRole('button', { name: 'Use' }))
  expect(await screen.findByText('Disk 1 TB used')).toBeTruthy()
  expect(await screen.findByText(/· S2/)).toBeTruthy()
})

test('the report gathers time and parts, is signed by a typed name, and then only printed', async () => {
  const { user, address } = await workOf()
  await user.click(await screen.findByRole('button', { name: 'Write a report' }))
  await user.type(await screen.findByRole('textbox', { name: 'What was done, for the client' }), 'Roller replaced, test page fine.')
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Write a report' }))
  await user.click(await screen.findByRole('button', { name: 'Have it signed' }))
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByText('Roller replaced, test page fine.')).toBeTruthy()
  expect(dialog.textContent).toContain('Looked at it')
  await user.type(within(dialog).getByRole('textbox', { name: /^Name/ }), 'Ines Brandt')
  await user.click(within(dialog).getByRole('button', { name: /^Sign/ }))
  expect(await screen.findByText('Signed by Ines Brandt')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Have it signed' })).toBeNull()
  await user.click(within(screen.getByRole('region', { name: 'Service reports' })).getByRole('button', { name: 'Print or PDF' }))
  await waitFor(() => expect(address()).toMatch(/^\/print\/report\//))
})

test('the invoice on the spot takes the device’s number, freezes the lines, and leaves nothing to bill', async () => {
  const { user } = await workOf()
  const charges = screen.getByRole('region', { name: 'What it comes to' })
  expect(await within(charges).findByText('€57.60')).toBeTruthy()
  await user.click(within(charges).getByRole('button', { name: 'Invoice on the spot…' }))
  await user.click(await screen.findByRole('button', { name: 'Issue F-7K2QX-0001' }))
  expect(await screen.findByText('Invoice F-7K2QX-0001 issued')).toBeTruthy()
  expect(await within(charges).findByText('F-7K2QX-0001')).toBeTruthy()
  expect(await within(charges).findByText('Nothing to bill yet.')).toBeTruthy()
  expect(within(charges).getByRole('button', { name: 'Invoice on the spot…' })).toHaveProperty('disabled', true)
})

test('a device without a series says when it gets one', async () => {
  const { user } = await workOf({ number_series: [] })
  const charges = screen.getByRole('region', { name: 'What it comes to' })
  await within(charges).findByText('€57.60')
  await user.click(within(charges).getByRole('button', { name: 'Invoice on the spot…' }))
  expect(await screen.findByText(/^This device has no number series yet/)).toBeTruthy()
})

test('work that has no price says what is missing', async () => {
  await workOf({
    price_list: [],
    organisation: [{ ...desk().organisation[0], priceListId: null }],
    client: [{ ...desk().client[0], priceListId: null }]
  })
  expect(await screen.findByText(/^No price list/)).toBeTruthy()
})
