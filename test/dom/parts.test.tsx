// The parts room: catalogue, stock by place, receive, move, count, return, serial numbers, what to order.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const [depot, van, toner, disk] = [idOf(10), idOf(11), idOf(20), idOf(21)]

function desk(role = 'administrator') {
  const part = (id: string, fields: object) =>
    rowOf('part', { id, clientId: null, currency: 'EUR', unit: 'C62', archivedAt: null, taxRateId: null, serialised: false, ...fields })
  const move = (n: number, fields: object) =>
    rowOf('stock_move', {
      id: idOf(100 + n),
      clientId: null,
      kind: 'receive',
      fromPlaceId: null,
      toPlaceId: null,
      serials: [],
      note: '',
      reference: '',
      ticketId: null,
      partUseId: null,
      reversesId: null,
      personId: testIds.person,
      at: 1_700_000_000_000 + n,
      ...fields
    })
  return {
    organisation: [rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC' })],
    person: [rowOf('person', { id: testIds.person, clientId: null, name: 'Mara', role, active: true })],
    part: [
      part(toner, { sku: 'TN-12', name: 'Toner black', priceMinor: 8990, supplier: 'Paperland' }),
      part(disk, { sku: 'SSD-1', name: 'Disk 1 TB', priceMinor: 12_900, supplier: 'Chips Ltd', serialised: true })
    ],
    part_cost: [rowOf('part_cost', { id: toner, clientId: null, partId: toner, costMinor: 5_990, currency: 'EUR' })],
    stock_place: [
      rowOf('stock_place', {
        id: depot,
        clientId: null,
        name: 'Depot',
        kind: 'warehouse',
        personId: null,
        reorder: { [toner]: { level: 10, upTo: 20 } },
        archivedAt: null
      }),
      rowOf('stock_place', {
        id: van,
        clientId: null,
        name: 'Van of Mara',
        kind: 'van',
        personId: testIds.person,
        reorder: {},
        archivedAt: null
      })
    ],
    stock_move: [
      move(1, { partId: toner, toPlaceId: depot, quantity: 7 }),
      move(2, { partId: toner, kind: 'move', fromPlaceId: depot, toPlaceId: van, quantity: 3 }),
      move(3, { partId: disk, toPlaceId: depot, quantity: 2, serials: ['S1', 'S2'] })
    ]
  }
}

test('the catalogue shows price and stock of all places, and typing finds a part', async () => {
  const { user, address } = await openWindow('/parts', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'Parts' })
  const row = (await within(list).findByText('Toner black')).closest<HTMLElement>('[role=row]')
  await waitFor(() => expect(row?.textContent).toContain('€89.90'))
  await waitFor(() => expect(row?.textContent).toMatch(/7$/))
  await user.type(screen.getByRole('textbox', { name: /^Name, number/ }), 'ssd')
  await waitFor(() => expect(within(list).queryByText('Toner black')).toBeNull())
  await user.dblClick(within(list).getByText('Disk 1 TB'))
  await waitFor(() => expect(address()).toBe(`/parts/${disk}`))
})

test('a part’s page shows stock by place, what it leaves, and what to order', async () => {
  await openWindow(`/parts/${toner}`, { rows: desk() })
  const stock = await screen.findByRole('table', { name: 'Stock' })
  expect(
    within(stock)
      .getAllByRole('row')
      .map((row) => row.textContent)
  ).toEqual(['PlaceOn handTo orderOrder belowOrder up toMove stock', 'Depot416 to order1020', 'Van of Mara3––'])
  expect(await screen.findByText('€30.00 · 33 %')).toBeTruthy()
})

test('a delivery is received by keyboard, shows at once, and is taken back from the toast', async () => {
  const { user } = await openWindow(`/parts/${toner}`, { rows: desk() })
  await screen.findByRole('table', { name: 'Stock' })
  await user.keyboard('r')
  const form = await screen.findByRole('dialog', { name: 'Receive a delivery: Toner black' })
  await user.click(within(form).getByRole('combobox', { name: /^To/ }))
  await user.click(await screen.findByRole('option', { name: 'Depot' }))
  const quantity = within(form).getByRole('textbox', { name: /^How many/ })
  await user.clear(quantity)
  await user.type(quantity, '0{Control>}{Enter}{/Control}')
  expect((await within(form).findAllByText('Expected a whole number from 1')).length).toBeGreaterThan(0)
  await user.clear(quantity)
  await user.type(quantity, '12{Control>}{Enter}{/Control}')
  expect(await screen.findByText('12 × Toner black received')).toBeTruthy()
  expect(await screen.findByText('On hand: 19')).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('On hand: 7')).toBeTruthy()
})

test('a count books the difference, and one that fits books nothing', async () => {
  const { user } = await openWindow(`/parts/${toner}`, { rows: desk() })
  const count = async (counted: string): Promise<void> => {
    await user.click(await screen.findByRole('button', { name: 'Move stock: Depot' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Count' }))
    const field = await screen.findByRole('textbox', { name: /^Counted/ })
    await user.clear(field)
    await user.type(field, counted)
    await user.keyboard('{Control>}{Enter}{/Control}')
  }
  await count('4')
  expect(await screen.findByText('Toner black: the count fits the books')).toBeTruthy()
  await count('2')
  expect(await screen.findByText('Toner black counted')).toBeTruthy()
  expect(await screen.findByText('On hand: 5')).toBeTruthy()
  expect(await screen.findByText(/^2 ×/)).toBeTruthy()
})

test('pieces with serial numbers are moved one by one, and the page says where each lies', async () => {
  const { user } = await openWindow(`/parts/${disk}`, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Move stock: Depot' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Move' }))
  const form = await screen.findByRole('dialog', { name: 'Move to another place: Disk 1 TB' })
  await user.click(within(form).getByRole('combobox', { name: /^To/ }))
  await user.click(await screen.findByRole('option', { name: 'Van of Mara' }))
  await user.type(within(form).getByRole('combobox', { name: /^Serial numbers/ }), 'S2{Enter}')
  await user.click(within(form).getByRole('button', { name: 'Book' }))
  expect(await screen.findByText('1 × Disk 1 TB moved')).toBeTruthy()
  const serials = await screen.findByRole('list', { name: 'Serial numbers' })
  await waitFor(() =>
    expect(
      within(serials)
        .getAllByRole('listitem')
        .map((item) => item.textContent)
    ).toEqual(['S1in Depot', 'S2in Van of Mara'])
  )
})

test('what lies below its level stands in the list to order, by supplier, and is received from there', async () => {
  const { user } = await openWindow('/parts/order', { rows: desk() })
  const list = await screen.findByRole('table', { name: 'Paperland' })
  expect(within(list).getAllByRole('row')[1]?.textContent).toContain('Toner blackDepot416')
  await user.click(within(list).getByRole('button', { name: 'Receive Toner black' }))
  const form = await screen.findByRole('dialog', { name: 'Receive a delivery: Toner black' })
  const quantity = within(form).getByRole('textbox', { name: /^How many/ })
  await user.clear(quantity)
  await user.type(quantity, '16{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Nothing to order')).toBeTruthy()
})

test('a technician moves stock but sees neither cost nor the way to change the catalogue', async () => {
  await openWindow(`/parts/${toner}`, { rows: desk('technician'), role: 'technician' })
  expect(await screen.findByRole('button', { name: 'Receive' })).toBeTruthy()
  expect(screen.queryByText('Cost')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
})

test('an empty catalogue says what belongs here and offers the first step', async () => {
  const { user } = await openWindow('/parts', { rows: { organisation: desk().organisation } })
  expect(await screen.findByText('What you use and sell')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'New part' })[0] as HTMLElement)
  await user.type(await screen.findByRole('textbox', { name: /^Number/ }), 'CBL-1')
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Patch cable')
  await user.type(screen.getByRole('textbox', { name: /^Price of one/ }), '4.50{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Patch cable added')).toBeTruthy()
  expect(await screen.findByRole('grid', { name: 'Parts' })).toBeTruthy()
})
