// The way from a client to the lists of its tickets and assets.

import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)

test('a client’s page leads to all its tickets, done ones too, and to nobody else’s', async () => {
  const ticket = (n: number, fields: object) =>
    rowOf('ticket', { id: idOf(100 + n), number: 1000 + n, subject: `Ticket ${String(n)}`, ...fields })
  const rows = {
    client: [
      rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' }),
      rowOf('client', { id: idOf(2), clientId: idOf(2), name: 'Mill', code: 'MIL' })
    ],
    ticket: [
      ticket(1, { clientId, status: 'open' }),
      ticket(2, { clientId, status: 'closed' }),
      ticket(3, { clientId: idOf(2), status: 'open' })
    ]
  }
  const { user, address } = await openWindow(`/clients/${clientId}`, { rows })
  await user.click(await screen.findByRole('link', { name: 'All 2 tickets' }))
  expect(address()).toBe(`/tickets/list/view=everything&client=${clientId}`)
  expect(await screen.findByText('2 tickets')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Everything', current: true })).toBeTruthy()
})

test('an address with filters narrows the inventory, and typing goes into it', async () => {
  const asset = (n: number, fields: object) => rowOf('asset', { id: idOf(300 + n), clientId, name: `Thing ${String(n)}`, ...fields })
  const rows = {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    asset: [asset(1, { kind: 'printer' }), asset(2, { kind: 'server' })]
  }
  const { user, address } = await openWindow(`/assets/list/client=${clientId}&kind=printer`, { rows })
  expect(await screen.findByText('Thing 1')).toBeTruthy()
  expect(screen.queryByText('Thing 2')).toBeNull()
  await user.keyboard('/')
  await user.keyboard('nothing like it')
  expect(await screen.findByText('0 assets')).toBeTruthy()
  await expect.poll(address, { timeout: 10_000 }).toContain('words=nothing~20like~20it')
})
