// The billing room: a run with preview and reasons, drafts, approval, issue, locked periods.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { billingDesk, from, through } from '../support/billing-desk.ts'
import { openWindow } from '../support/dom.tsx'

async function computed() {
  const opened = await openWindow('/billing', { rows: billingDesk() })
  const { user } = opened
  for (const [name, value] of [
    ['From', from],
    ['Through', through]
  ] as const) {
    const field = await screen.findByLabelText(name)
    await user.clear(field)
    await user.type(field, value)
  }
  await user.click(screen.getAllByRole('button', { name: 'Preview the run' })[0] as HTMLElement)
  await screen.findByRole('grid', { name: 'Unbilled' })
  return opened
}

test('a run shows what each client owes, and each amount opens the steps behind it', async () => {
  const { user } = await computed()
  const list = screen.getByRole('grid', { name: 'Unbilled' })
  const row = (name: string) => within(list).getByText(name).closest<HTMLElement>('[role=row]')
  expect(row('Acme')?.textContent).toContain('€144.00')
  expect(row('Harbour Foods')?.textContent).toContain('€48.00')
  expect(screen.getByText('€192.00')).toBeTruthy()
  await user.dblClick(within(list).getByText('Acme'))
  const lines = await screen.findByRole('table', { name: 'Lines of Acme' })
  await user.click(within(lines).getByRole('button', { name: /€48\.00/ }))
  expect(await screen.findByText('Worked')).toBeTruthy()
  expect(screen.getByText('20 min')).toBeTruthy()
  expect(screen.getByText('30 min')).toBeTruthy()
  expect(screen.getByText(/^at least 15 min, up to 15 min/)).toBeTruthy()
  expect(screen.getByText('€96.00 an hour')).toBeTruthy()
})

test('drafts are made of the chosen clients only, with the period locked; then nothing is left to bill for them', async () => {
  const { user, address } = await computed()
  const list = screen.getByRole('grid', { name: 'Unbilled' })
  await user.click(within(list).getByText('Harbour Foods'))
  await user.keyboard('x')
  await user.click(screen.getByRole('checkbox', { name: /^Lock the period/ }))
  await user.click(screen.getByRole('button', { name: 'Create the draft' }))
  expect(await screen.findByText('1 draft created')).toBeTruthy()
  await waitFor(() => expect(address()).toBe('/billing/documents'))
  const documents = await screen.findByRole('grid', { name: 'Documents' })
  expect(within(documents).getByText('Acme').closest('[role=row]')?.textContent).toContain('€177.12')
  await user.click(screen.getByRole('link', { name: 'Locked periods' }))
  expect(await screen.findByRole('table', { name: 'Locked periods' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Acme' })).toBeTruthy()
})

async function drafted() {
  const opened = await computed()
  const { user } = opened
  await user.click(screen.getByRole('button', { name: 'Create 2 drafts' }))
  const documents = await screen.findByRole('grid', { name: 'Documents' })
  await user.dblClick(await within(documents).findByText('Acme'))
  await screen.findByRole('table', { name: 'Lines' })
  return opened
}

test('a document’s sums tie; it is approved, taken back to a draft, edited, approved and issued, and its number comes from the server', async () => {
  const { user } = await drafted()
  const sums = within(screen.getByRole('table', { name: 'Lines' }))
    .getAllByRole('row')
    .map((row) => row.textContent)
    .filter((text) => /^(Net|Tax|Total)/.test(text ?? ''))
  expect(sums).toEqual(['Net€144.00', 'Tax 23 %€33.12', 'Total€177.12'])
  await user.click(screen.getByRole('button', { name: 'Approve' }))
  await user.click(await screen.findByRole('button', { name: 'Back to draft' }))
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  const title = await screen.findByRole('textbox', { name: 'Title' })
  await user.clear(title)
  await user.type(title, 'October{Control>}{Enter}{/Control}')
  expect(await screen.findByRole('heading', { name: 'October' })).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Approve' }))
  await user.click(await screen.findByRole('button', { name: 'Issue' }))
  expect(await screen.findByText('The server gives the number')).toBeTruthy()
})

test('a line that isn’t wanted comes off the draft and is taken back by undo', async () => {
  const { user } = await drafted()
  const [first] = screen.getAllByRole('button', { name: /^Take this line off/ })
  await user.click(first as HTMLElement)
  expect(await screen.findByText('Line taken off')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText('€177.12')).toBeNull())
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect((await screen.findAllByText('€177.12')).length).toBeGreaterThan(0)
})

test('who may not prepare invoices hears so, and sees nothing', async () => {
  await openWindow('/billing', { rows: billingDesk('technician'), role: 'technician' })
  expect(await screen.findByText('Billing is for managers')).toBeTruthy()
})

test('a line by hand stands in the next run beside what was computed', async () => {
  const { user } = await openWindow('/billing', { rows: billingDesk() })
  await user.click(await screen.findByRole('button', { name: 'Line by hand' }))
  const form = await screen.findByRole('dialog', { name: 'A line by hand' })
  await user.click(within(form).getByRole('combobox', { name: /^Client/ }))
  await user.click(await screen.findByRole('option', { name: 'Acme' }))
  await user.type(within(form).getByRole('textbox', { name: 'What' }), 'Recycling')
  await user.click(within(form).getByRole('combobox', { name: /^Tax/ }))
  await user.click(await screen.findByRole('option', { name: 'VAT' }))
  const quantity = within(form).getByRole('textbox', { name: /^Quantity/ })
  await user.clear(quantity)
  await user.type(quantity, '1,5')
  await user.type(within(form).getByRole('textbox', { name: /^Price of one/ }), '10.00{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Line added; the next run bills it')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Preview the run' })[0] as HTMLElement)
  const list = await screen.findByRole('grid', { name: 'Unbilled' })
  await user.dblClick(within(list).getByText('Acme'))
  const lines = await screen.findByRole('table', { name: 'Lines of Acme' })
  expect(
    within(lines)
      .getByText(/Recycling/)
      .closest('tr')?.textContent
  ).toContain('€15.00')
})
