// The room of tickets as a person uses it: views, keyboard, bulk actions with undo, opening a ticket.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const other = idOf(2)

function desk() {
  const ticket = (n: number, fields: object) =>
    rowOf('ticket', {
      id: idOf(100 + n),
      clientId,
      number: 1000 + n,
      subject: `Ticket ${String(n)}`,
      status: 'open',
      assigneeId: testIds.person,
      updatedAt: 1_700_000_000_000 - n,
      ...fields
    })
  return {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    person: [
      rowOf('person', {
        id: testIds.person,
        clientId: null,
        name: 'Mara Lindqvist',
        email: 'mara@desk.example',
        role: 'administrator',
        active: true
      }),
      rowOf('person', { id: other, clientId: null, name: 'Jonas Weber', email: 'jonas@desk.example', role: 'agent', active: true })
    ],
    ticket: [
      ticket(1, { subject: 'Printer jams on thick paper' }),
      ticket(2, { subject: 'VPN drops every morning' }),
      ticket(3, { subject: 'New laptop for the kitchen', assigneeId: null }),
      ticket(4, { subject: 'Old story', status: 'closed' })
    ]
  }
}

test('shows my open tickets first, with their count, and nothing that is closed or another’s', async () => {
  await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  expect(within(list).getByText('Printer jams on thick paper')).toBeTruthy()
  expect(within(list).getByText('VPN drops every morning')).toBeTruthy()
  expect(within(list).queryByText('New laptop for the kitchen')).toBeNull()
  expect(within(list).queryByText('Old story')).toBeNull()
  expect(screen.getByText('2 tickets')).toBeTruthy()
})

test('switching the view shows its tickets, and an empty view teaches what belongs there', async () => {
  const { user } = await openWindow('/tickets', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: /^Unassigned/ }))
  expect(await screen.findByText('New laptop for the kitchen')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^Waiting/ }))
  expect(await screen.findByText('Nothing waits for a client or a vendor.')).toBeTruthy()
})

test('j, x and a assign two tickets by keyboard alone, and Ctrl+Z gives them back', async () => {
  const { user } = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  list.focus()
  await user.keyboard('jxjx')
  expect(await screen.findByText('2 selected')).toBeTruthy()
  await user.keyboard('a')
  await user.type(await screen.findByRole('combobox', { name: 'Assign to' }), 'jonas{Enter}')
  expect(await screen.findByText('2 tickets assigned to Jonas Weber')).toBeTruthy()
  expect(await screen.findByText('No tickets here')).toBeTruthy()
  await user.keyboard('{Control>}z{/Control}')
  const back = await screen.findByRole('grid', { name: 'List of tickets' })
  expect(within(back).getByText('Printer jams on thick paper')).toBeTruthy()
  expect(within(back).getByText('VPN drops every morning')).toBeTruthy()
})

test('words in the search box leave only the tickets that hold them', async () => {
  const { user } = await openWindow('/tickets', { rows: desk() })
  await screen.findByText('VPN drops every morning')
  await user.keyboard('/')
  await user.keyboard('vpn')
  expect(await screen.findByText('1 ticket')).toBeTruthy()
  expect(screen.queryByText('Printer jams on thick paper')).toBeNull()
})

test('Enter opens the ticket over the whole room, Escape goes back', async () => {
  const { user, address } = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  list.focus()
  await user.keyboard('j{Enter}')
  expect(address()).toBe(`/tickets/${idOf(101)}`)
  expect(await screen.findByRole('button', { name: /^Subject: Printer jams/ })).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(address()).toBe('/tickets')
})

test('an address with a filter shows exactly its tickets, and the view goes into the address', async () => {
  const { user, address } = await openWindow(`/tickets/list/view=everything&client=${clientId}&status=closed`, { rows: desk() })
  expect(await screen.findByText('Old story')).toBeTruthy()
  expect(screen.queryByText('Printer jams on thick paper')).toBeNull()
  await user.click(screen.getByRole('button', { name: /^Unassigned/ }))
  expect(await screen.findByText('New laptop for the kitchen')).toBeTruthy()
  expect(address()).toBe('/tickets/list/view=unassigned')
})

test('a ticket opened from a filtered list leads back to that list', async () => {
  const { user, address } = await openWindow('/tickets/list/view=unassigned', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  list.focus()
  await user.keyboard('j{Enter}')
  expect(await screen.findByRole('button', { name: /^Subject: New laptop/ })).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(await screen.findByRole('grid', { name: 'List of tickets' })).toBeTruthy()
  expect(address()).toBe('/tickets/list/view=unassigned')
})

test('tickets about the same thing are merged into one; the others are closed and lead to it, and Ctrl+Z parts them again', async () => {
  const { user } = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  list.focus()
  await user.keyboard('jxjxm')
  await user.type(await screen.findByRole('combobox', { name: 'Merge into' }), 'vpn{Enter}')
  expect(await screen.findByText('1 ticket merged into #1002 VPN drops every morning')).toBeTruthy()
  await waitFor(() => expect(within(list).queryByText('Printer jams on thick paper')).toBeNull())
  await user.keyboard('{Control>}z{/Control}')
  expect(await within(list).findByText('Printer jams on thick paper')).toBeTruthy()
})

test('filters are kept as a view, which is shown at once, renamed and put away', async () => {
  const { user, address } = await openWindow('/tickets/list/view=all&status=open', { rows: desk() })
  await screen.findByRole('grid', { name: 'List of tickets' })
  const menu = async (item: RegExp): Promise<void> => {
    await user.click(screen.getByRole('button', { name: 'View' }))
    await user.click(await screen.findByRole('menuitem', { name: item }))
  }
  await menu(/^Keep as view/)
  await user.type(await screen.findByRole('textbox', { name: /^Name of the view/ }), 'Open ones{Enter}')
  expect(await screen.findByRole('button', { name: /^Open ones/, current: true })).toBeTruthy()
  expect(address()).toMatch(/saved=.*status=open/)
  await menu(/^Rename/)
  await user.type(await screen.findByRole('textbox', { name: /^Name of the view/ }), ' today{Enter}')
  expect(await screen.findByRole('button', { name: /^Open ones today/, current: true })).toBeTruthy()
  await menu(/^Put this view away/)
  expect(await screen.findByRole('button', { name: /^Mine/, current: true })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Open ones/ })).toBeNull()
})
