// What is promised and charged, as an administrator keeps it in the settings: calendars, SLA policies, prices, taxes, the seller.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { blankPricePeriod } from '#core/billing/blank-price-period.ts'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

function desk() {
  return {
    organisation: [
      rowOf('organisation', { id: testIds.organisation, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'UTC', language: 'en' })
    ],
    calendar: [
      rowOf('calendar', {
        id: idOf(1),
        clientId: null,
        name: 'Office hours',
        timeZone: 'Europe/Berlin',
        weekly: { ...closed, mon: [['09:00', '17:00']], tue: [['09:00', '12:00']] },
        holidayRegion: '',
        archivedAt: null
      })
    ],
    price_list: [
      rowOf('price_list', {
        id: idOf(2),
        clientId: null,
        name: 'Usual prices',
        currency: 'EUR',
        calendarId: idOf(1),
        taxRateId: null,
        periods: [{ ...blankPricePeriod(idOf(3), '2020-01-01'), hourlyMinor: 12_000 }],
        archivedAt: null
      })
    ]
  }
}

test('a calendar shows its hours a week; hours that are none, or overlap, are said at their day and nothing typed is lost', async () => {
  const { user } = await openWindow('/settings/calendars', { rows: desk() })
  expect(await screen.findByText(/11 h a week · Europe\/Berlin/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Edit Office hours' }))
  const wednesday = await screen.findByRole('textbox', { name: 'Opening hours, Wednesday' })
  await user.click(wednesday)
  await user.paste('nine to five')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Expected hours such as 09:00–17:00')).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(wednesday))
  await user.clear(wednesday)
  await user.paste('9-13, 12-24')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('expected intervals that do not overlap')).toBeTruthy()
  expect((wednesday as HTMLInputElement).value).toBe('9-13, 12-24')
  await user.clear(wednesday)
  await user.paste('13-24')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/22 h a week/)).toBeTruthy()
})

test('a calendar that never opens is refused with the reason', async () => {
  const { user } = await openWindow('/settings/calendars', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Edit Office hours' }))
  await user.clear(await screen.findByRole('textbox', { name: 'Opening hours, Monday' }))
  await user.clear(screen.getByRole('textbox', { name: 'Opening hours, Tuesday' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findAllByText(/this calendar never opens/)).length).toBeGreaterThan(0)
})

test('an SLA policy is added with targets by priority, counted in its line, and archived with a way back', async () => {
  const { user } = await openWindow('/settings/sla-policies', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New SLA policy' }))
  await user.click(await screen.findByRole('textbox', { name: /^Name/ }))
  await user.paste('Gold')
  await user.click(screen.getByRole('combobox', { name: /^Calendar/ }))
  await user.click(await screen.findByRole('option', { name: 'Office hours' }))
  await user.click(screen.getByRole('textbox', { name: 'First response, Critical' }))
  await user.paste('30')
  await user.click(screen.getByRole('textbox', { name: 'Resolution, Critical' }))
  await user.paste('8 h')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/2 targets · Office hours/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Archive Gold' }))
  await waitFor(() => expect(screen.queryByText(/2 targets/)).toBeNull())
  await user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText(/2 targets/)).toBeTruthy()
})

test('new prices begin on a day and end the old ones on the day before; overlapping ones are refused at their field', async () => {
  const { user } = await openWindow('/settings/prices', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New prices in Usual prices' }))
  const hourly = await screen.findByRole('textbox', { name: /^Hour of work/ })
  expect((hourly as HTMLInputElement).value).toBe('120.00')
  await user.clear(hourly)
  await user.paste('135')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  const table = await screen.findByRole('table', { name: 'Prices of Usual prices' })
  await waitFor(() => expect(within(table).getByText('€135.00')).toBeTruthy())
  expect(within(table).getByText(/^1 Jan 2020 to/)).toBeTruthy()
  await user.click(within(table).getByRole('button', { name: 'Remove prices of Usual prices from 1 Jan 2020' }))
  await waitFor(() => expect(within(table).queryByText(/^1 Jan 2020 to/)).toBeNull())
  await user.keyboard('{Control>}z{/Control}')
  await within(table).findByText(/^1 Jan 2020 to/)
  await user.click(within(table).getByRole('button', { name: 'Edit prices of Usual prices from 1 Jan 2020' }))
  const until = await screen.findByLabelText(/^Last day/)
  await user.clear(until)
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findAllByText(/that the period before it ends/)).length).toBeGreaterThan(0)
})

test('a tax rate without a reason where none is charged is refused at that field', async () => {
  const { user } = await openWindow('/settings/taxes', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'New tax rate' }))
  await user.click(await screen.findByRole('textbox', { name: /^Name/ }))
  await user.paste('Abroad')
  await user.click(screen.getByRole('combobox', { name: /^Category/ }))
  await user.click(await screen.findByRole('option', { name: 'Reverse charge' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findAllByText(/the reason why no tax is charged/)).length).toBeGreaterThan(0)
})

test('what stands on invoices is kept with the organisation', async () => {
  const { user } = await openWindow('/settings/organisation', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Edit what stands on invoices' }))
  await user.click(await screen.findByRole('textbox', { name: /^VAT number/ }))
  await user.paste('DE123456789')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('DE123456789')).toBeTruthy()
})

test('who may not change it can look', async () => {
  await openWindow('/settings/calendars', { rows: desk(), role: 'technician' })
  expect(await screen.findByText('Office hours')).toBeTruthy()
  expect(screen.getByText('Your role can look at this, not change it.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'New calendar' })).toBeNull()
})
