// What is covered and what is promised, where work is about to start: in New ticket before saving, on the ticket, and in the list.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const client = idOf(1)
const minute = 60_000
const server = idOf(20)
const printer = idOf(21)

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
  const target = { firstResponseMinutes: 60, nextResponseMinutes: 120, resolutionMinutes: 480 }
  const ticket = (n: number, minutesAgo: number, fields: object = {}) =>
    rowOf('ticket', {
      id: idOf(100 + n),
      clientId: client,
      number: 1000 + n,
      subject: `Trouble ${String(n)}`,
      kind: 'incident',
      status: 'open',
      impact: 2,
      urgency: 2,
      priority: 3,
      assetIds: [server],
      openedAt: Date.now() - minutesAgo * minute,
      statusSince: Date.now() - minutesAgo * minute,
      updatedAt: Date.now() - minutesAgo * minute,
      ...fields
    })
  return {
    organisation: [
      rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', language: 'en' })
    ],
    client: [rowOf('client', { id: client, clientId: client, name: 'Harbour Foods', code: 'HAR' })],
    asset: [
      rowOf('asset', { id: server, clientId: client, name: 'HAR-SRV-1', tag: 'S-1', kind: 'server' }),
      rowOf('asset', { id: printer, clientId: client, name: 'HAR-PRN-1', tag: 'P-1', kind: 'printer' })
    ],
    calendar: [rowOf('calendar', { id: idOf(30), clientId: null, name: 'Always', timeZone: 'UTC', alwaysOpen: true, weekly: closed })],
    sla_policy: [
      rowOf('sla_policy', {
        id: idOf(31),
        clientId: null,
        name: 'Gold',
        calendarId: idOf(30),
        targets: { '3': target, '4': target },
        pausingStatuses: ['waiting-client'],
        pausedClocks: ['resolution'],
        anchor: 'opened',
        warnAt: 7500,
        breachIsFinal: true,
        closedTimeIsPause: true
      })
    ],
    contract_cover: [
      rowOf('contract_cover', {
        id: idOf(40),
        clientId: client,
        name: 'Care Plus',
        model: 'flat-fee',
        startsOn: '2020-01-01',
        endsOn: null,
        currency: 'EUR',
        hourlyRateMinor: 12_000,
        slaPolicyId: idOf(31),
        clauses: [
          { ...everything, id: idOf(50), title: 'Servers', verdict: 'covered', assetKinds: ['server'], workKinds: ['remote'] },
          { ...everything, id: idOf(51), title: 'Servers on site', verdict: 'billable', assetKinds: ['server'], workKinds: ['on-site'] }
        ],
        archivedAt: null
      })
    ],
    ticket: [ticket(1, 90), ticket(2, 50), ticket(3, 5), ticket(4, 90, { assetIds: [] }), ticket(5, 90, { status: 'waiting-client' })],
    event: [
      rowOf('event', {
        id: idOf(200),
        clientId: client,
        kind: 'ticket.commented',
        subjectEntity: 'ticket',
        subjectId: idOf(105),
        at: Date.now() - 80 * minute,
        data: { visibility: 'public', channel: 'reply' }
      })
    ]
  }
}

const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

test('New ticket says before saving what is covered by which clause, by kind of work, and what is promised', async () => {
  const { user } = await openWindow('/tickets', { rows: desk(), role: 'technician' })
  await user.click(await screen.findByRole('button', { name: /^New ticket/ }))
  const form = await screen.findByRole('form', { name: 'New ticket' })
  await user.click(within(form).getByRole('combobox', { name: /^Client/ }))
  await user.click(await screen.findByRole('option', { name: /Harbour Foods/ }))
  const card = await within(form).findByRole('region', { name: 'Coverage' })
  expect(await within(card).findByText('Under no contract: €120.00 an hour.')).toBeTruthy()
  await user.click(within(form).getByRole('combobox', { name: /^Asset/ }))
  await user.click(await screen.findByRole('option', { name: /HAR-SRV-1/ }))
  expect(await within(card).findByText('Covered by “Servers” of Care Plus.')).toBeTruthy()
  expect(within(card).getByText('Billable by “Servers on site” of Care Plus: €120.00 an hour.')).toBeTruthy()
  expect(within(card).getByText('Gold: answer within 1 h, solve within 8 h')).toBeTruthy()
  await user.click(within(card).getAllByRole('button', { name: 'Why? Why this verdict' })[0] as HTMLElement)
  const steps = await screen.findByRole('dialog', { name: 'Why this verdict' })
  expect(within(steps).getByText('Clause “Servers” decides')).toBeTruthy()
  expect(within(steps).getByText('Promise: Gold')).toBeTruthy()
})

test('a ticket shows its clocks; each opens the steps of its deadline', async () => {
  const { user } = await openWindow(`/tickets/${idOf(101)}`, { rows: desk() })
  const clocks = await screen.findByRole('list', { name: 'Promises' })
  const first = within(clocks).getByText('First response').closest('li') as HTMLElement
  expect(within(first).getByText('Overdue')).toBeTruthy()
  // The clocks go on while a slow machine works: the ten minutes are named, the last digit is not.
  expect(within(first).getByText(/3\d min of opening hours late/)).toBeTruthy()
  expect(
    within(within(clocks).getByText('Resolution').closest('li') as HTMLElement).getByText(/6 h (30|2\d) min of opening hours left/)
  ).toBeTruthy()
  await user.click(within(first).getByRole('button', { name: /First response: how the deadline came about/ }))
  const steps = await screen.findByRole('dialog', { name: /^First response/ })
  expect(within(steps).getByText('The clock began when the ticket was opened')).toBeTruthy()
  expect(within(steps).getByText('Promised by Gold')).toBeTruthy()
  expect(within(steps).getByText('Deadline')).toBeTruthy()
})

test('an answer meets the first response, and waiting for the client stops the clock of the resolution', async () => {
  await openWindow(`/tickets/${idOf(105)}`, { rows: desk() })
  const clocks = await screen.findByRole('list', { name: 'Promises' })
  expect(within(within(clocks).getByText('First response').closest('li') as HTMLElement).getByText('Met')).toBeTruthy()
  expect(within(within(clocks).getByText('Resolution').closest('li') as HTMLElement).getByText('Paused')).toBeTruthy()
})

test('a ticket that nothing is promised for says so', async () => {
  await openWindow(`/tickets/${idOf(104)}`, { rows: desk() })
  expect(await screen.findByText('Nothing is promised for this ticket.')).toBeTruthy()
})

test('the view of what is breaching holds overdue and pressing tickets, the most pressing first, and follows an answer', async () => {
  const { user } = await openWindow('/tickets', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: /^Breaching/ }))
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  await waitFor(() =>
    expect(
      within(list)
        .getAllByText(/^Trouble/)
        .map((cell) => cell.textContent)
    ).toEqual(['Trouble 1', 'Trouble 2'])
  )
  expect(within(list).getByText(/^3\d min ago$/)).toBeTruthy()
  expect(within(list).getByText(/^in ([1-9]|10) min$/)).toBeTruthy()
  await user.dblClick(within(list).getByText('Trouble 1'))
  await user.click(await screen.findByRole('textbox', { name: 'Public reply' }))
  await user.paste('We are on it')
  await user.keyboard('{Control>}{Enter}{/Control}')
  const clocks = await screen.findByRole('list', { name: 'Promises' })
  await waitFor(() => expect(within(clocks).getByText('Missed')).toBeTruthy())
  await user.keyboard('{Escape}{Escape}')
  const after = await screen.findByRole('grid', { name: 'List of tickets' })
  await waitFor(() =>
    expect(
      within(after)
        .getAllByText(/^Trouble/)
        .map((cell) => cell.textContent)
    ).toEqual(['Trouble 2'])
  )
})
