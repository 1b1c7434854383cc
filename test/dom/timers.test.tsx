// Stopwatches in the title area: several at once, as rows that a restart or a sleep doesn't stop, and a forgotten one that asks.

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const hour = 3_600_000

function desk(startedHoursAgo: readonly number[]) {
  const now = Date.now()
  return {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods' })],
    ticket: startedHoursAgo.map((_, n) =>
      rowOf('ticket', { id: idOf(100 + n), clientId, number: 1001 + n, subject: `Work ${String(n + 1)}`, status: 'open' })
    ),
    timer: startedHoursAgo.map((hours, n) =>
      rowOf('timer', {
        id: idOf(300 + n),
        clientId,
        ticketId: idOf(100 + n),
        personId: testIds.person,
        startedAt: now - hours * hour,
        resumedAt: now - hours * hour,
        accumulatedMs: 0,
        pausedAt: null,
        kind: 'remote',
        note: ''
      })
    )
  }
}

test('several run at once; those without room stand in a list with the same controls', async () => {
  const { user } = await openWindow('/tickets', { rows: desk([3, 2, 1, 0.5]) })
  const strip = await screen.findByRole('group', { name: 'Running timers' })
  await within(strip).findByRole('button', { name: 'Pause the timer of #1002' })
  expect(
    within(strip)
      .getAllByRole('timer')
      .map((clock) => clock.textContent?.slice(0, 3))
  ).toEqual(['3:0', '2:0'])
  await user.click(within(strip).getByRole('button', { name: '2 more timers' }))
  await user.click(await screen.findByRole('button', { name: 'Pause the timer of #1004' }))
  expect(await screen.findByRole('button', { name: 'Go on with the timer of #1004' })).toBeTruthy()
})

test('stopping books what was counted, at once', async () => {
  const { user } = await openWindow('/tickets', { rows: desk([1.5]) })
  await user.click(await screen.findByRole('button', { name: 'Stop the timer of #1001 and log the time' }))
  expect(await screen.findByText('Time logged')).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Running timers' })).toBeNull())
})

test('one that ran over night asks how long the work took, and books what is said', async () => {
  const { user, store } = await openWindow('/tickets', { rows: desk([14]) })
  await user.click(await screen.findByRole('button', { name: 'Stop the timer of #1001 and log the time' }))
  const dialog = await screen.findByRole('dialog', { name: 'Stop the timer of #1001' })
  expect(within(dialog).getByText(/It counted 14 h 00 min/)).toBeTruthy()
  const minutes = within(dialog).getByRole('textbox', { name: 'How long did the work take?' })
  await user.clear(minutes)
  await user.type(minutes, 'a while')
  await user.click(within(dialog).getByRole('button', { name: 'Log this time' }))
  expect(await within(dialog).findByText(/^Expected minutes/)).toBeTruthy()
  await user.clear(minutes)
  await user.type(minutes, '1:15')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('1 h 15 min logged')).toBeTruthy()
  const entries = await new Promise<readonly { readonly [field: string]: unknown }[]>((resolve) => {
    const live = store.client.query({ entity: 'time_entry', parentId: idOf(100) }, (view) => (live.close(), resolve(view.rows)))
  })
  expect(entries.map((entry) => entry['rawMinutes'])).toEqual([75])
})
