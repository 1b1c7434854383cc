// The window around the rooms: palette, jumps, shortcut sheet, sync state, an address with nothing behind it.

import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const rows = {
  client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
  ticket: [rowOf('ticket', { id: idOf(100), clientId, number: 1042, subject: 'Printer jams on thick paper', updatedAt: 1_700_000_000_000 })]
}

test('Ctrl+K finds a ticket by a few letters, Enter opens the best hit', async () => {
  const { user, address } = await openWindow('/tickets', { rows })
  await screen.findByText('No tickets here')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox', { name: 'Find or do' }), 'thick')
  await screen.findByText('Printer jams on thick paper')
  await user.keyboard('{Enter}')
  expect(address()).toBe(`/tickets/${idOf(100)}`)
})

test('g c jumps to the clients, g t back to the tickets', async () => {
  const { user, address } = await openWindow('/tickets', { rows })
  await screen.findByText('No tickets here')
  await user.keyboard('gc')
  expect(address()).toBe('/clients')
  await user.keyboard('gt')
  expect(address()).toBe('/tickets')
})

test('? lists exactly what can be pressed in the room', async () => {
  const { user } = await openWindow('/tickets', { rows })
  await screen.findByText('No tickets here')
  await user.keyboard('?')
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  expect(within(sheet).getByText('Assign…')).toBeTruthy()
  expect(within(sheet).getByText('Find or do anything')).toBeTruthy()
})

test('keys that are typed into a field are text, not shortcuts', async () => {
  const { user, address } = await openWindow('/tickets', { rows })
  await user.type(await screen.findByRole('textbox', { name: /Words in the ticket/ }), 'gc c ?')
  expect(address()).toMatch(/^\/tickets($|\/list\/words=)/)
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the state of sync is said in words and leads to its room', async () => {
  await openWindow('/tickets', { rows })
  expect(await screen.findByRole('link', { name: /^Sync: .*Open Sync$/ })).toBeTruthy()
})

test('an address with nothing behind it says so and offers a way out', async () => {
  const { user, address } = await openWindow('/nowhere', { rows })
  await user.click(await screen.findByRole('button', { name: 'Go to tickets' }))
  expect(address()).toBe('/tickets')
})
