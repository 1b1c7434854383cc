// The clients room as a person uses it: the list with its figures, one client's page, forms that keep what was typed.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const harbour = idOf(1)
const reed = idOf(2)

function desk() {
  const ticket = (n: number, clientId: string, status: string) =>
    rowOf('ticket', {
      id: idOf(100 + n),
      clientId,
      number: 1000 + n,
      subject: `Ticket ${String(n)}`,
      status,
      updatedAt: Date.now() - n * 1000,
      openedAt: Date.now() - n * 1000
    })
  return {
    organisation: [
      rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', language: 'en' })
    ],
    client: [
      rowOf('client', { id: harbour, clientId: harbour, name: 'Harbour Foods', code: 'HAR', serviceModel: 'managed', size: 40 }),
      rowOf('client', { id: reed, clientId: reed, name: 'Reed & Sons', code: 'REE', serviceModel: 'break-fix' })
    ],
    contact: [rowOf('contact', { id: idOf(10), clientId: harbour, name: 'Ida Holm', email: 'ida@harbour.example', main: true })],
    site: [rowOf('site', { id: idOf(20), clientId: harbour, name: 'Quay 3', timeZone: 'Europe/Copenhagen' })],
    asset: [rowOf('asset', { id: idOf(30), clientId: harbour, name: 'HAR-SRV-1', kind: 'server', tag: 'H-1' })],
    ticket: [ticket(1, harbour, 'open'), ticket(2, harbour, 'new'), ticket(3, harbour, 'closed'), ticket(4, reed, 'resolved')]
  }
}

test('lists clients with open tickets, assets and service model, and narrows by typing', async () => {
  const { user } = await openWindow('/clients', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'Clients' })
  const row = within(list).getByText('Harbour Foods').closest('[role="row"]') as HTMLElement
  await waitFor(() => expect(within(row).getByText('2')).toBeTruthy())
  expect(within(row).getByText('Managed')).toBeTruthy()
  await user.type(screen.getByRole('textbox', { name: 'Find a client' }), 'reed')
  await waitFor(() => expect(within(list).queryByText('Harbour Foods')).toBeNull())
  await user.type(screen.getByRole('textbox', { name: 'Find a client' }), 'zzz')
  expect(await screen.findByText('No client fits')).toBeTruthy()
})

test('shows one client on one page: people, sites, assets, open work', async () => {
  await openWindow(`/clients/${harbour}`, { rows: desk() })
  expect(await screen.findByRole('heading', { name: 'Harbour Foods' })).toBeTruthy()
  expect(await screen.findByText('Ida Holm')).toBeTruthy()
  expect(await screen.findByText('Quay 3')).toBeTruthy()
  expect(await screen.findByText('HAR-SRV-1')).toBeTruthy()
  const open = await screen.findByRole('list', { name: 'Open work' })
  expect(within(open).getAllByRole('listitem')).toHaveLength(2)
})

test('a client that isn’t here is said so, with a way back', async () => {
  const { user, address } = await openWindow(`/clients/${idOf(99)}`, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'All clients' }))
  expect(address()).toBe('/clients')
})

test('a new client keeps what was typed when the form is closed, and is refused where its code is taken', async () => {
  const { user } = await openWindow('/clients', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New client' }))
  await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'Lindqvist AB')
  await user.click(screen.getAllByRole('button', { name: 'Cancel' }).at(-1) as HTMLElement)
  await user.click(await screen.findByRole('button', { name: 'New client' }))
  const name = await screen.findByRole('textbox', { name: /^Name/ })
  expect((name as HTMLInputElement).value).toBe('Lindqvist AB')
  await user.type(screen.getByRole('textbox', { name: /^Code/ }), 'HAR')
  await user.click(screen.getByRole('button', { name: 'Create client' }))
  expect((await screen.findByRole('alert')).textContent).toContain('taken by Harbour Foods')
  expect((name as HTMLInputElement).value).toBe('Lindqvist AB')
  await user.clear(screen.getByRole('textbox', { name: /^Code/ }))
  await user.type(screen.getByRole('textbox', { name: /^Code/ }), 'LIN')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await within(await screen.findByRole('grid', { name: 'Clients' })).findByText('Lindqvist AB')).toBeTruthy()
})

test('an amount that is none is said at its field and nothing is saved', async () => {
  const { user } = await openWindow(`/clients/${harbour}`, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  await user.type(await screen.findByRole('textbox', { name: /^Budget/ }), 'a lot')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Expected an amount such as 1250.00')).toBeTruthy()
})

test('archiving can be taken back from the toast', async () => {
  const { user } = await openWindow(`/clients/${reed}`, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Archive' }))
  expect(await screen.findByRole('button', { name: 'Restore' })).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('button', { name: 'Archive' })).toBeTruthy()
})

test('an empty room says what belongs here and how to fill it', async () => {
  await openWindow('/clients', { rows: { organisation: desk().organisation } })
  expect(await screen.findByText('Your clients live here')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Import from a file' })).toBeTruthy()
})

test('fields that the organisation added are asked of clients, their places and their people, and stand where they are read', async () => {
  const field = (n: number, entity: string, fields: object) =>
    rowOf('custom_field', { id: idOf(90 + n), clientId: null, entity, kind: 'text', ...fields })
  const custom_field = [
    field(0, 'client', { label: 'Account manager' }),
    field(1, 'site', { label: 'Parking', kind: 'choice', options: ['Yard', 'Street'] }),
    field(2, 'contact', { label: 'Desk number', kind: 'number' })
  ]
  const { user } = await openWindow(`/clients/${harbour}`, { rows: { ...desk(), custom_field } })
  const open = async (opener: string): Promise<HTMLElement> => {
    await user.click(await screen.findByRole('button', { name: opener }))
    return screen.findByRole('dialog')
  }
  const save = (): Promise<void> => user.click(screen.getByRole('button', { name: 'Save' }))
  const closed = (): Promise<void> => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  await user.click(await within(await open('Edit')).findByRole('textbox', { name: /^Account manager/ }))
  await user.paste('Ines')
  await save()
  await closed()
  expect(await screen.findByText('Ines')).toBeTruthy()
  await user.click(await within(await open('Edit Quay 3')).findByRole('combobox', { name: /^Parking/ }))
  await user.click(await screen.findByRole('option', { name: 'Yard' }))
  await save()
  await closed()
  expect(await screen.findByText('Parking: Yard')).toBeTruthy()
  await user.click(await within(await open('Edit Ida Holm')).findByRole('textbox', { name: /^Desk number/ }))
  await user.paste('a lot')
  await save()
  expect(await screen.findByText('Expected a number such as 12 or 7.5')).toBeTruthy()
  await user.clear(screen.getByRole('textbox', { name: /^Desk number/ }))
  await user.paste('14')
  await save()
  await closed()
  expect(await screen.findByText('Desk number: 14')).toBeTruthy()
})
