// The billing room: a run with preview and reasons, drafts, approval, issue, credit, e-invoice, deposits, locked periods.

import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { platform } from '#renderer/platform/current-platform.ts'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const [acme, harbour, ticketId, prices, tax, series] = [idOf(1), idOf(2), idOf(10), idOf(20), idOf(21), idOf(22)]
const lastMonth = new Date(Date.now() - 40 * 86_400_000)
const workedAt = Date.UTC(lastMonth.getFullYear(), lastMonth.getMonth(), 12, 9)
const from = new Date(workedAt).toISOString().slice(0, 8) + '01'
const through = new Date(workedAt).toISOString().slice(0, 8) + '28'

const place = { street: 'Main St 1', city: 'Dublin', postcode: 'D01', country: 'IE', vatId: 'IE1234567T' }

function desk(role = 'administrator') {
  const client = (id: string, name: string) =>
    rowOf('client', {
      id,
      clientId: id,
      name,
      currency: 'EUR',
      ...place,
      priceListId: prices,
      archivedAt: null,
      taxRateId: null,
      slaPolicyId: null,
      paymentDays: 14
    })
  const entry = (n: number, clientId: string, minutes: number) =>
    rowOf('time_entry', {
      id: idOf(200 + n),
      clientId,
      ticketId: n === 9 ? idOf(11) : ticketId,
      personId: testIds.person,
      startedAt: workedAt + n * 3_600_000,
      endedAt: workedAt + n * 3_600_000 + minutes * 60_000,
      rawMinutes: minutes,
      kind: 'remote',
      note: 'Replaced the cable',
      billable: true,
      voidedAt: null,
      emergency: false,
      travelMetres: null
    })
  const ticket = (id: string, clientId: string, number: number) =>
    rowOf('ticket', {
      id,
      clientId,
      number,
      subject: `Printer ${String(number)}`,
      kind: 'request',
      status: 'resolved',
      siteId: null,
      assetIds: [],
      archivedAt: null
    })
  return {
    organisation: [
      rowOf('organisation', {
        id: testIds.organisation,
        clientId: null,
        name: 'Desk',
        currency: 'EUR',
        timeZone: 'UTC',
        priceListId: prices,
        taxRateId: tax,
        calendarId: null,
        slaPolicyId: null,
        taxRounding: 'document',
        paymentDays: 14,
        ...place
      })
    ],
    person: [rowOf('person', { id: testIds.person, clientId: null, name: 'Mara', role, active: true, clientIds: null })],
    tax_rate: [
      rowOf('tax_rate', { id: tax, clientId: null, name: 'VAT 23 %', category: 'S', rate: 2300, exemptionReason: '', archivedAt: null })
    ],
    price_list: [
      rowOf('price_list', {
        id: prices,
        clientId: null,
        name: 'Standard',
        currency: 'EUR',
        calendarId: null,
        taxRateId: tax,
        archivedAt: null,
        periods: [
          {
            id: idOf(30),
            validFrom: '2020-01-01',
            validTo: null,
            hourlyMinor: 9600,
            byPerson: {},
            byRole: {},
            byWork: {},
            rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'entry' },
            afterHoursBasisPoints: 15_000,
            emergencyBasisPoints: 20_000,
            combine: 'max',
            callOutMinor: null,
            callOutAfterHoursMinor: null,
            incidentMinor: null,
            travelPerHourMinor: null,
            travelPerKilometreMinor: null,
            travelPerVisitMinor: null,
            timeCapMinor: null
          }
        ]
      })
    ],
    number_series: [
      rowOf('number_series', {
        id: series,
        clientId: null,
        kind: 'invoice',
        prefix: 'INV-',
        digits: 5,
        next: 1,
        deviceId: null,
        epoch: null,
        closedAt: null
      })
    ],
    client: [client(acme, 'Acme'), client(harbour, 'Harbour Foods')],
    ticket: [ticket(ticketId, acme, 1001), ticket(idOf(11), harbour, 1002)],
    time_entry: [entry(1, acme, 20), entry(2, acme, 60), entry(9, harbour, 30)]
  }
}

beforeEach(() => {
  vi.restoreAllMocks()
})

async function computed() {
  const opened = await openWindow('/billing', { rows: desk() })
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

function issued(fields: object = {}) {
  const line = {
    id: idOf(400),
    kind: 'manual',
    date: '2026-10-12',
    description: 'Cabling',
    quantity: '2',
    unit: 'HUR',
    unitMinor: 9600,
    netMinor: 19_200,
    taxCategory: 'S',
    taxRate: 2300,
    exemptionReason: '',
    contractId: null,
    ticketId: null,
    sourceEntity: null,
    sourceId: null,
    steps: [],
    chargeIds: []
  }
  const party = {
    name: 'Desk',
    street: 'Main St 1',
    city: 'Dublin',
    postcode: 'D01',
    country: 'IE',
    vatId: 'IE1234567T',
    taxNumber: '',
    registration: '',
    email: '',
    phone: '',
    contactName: '',
    bankName: '',
    iban: '',
    bic: ''
  }
  return rowOf('invoice', {
    id: idOf(500),
    clientId: acme,
    kind: 'invoice',
    status: 'issued',
    number: 'INV-00007',
    seriesId: series,
    currency: 'EUR',
    title: 'Services October',
    lines: [line],
    taxes: [{ category: 'S', rate: 2300, exemptionReason: '', taxableMinor: 19_200, taxMinor: 4_416 }],
    netMinor: 19_200,
    taxMinor: 4_416,
    grossMinor: 23_616,
    payableMinor: 23_616,
    deposits: [],
    issuedOn: '2026-11-01',
    dueOn: '2026-11-15',
    seller: party,
    buyer: { ...party, name: 'Acme' },
    buyerReference: '',
    note: '',
    issuedAt: 1_700_000_000_000,
    contractId: null,
    ticketId: null,
    periodFrom: null,
    periodThrough: null,
    creditsId: null,
    creditedById: null,
    exportedAt: null,
    archivedAt: null,
    ...fields
  })
}

test('an issued document goes out as e-invoice; what the seller lacks is said before the file is made', async () => {
  const saved = vi.spyOn(platform, 'saveFile').mockResolvedValue(true)
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows: { ...desk(), invoice: [issued()] } })
  await screen.findByRole('heading', { name: 'INV-00007' })
  await user.click(screen.getByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: 'E-invoice (UBL)' }))
  await waitFor(() => expect(saved).toHaveBeenCalled())
  const [name, content] = saved.mock.calls[0] ?? []
  expect(name).toBe('INV-00007.xml')
  expect(await content?.text()).toContain('<cbc:ID>INV-00007</cbc:ID>')
})

test('a seller without a country is named by field and rule', async () => {
  const bare = issued()
  const rows = { ...desk(), invoice: [{ ...bare, seller: { ...(bare['seller'] as object), country: '' } } as typeof bare] }
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows })
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: 'E-invoice (UBL)' }))
  expect(await screen.findByText('seller.country (BR-09)')).toBeTruthy()
})

test('an issued document is credited: the credit note is a draft, the document itself stays', async () => {
  const { user } = await openWindow(`/billing/documents/${idOf(500)}`, { rows: { ...desk(), invoice: [issued()] } })
  await user.click(await screen.findByRole('button', { name: 'Credit' }))
  await user.type(await screen.findByRole('textbox', { name: /^Reason/ }), 'Wrong client{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Credit note drafted')).toBeTruthy()
  expect(await screen.findByText('Credited')).toBeTruthy()
  await user.click(await screen.findByRole('link', { name: /^Credit note for/ }))
  expect(await screen.findByText('Wrong client')).toBeTruthy()
  expect(screen.getAllByText('-€236.16').length).toBeGreaterThan(0)
})

test('issued documents go to the books as a table in their own columns, with the account that was typed', async () => {
  const saved = vi.spyOn(platform, 'saveFile').mockResolvedValue(true)
  const { user } = await openWindow('/billing/documents', { rows: { ...desk(), invoice: [issued()] } })
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
  const { user } = await openWindow('/billing/documents', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New deposit invoice' }))
  const form = await screen.findByRole('dialog', { name: 'New deposit invoice' })
  await user.click(within(form).getByRole('button', { name: 'Save' }))
  expect((await within(form).findAllByText('This is needed')).length).toBe(4)
})

test('who may not prepare invoices hears so, and sees nothing', async () => {
  await openWindow('/billing', { rows: desk('technician'), role: 'technician' })
  expect(await screen.findByText('Billing is for managers')).toBeTruthy()
})
