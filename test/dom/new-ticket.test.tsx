// A new ticket by keyboard alone, from anywhere; what is typed is kept; what is missing is said.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const harbour = idOf(1)
const mill = idOf(2)

const rows = {
  client: [
    rowOf('client', { id: harbour, clientId: harbour, name: 'Harbour Foods', code: 'HAR' }),
    rowOf('client', { id: mill, clientId: mill, name: 'Old Mill Bakery', code: 'MIL' })
  ],
  contact: [rowOf('contact', { id: idOf(10), clientId: mill, name: 'Ines Brandt', phone: '555 0101' })],
  asset: [rowOf('asset', { id: idOf(20), clientId: mill, name: 'Label printer 2', tag: 'LP-2', kind: 'printer' })],
  person: [
    rowOf('person', { id: testIds.person, clientId: null, name: 'Mara Lindqvist', email: 'mara@desk.example', role: 'agent', active: true })
  ],
  ticket: [
    rowOf('ticket', {
      id: idOf(100),
      clientId: mill,
      number: 1001,
      subject: 'Labels come out blank',
      status: 'open',
      assetIds: [idOf(20)],
      updatedAt: 1_700_000_000_000
    })
  ]
}

test('from any room, c opens the form; three letters find the client; Ctrl+Enter saves; nothing but keys is used', async () => {
  const { user, address } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  const form = await screen.findByRole('form', { name: 'New ticket' })
  const client = within(form).getByRole('combobox', { name: /^Client/ })
  expect(document.activeElement).toBe(client)
  await user.keyboard('mil')
  await screen.findByRole('option', { name: /Old Mill Bakery/ })
  await user.keyboard('{Enter}{Tab}')
  await user.keyboard('ines')
  await screen.findByRole('option', { name: /Ines Brandt/ })
  await user.keyboard('{Enter}{Tab}')
  await user.keyboard('lab')
  await screen.findByRole('option', { name: /Label printer 2/ })
  await user.keyboard('{Enter}')
  expect(await within(form).findByText('Open tickets of this asset')).toBeTruthy()
  expect(within(form).getAllByText('Labels come out blank').length).toBeGreaterThan(0)
  await user.keyboard('{Tab}{Tab}')
  await user.keyboard('Labels are blank again{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Ticket opened: Labels are blank again')).toBeTruthy()
  expect(address()).toBe('/tickets')
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  expect(within(list).getByText('Labels are blank again')).toBeTruthy()
})

test('Tab takes the client that was found and goes on to the contact', async () => {
  const { user } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  const form = await screen.findByRole('form', { name: 'New ticket' })
  const client = within(form).getByRole('combobox', { name: /^Client/ })
  await user.click(client)
  await user.keyboard('mil')
  await screen.findByRole('option', { name: /Old Mill Bakery/ })
  await user.keyboard('{Tab}')
  await waitFor(() => expect(client).toHaveProperty('value', 'Old Mill Bakery'))
  expect(document.activeElement).toBe(within(form).getByRole('combobox', { name: /^Contact/ }))
})

test('saving without client and subject says what is missing and keeps everything', async () => {
  const { user } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  const form = await screen.findByRole('form', { name: 'New ticket' })
  await user.type(within(form).getByRole('textbox', { name: 'Description' }), 'She called from the bakery')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await within(form).findByText('Choose the client')).toBeTruthy()
  expect(within(form).getByText('Say in one line what is wrong')).toBeTruthy()
  expect(within(form).getByDisplayValue('She called from the bakery')).toBeTruthy()
})

test('closing the form keeps the draft for the next time', async () => {
  const { user } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  await user.type(await screen.findByRole('textbox', { name: /^Subject/ }), 'Half a call')
  await user.click(screen.getByRole('button', { name: 'Close; the draft is kept' }))
  await user.keyboard('c')
  expect(await screen.findByDisplayValue('Half a call')).toBeTruthy()
  expect(screen.getByText('This is where you left off.')).toBeTruthy()
})

test('a caller nobody knows yet becomes client and contact without leaving the form', async () => {
  const { user } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  const form = await screen.findByRole('form', { name: 'New ticket' })
  const client = within(form).getByRole('combobox', { name: /^Client/ })
  await user.type(client, 'Quayside Bikes')
  await user.click(await screen.findByRole('option', { name: 'New client “Quayside Bikes”' }))
  await waitFor(() => expect(client).toHaveProperty('value', 'Quayside Bikes'))
  const contact = within(form).getByRole('combobox', { name: /^Contact/ })
  await user.type(contact, 'Ada Kern')
  await user.click(await screen.findByRole('option', { name: 'New person “Ada Kern”' }))
  await waitFor(() => expect(contact).toHaveProperty('value', 'Ada Kern'))
  await user.type(within(form).getByRole('textbox', { name: /^Subject/ }), 'Till is dark{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Ticket opened: Till is dark')).toBeTruthy()
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  expect(within(list).getByText('Quayside Bikes')).toBeTruthy()
})

test('Tab makes nobody new: only what was found is taken', async () => {
  const { user } = await openWindow('/tickets', { rows, role: 'agent' })
  await screen.findByText('No tickets here')
  await user.keyboard('c')
  const form = await screen.findByRole('form', { name: 'New ticket' })
  await user.type(within(form).getByRole('combobox', { name: /^Client/ }), 'Quayside Bikes')
  await screen.findByRole('option', { name: 'New client “Quayside Bikes”' })
  await user.keyboard('{Tab}')
  expect(screen.queryByText(/ added; the rest can be/)).toBeNull()
})
