// Issued documents: out as e-invoice and tables for the books, credited; deposits.

import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { platform } from '#renderer/platform/current-platform.ts'
import { billingDesk, issuedInvoice } from '../support/billing-desk.ts'
import { openWindow } from '../support/dom.tsx'
import { idOf } from '../support/rows.ts'

beforeEach(() => {
  vi.restoreAllMocks()
})

test('an issued document goes out as e-invoice; what the seller lacks is said before the file is made', async () => {
  const saved = vi.spyOn(platform, 'saveFile').mockResolvedValue(true)
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows: { ...billingDesk(), invoice: [issuedInvoice()] } })
  await screen.findByRole('heading', { name: 'INV-00007' })
  await user.click(screen.getByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: 'E-invoice (UBL)' }))
  await waitFor(() => expect(saved).toHaveBeenCalled())
  const [name, content] = saved.mock.calls[0] ?? []
  expect(name).toBe('INV-00007.xml')
  expect(await content?.text()).toContain('<cbc:ID>INV-00007</cbc:ID>')
  expect(await screen.findByText('Exported')).toBeTruthy()
  expect(await screen.findByText(/^handed the invoice on/)).toBeTruthy()
})

test('a seller without a country is named by field and rule', async () => {
  const bare = issuedInvoice()
  const rows = { ...billingDesk(), invoice: [{ ...bare, seller: { ...(bare['seller'] as object), country: '' } } as typeof bare] }
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows })
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: 'E-invoice (UBL)' }))
  expect(await screen.findByText('seller.country (BR-09)')).toBeTruthy()
})

test('an issued document is credited: the credit note is a draft, the document itself stays', async () => {
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows: { ...billingDesk(), invoice: [issuedInvoice()] } })
  await user.click(await screen.findByRole('button', { name: 'Credit' }))
  await user.type(await screen.findByRole('textbox', { name: /^Reason/ }), 'Wrong client{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Credit note drafted')).toBeTruthy()
  expect(await screen.findByText('Credited')).toBeTruthy()
  await user.click(await screen.findByRole('link', { name: /^Credit note for/ }))
  expect(await screen.findByText('Wrong client')).toBeTruthy()
  expect(screen.getAllByText('-€236.16').length).toBeGreaterThan(0)
})

test('some of a document is credited: the chosen line by an amount, and the document says that it is credited in part', async () => {
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows: { ...billingDesk(), invoice: [issuedInvoice()] } })
  await user.click(await screen.findByRole('button', { name: 'Credit' }))
  const form = await screen.findByRole('dialog', { name: 'Credit INV-00007' })
  await user.click(within(form).getByRole('combobox', { name: /^What is taken back/ }))
  await user.click(await screen.findByRole('option', { name: 'Some of its lines' }))
  await user.click(within(form).getByRole('button', { name: 'Credit' }))
  expect(await within(form).findByText('Choose at least one line')).toBeTruthy()
  const [amount] = await within(form).findAllByRole('textbox', { name: /^Amount of/ })
  await user.type(amount as HTMLElement, '10{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Credit note drafted')).toBeTruthy()
  expect(await screen.findByText('Credited in part')).toBeTruthy()
  await user.click(await screen.findByRole('link', { name: /^Credit note for/ }))
  await screen.findByRole('heading', { name: /^Credit note for/ })
  expect(screen.getAllByText('-€10.00').length).toBeGreaterThan(0)
  expect(screen.queryByRole('button', { name: /^Take this line off/ })).toBeNull()
})

test('issued documents go to the books as a table in their own columns, with the account that was typed', async () => {
  const saved = vi.spyOn(platform, 'saveFile').mockResolvedValue(true)
  const { user } = await openWindow('/billing/documents', { rows: { ...billingDesk(), invoice: [issuedInvoice()] } })
  await user.click(await screen.findByText('Services October'))
  await user.keyboard('x')
  await user.click(await screen.findByRole('button', { name: 'Export (1)' }))
  await user.click(await screen.findByRole('menuitem', { name: 'CSV for Xero' }))
  const account = await screen.findByRole('textbox', { name: 'Revenue account' })
  await user.clear(account)
  await user.type(account, '4000{Enter}')
  await waitFor(() => expect(saved).toHaveBeenCalled())
  const text = await saved.mock.calls[0]?.[1].text()
  expect(text).toContain('*ContactName')
  expect(text).toMatch(/INV-00007.*4000/)
})

test('a deposit is drafted by a form that names what is missing', async () => {
  const { user } = await openWindow('/billing/documents', { rows: billingDesk() })
  await user.click(await screen.findByRole('button', { name: 'New deposit invoice' }))
  const form = await screen.findByRole('dialog', { name: 'New deposit invoice' })
  await user.click(within(form).getByRole('button', { name: 'Save' }))
  expect((await within(form).findAllByText('This is needed')).length).toBe(4)
})

test('Ctrl+K finds a document by its number, with its client beside it, and opens it', async () => {
  const { user, address } = await openWindow('/tickets', { rows: { ...billingDesk(), invoice: [issuedInvoice()] } })
  await screen.findByRole('heading', { name: 'Tickets' })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox', { name: 'Find or do' }), 'INV-00007')
  const hit = await screen.findByRole('option', { name: /Services October/ })
  expect(hit.textContent).toContain('Document · INV-00007 · Acme')
  await user.click(hit)
  await waitFor(() => expect(address()).toBe(`/billing/documents/${idOf(500)}`))
})
