// The assets room: filters, search by label, one asset's page with its life, custom fields and tickets.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const server = idOf(30)
const field = idOf(50)

function desk() {
  const asset = (n: number, fields: object) =>
    rowOf('asset', { id: idOf(30 + n), clientId, name: `Asset ${String(n)}`, currency: 'EUR', ...fields })
  return {
    organisation: [
      rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', language: 'en' })
    ],
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    custom_field: [
      rowOf('custom_field', {
        id: field,
        clientId: null,
        entity: 'asset',
        label: 'Patch group',
        kind: 'choice',
        options: ['Pilot', 'Late']
      })
    ],
    asset: [
      asset(0, {
        name: 'HAR-SRV-1',
        kind: 'server',
        tag: 'H-1',
        purchasedOn: '2020-01-01',
        warrantyUntil: '2023-01-01',
        endOfLifeOn: '2030-01-01',
        custom: { [field]: 'Pilot' }
      }),
      asset(1, { name: 'HAR-PRN-2', kind: 'printer', tag: 'H-2', warrantyUntil: '2099-01-01' })
    ],
    ticket: [rowOf('ticket', { id: idOf(100), clientId, number: 1001, subject: 'Disk is full', status: 'open', assetIds: [server] })]
  }
}

test('finds an asset by its label, and narrows by kind and warranty', async () => {
  const { user } = await openWindow('/assets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'Assets' })
  expect(within(list).getByText('HAR-SRV-1')).toBeTruthy()
  expect(within(list).getByText(/^Ended/)).toBeTruthy()
  await user.type(screen.getByRole('textbox', { name: 'Label, serial, name or model' }), 'H-2')
  await waitFor(() => expect(within(list).queryByText('HAR-SRV-1')).toBeNull())
  await user.clear(screen.getByRole('textbox', { name: 'Label, serial, name or model' }))
  await user.click(screen.getByRole('combobox', { name: 'Warranty' }))
  await user.click(await screen.findByRole('option', { name: 'Ended' }))
  await waitFor(() => expect(within(list).queryByText('HAR-PRN-2')).toBeNull())
  expect(within(list).getByText('HAR-SRV-1')).toBeTruthy()
})

test('shows an asset’s life, custom fields and tickets', async () => {
  await openWindow(`/assets/${server}`, { rows: desk() })
  expect(await screen.findByRole('heading', { name: 'HAR-SRV-1' })).toBeTruthy()
  expect(await screen.findByText('Warranty ends')).toBeTruthy()
  expect(await screen.findByText('Pilot')).toBeTruthy()
  expect(await screen.findByText('Disk is full')).toBeTruthy()
  expect((await screen.findByRole('link', { name: 'Harbour Foods' })).getAttribute('href')).toBe(`/clients/${clientId}`)
})

test('edits an asset by keyboard: e opens, Ctrl+Enter saves, the history tells it', async () => {
  const { user } = await openWindow(`/assets/${server}`, { rows: desk() })
  await screen.findByRole('heading', { name: 'HAR-SRV-1' })
  await user.keyboard('e')
  const serial = await screen.findByRole('textbox', { name: /^Serial/ })
  await user.clear(serial)
  await user.type(serial, 'SN-77')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect((await screen.findAllByText('SN-77')).length).toBeGreaterThan(0)
  expect(await screen.findByText(/Serial number: .* → SN-77/)).toBeTruthy()
})
