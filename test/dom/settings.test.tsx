// Settings: people with role and scope, custom fields, appearance on this device, devices that can be locked out.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

function desk() {
  const person = (id: string, name: string, role: string) =>
    rowOf('person', {
      id,
      clientId: null,
      name,
      email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@desk.example`,
      role,
      active: true,
      clientIds: null
    })
  return {
    organisation: [
      rowOf('organisation', {
        id: testIds.organisation,
        clientId: null,
        name: 'Harbourline',
        currency: 'EUR',
        timeZone: 'UTC',
        language: 'en'
      })
    ],
    person: [person(testIds.person, 'Mara Lindqvist', 'administrator'), person(idOf(2), 'Jonas Weber', 'agent')],
    device: [rowOf('device', { id: idOf(60), clientId: null, personId: idOf(2), name: 'Old laptop', platform: 'Windows', revokedAt: null })]
  }
}

test('adds a person with role and address, and refuses an address that is taken', async () => {
  const { user } = await openWindow('/settings/people', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New person' }))
  await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'Ida Holm')
  const email = screen.getByRole('textbox', { name: /^E-mail/ })
  await user.type(email, 'jonas@desk.example')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Jonas Weber')
  await user.clear(email)
  await user.type(email, 'ida@desk.example')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await within(await screen.findByRole('table', { name: 'People' })).findByText('Ida Holm')).toBeTruthy()
})

test('never deactivates the last administrator, and says why', async () => {
  const { user } = await openWindow('/settings/people', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Deactivate Mara Lindqvist' }))
  expect(await screen.findByText(/last administrator/)).toBeTruthy()
})

test('who may not administer looks, and finds no buttons', async () => {
  await openWindow('/settings/people', { rows: desk(), role: 'agent', personId: idOf(2) })
  expect(await screen.findByText(/Only an administrator/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'New person' })).toBeNull()
})

test('adds a choice field with its options', async () => {
  const { user } = await openWindow('/settings/fields', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New field' }))
  await user.type(await screen.findByRole('textbox', { name: /^Label/ }), 'Purchase order')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await within(await screen.findByRole('list', { name: 'Custom fields' })).findByText('Purchase order')).toBeTruthy()
})

test('changes theme and density on this device', async () => {
  const { user } = await openWindow('/settings/appearance', { rows: desk() })
  await user.click(await screen.findByRole('radio', { name: 'Dark' }))
  await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'))
  await user.click(screen.getByRole('radio', { name: 'Compact' }))
  expect(document.documentElement.dataset['density']).toBe('compact')
})

test('asks before it locks a device out, since that can’t be undone', async () => {
  const { user } = await openWindow('/settings/devices', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Lock out' }))
  const dialog = await screen.findByRole('dialog', { name: 'Lock out Old laptop?' })
  await user.click(within(dialog).getByRole('button', { name: 'Lock out' }))
  expect(await screen.findByText('Locked out')).toBeTruthy()
})
