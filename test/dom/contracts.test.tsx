// The contracts room as a manager uses it: the list and its dates, one contract with clauses, cover, prepaid hours and margin.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const client = idOf(1)
const server = idOf(30)
const care = idOf(40)
const dayMs = 86_400_000
const dateIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

const everything = {
  assetKinds: [],
  assetIds: [],
  siteIds: [],
  workKinds: [],
  hours: 'always',
  rateMinor: null,
  afterHoursBasisPoints: null,
  note: ''
}

function desk() {
  const contract = {
    clientId: client,
    name: 'Care Plus',
    model: 'flat-fee',
    startsOn: '2020-01-01',
    endsOn: dateIn(60),
    renewal: 'manual',
    noticeDays: 30,
    feeMinor: 25_000,
    currency: 'EUR',
    interval: 'monthly',
    clauses: [
      { ...everything, id: idOf(50), title: 'Servers', verdict: 'covered', assetKinds: ['server'], position: 0 },
      { ...everything, id: idOf(51), title: 'Everything else', verdict: 'drawn', position: 1 }
    ],
    archivedAt: null
  }
  return {
    organisation: [
      rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', language: 'en' })
    ],
    client: [rowOf('client', { id: client, clientId: client, name: 'Harbour Foods', code: 'HAR', currency: 'EUR', archivedAt: null })],
    asset: [
      rowOf('asset', { id: server, clientId: client, name: 'HAR-SRV-1', kind: 'server', archivedAt: null }),
      rowOf('asset', { id: idOf(31), clientId: client, name: 'HAR-PRN-1', kind: 'printer', archivedAt: null })
    ],
    contract: [
      rowOf('contract', { id: care, ...contract }),
      rowOf('contract', { ...contract, id: idOf(41), name: 'Old hours', endsOn: '2021-01-01', clauses: [] })
    ],
    prepaid_block: [
      rowOf('prepaid_block', {
        id: idOf(60),
        clientId: client,
        contractId: care,
        name: 'Ten hours',
        kind: 'hours',
        minutes: 600,
        amountMinor: null,
        priceMinor: 90_000,
        currency: 'EUR',
        boughtOn: '2020-01-01',
        validFrom: null,
        expiresOn: null,
        archivedAt: null
      })
    ],
    price_list: [
      rowOf('price_list', {
        id: idOf(70),
        clientId: null,
        name: 'Usual prices',
        currency: 'EUR',
        calendarId: null,
        taxRateId: null,
        periods: [],
        archivedAt: null
      })
    ],
    ticket: [rowOf('ticket', { id: idOf(80), clientId: client, number: 12, subject: 'Paper jam', status: 'open', assetIds: [idOf(31)] })],
    time_entry: [
      rowOf('time_entry', {
        id: idOf(90),
        clientId: client,
        ticketId: idOf(80),
        personId: testIds.person,
        startedAt: Date.now() - 3 * dayMs,
        endedAt: Date.now() - 3 * dayMs + 5_400_000,
        rawMinutes: 90,
        kind: 'remote',
        billable: true,
        voidedAt: null
      })
    ]
  }
}

test('lists contracts with fee and state; ended ones have a view of their own', async () => {
  const { user } = await openWindow('/contracts', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of contracts' })
  const row = within(list).getByText('Care Plus').closest('[role="row"]') as HTMLElement
  expect(within(row).getByText('€250.00')).toBeTruthy()
  expect(within(row).getByText('Ends soon')).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'Ended' }))
  await waitFor(() => expect(within(list).queryByText('Care Plus')).toBeNull())
  expect(within(list).getByText('Old hours')).toBeTruthy()
})

test('what has to be decided comes up by date, notice before the end', async () => {
  const { user } = await openWindow('/contracts', { rows: desk() })
  await user.click(await screen.findByRole('radio', { name: 'Coming up' }))
  const table = await screen.findByRole('table', { name: 'Coming up' })
  const items = within(table).getAllByRole('row').slice(1)
  expect(items.map((item) => (item.textContent?.includes('notice') ? 'notice' : 'ends'))).toEqual(['notice', 'ends'])
})

test('who may not see fees is told so, not shown an empty list', async () => {
  await openWindow('/contracts', { rows: desk(), role: 'technician' })
  expect(await screen.findByText('Contracts are not for your role')).toBeTruthy()
})

test('a contract shows what is covered asset by asset, and each verdict opens its steps', async () => {
  const { user } = await openWindow(`/contracts/${care}`, { rows: desk() })
  const table = await screen.findByRole('table', { name: 'What is covered' })
  const row = within(table).getByText('HAR-SRV-1').closest('tr') as HTMLElement
  const covered = within(row).getByRole('button', { name: 'Covered' })
  expect(covered.closest('td')?.colSpan).toBe(3)
  await user.click(covered)
  const steps = await screen.findByRole('dialog', { name: 'Why this verdict' })
  expect(within(steps).getByText('Clause “Servers” decides')).toBeTruthy()
  expect(within(steps).getByText('Covered by “Servers” of Care Plus.')).toBeTruthy()
  expect(within(steps).getByText('Clause “Everything else” fits too, but stands back')).toBeTruthy()
})

test('assets of one kind that are judged alike stand on one line, which opens', async () => {
  const rows = desk()
  const second = rowOf('asset', { id: idOf(32), clientId: client, name: 'HAR-PRN-2', kind: 'printer', archivedAt: null })
  const { user } = await openWindow(`/contracts/${care}`, { rows: { ...rows, asset: [...rows.asset, second] } })
  const table = await screen.findByRole('table', { name: 'What is covered' })
  const line = within(table).getByRole('button', { name: /^Printer 2 assets/ })
  expect(within(table).queryByText('HAR-PRN-2')).toBeNull()
  await user.click(line)
  expect(within(table).getByRole('link', { name: 'HAR-PRN-1' })).toBeTruthy()
  expect(within(table).getByRole('link', { name: 'HAR-PRN-2' })).toBeTruthy()
})

test('a clause that is added changes the verdicts at once, and undo takes it back', async () => {
  const { user } = await openWindow(`/contracts/${care}`, { rows: desk() })
  const table = await screen.findByRole('table', { name: 'What is covered' })
  const printer = within(table).getByText('HAR-PRN-1').closest('tr') as HTMLElement
  expect(within(printer).queryByRole('button', { name: 'Excluded' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'New clause' }))
  await user.click(await screen.findByRole('textbox', { name: /^Title/ }))
  await user.paste('No printers')
  await user.click(screen.getByRole('combobox', { name: /^Work that fits is/ }))
  await user.click(await screen.findByRole('option', { name: 'Excluded' }))
  await user.click(screen.getByRole('combobox', { name: /^Kinds of asset/ }))
  await user.click(await screen.findByRole('option', { name: 'Printer' }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(within(printer).getByRole('button', { name: 'Excluded' })).toBeTruthy())
  expect(within(screen.getByRole('list', { name: 'Clauses' })).getByText('No printers')).toBeTruthy()
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(within(printer).queryByRole('button', { name: 'Excluded' })).toBeNull())
})

test('clauses are put in another order', async () => {
  const { user } = await openWindow(`/contracts/${care}`, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Move clause Servers down' }))
  const list = screen.getByRole('list', { name: 'Clauses' })
  await waitFor(() => expect(within(list).getAllByRole('listitem')[1]?.textContent).toContain('Servers'))
})

test('prepaid hours say what is left, and open every draw with its ticket', async () => {
  const { user } = await openWindow(`/contracts/${care}`, { rows: withPrices() })
  expect(await screen.findByText('8 h 30 min of 10 h left')).toBeTruthy()
  expect(screen.getByRole('img', { name: /^Ten hours: 8 h 30 min of 10 h left/ })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '1 draw' }))
  const draws = await screen.findByRole('dialog', { name: 'What was drawn from Ten hours' })
  expect(await within(draws).findByText('#12 Paper jam')).toBeTruthy()
  expect(within(draws).getByText('− 1 h 30 min')).toBeTruthy()
})

test('margin is shown to who may see costs, and to nobody else', async () => {
  await openWindow(`/contracts/${care}`, { rows: withPrices() })
  expect(await screen.findByText('Earned per hour worked')).toBeTruthy()
})

test('an agent sees the contract, no margin, and can change nothing', async () => {
  await openWindow(`/contracts/${care}`, { rows: withPrices(), role: 'agent' })
  expect(await screen.findByRole('table', { name: 'What is covered' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'New clause' })).toBeNull()
  expect(screen.queryByRole('heading', { name: 'Margin' })).toBeNull()
})

test('a new contract opens with what was typed; one that ends before it begins is refused at its field', async () => {
  const { user, address } = await openWindow('/contracts', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New contract' }))
  await user.click(await screen.findByRole('textbox', { name: /^Name/ }))
  await user.paste('Printers')
  const dialog = screen.getByRole('dialog', { name: 'New contract' })
  await user.click(within(dialog).getByRole('combobox', { name: /^Client/ }))
  await user.click(await screen.findByRole('option', { name: /Harbour Foods/ }))
  const end = screen.getByLabelText(/^Last day/)
  await user.click(end)
  await user.paste('2001-01-01')
  await user.click(screen.getByRole('button', { name: 'Create contract' }))
  expect((await screen.findAllByText(/a date on or after/)).length).toBeGreaterThan(0)
  await user.clear(end)
  await user.click(screen.getByRole('button', { name: 'Create contract' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Printers' })).toBeTruthy()
  expect(address()).toMatch(/^\/contracts\/[0-9a-f-]{36}$/)
})

test('a contract asks for what the organisation added to contracts, shows it, and what is wrong stands at its field', async () => {
  const field = { clientId: null, entity: 'contract', help: '', options: [], position: 1, archivedAt: null }
  const custom_field = [
    rowOf('custom_field', { ...field, id: idOf(90), label: 'Cost centre', kind: 'text' }),
    rowOf('custom_field', { ...field, id: idOf(91), label: 'Risk factor', kind: 'number' })
  ]
  const { user } = await openWindow(`/contracts/${care}`, { rows: { ...desk(), custom_field } })
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('textbox', { name: /^Cost centre/ }))
  await user.paste('4711')
  await user.click(within(dialog).getByRole('textbox', { name: /^Risk factor/ }))
  await user.paste('much')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  within(dialog).getByText('Expected a number such as 12 or 7.5')
  await user.clear(within(dialog).getByRole('textbox', { name: /^Risk factor/ }))
  await user.paste('1.5')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(await screen.findByText('4711')).toBeTruthy()
  screen.getByText('1.5')
})

test('a contract’s form asks what its model needs; further terms are one key away', async () => {
  const { user } = await openWindow('/contracts', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New contract' }))
  const dialog = await screen.findByRole('dialog', { name: 'New contract' })
  expect(within(dialog).queryByLabelText('Own hourly rate')).toBeNull()
  const further = within(dialog).getByRole('button', { name: 'Further terms' })
  expect(further.getAttribute('aria-expanded')).toBe('false')
  await user.click(further)
  within(dialog).getByLabelText('Own hourly rate')
  await user.click(within(dialog).getByRole('combobox', { name: /^Model/ }))
  await user.click(await screen.findByRole('option', { name: 'Rate agreement' }))
  expect(within(dialog).queryByLabelText(/^Included time/)).toBeNull()
})

/** The desk with a price for every hour, so that work can be billed and drawn. */
function withPrices() {
  const rows = desk()
  const nothing = { callOutMinor: null, callOutAfterHoursMinor: null, incidentMinor: null, timeCapMinor: null }
  const period = {
    ...nothing,
    id: idOf(71),
    validFrom: '2020-01-01',
    validTo: null,
    hourlyMinor: 12_000,
    byPerson: {},
    byRole: {},
    byWork: {},
    rounding: { minimumMinutes: 0, incrementMinutes: 15, mode: 'up', scope: 'entry' },
    afterHoursBasisPoints: 10_000,
    emergencyBasisPoints: 10_000,
    combine: 'max',
    travelPerHourMinor: null,
    travelPerKilometreMinor: null,
    travelPerVisitMinor: null
  }
  const tax = rowOf('tax_rate', { id: idOf(72), clientId: null, name: 'VAT', category: 'S', rate: 1900, archivedAt: null })
  return {
    ...rows,
    organisation: rows.organisation.map((row) => ({ ...row, priceListId: idOf(70), taxRateId: idOf(72) })),
    price_list: rows.price_list.map((row) => ({ ...row, periods: [period] })),
    tax_rate: [tax]
  }
}
