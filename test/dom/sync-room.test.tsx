// The sync room: what waits is named in order, a conflict shows both values and one click settles it, refusals stand under their cause.

import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { OutboxItem } from '#store/contract.ts'
import { textsOf, withTexts } from '#renderer/features/sync/EditRefused.tsx'
import { groupOutbox } from '#renderer/features/sync/outbox-groups.ts'
import { typedLines } from '#renderer/features/sync/typed-lines.ts'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const ticketId = idOf(100)

function desk() {
  return {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    person: [
      rowOf('person', {
        id: testIds.person,
        clientId: null,
        name: 'Mara Lindqvist',
        email: 'mara@desk.example',
        role: 'administrator',
        active: true
      })
    ],
    ticket: [rowOf('ticket', { id: ticketId, clientId, number: 1001, subject: 'Printer jams', status: 'open' })],
    conflict: [
      rowOf('conflict', {
        id: idOf(200),
        clientId,
        entity: 'ticket',
        rowId: ticketId,
        field: 'subject',
        rule: 'ask',
        base: 'Printer',
        kept: 'Printer jams',
        lost: 'Printer on fire',
        incomingLost: true,
        actorId: testIds.person,
        settledAt: null,
        choice: null
      })
    ]
  }
}

test('says in words that nobody can be reached, and names what waits', async () => {
  const { store } = await openWindow('/sync', { rows: desk() })
  await store.client.request('run', {
    name: 'ticket.comment',
    input: { ticketId, visibility: 'internal', channel: 'note', body: 'Written in the cellar' }
  })
  const waiting = await screen.findByRole('list', { name: /^Waiting/ })
  expect(await within(waiting).findByText(/Written in the cellar/)).toBeTruthy()
  expect(within(waiting).getByRole('link').getAttribute('href')).toBe(`/tickets/${ticketId}`)
})

test('shows both values of a conflict; one click takes the other one, and it can be taken back', async () => {
  const { user, store } = await openWindow('/sync', { rows: desk() })
  expect(await screen.findByText('Printer on fire')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Take this one' }))
  expect(await screen.findByText('No field was changed in two places.')).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Printer on fire')).toBeTruthy()
  expect(store.disk).toBeTruthy()
})

test('settles all that clashed by one click, and one undo takes it back', async () => {
  const rows = desk()
  const [first] = rows.conflict
  if (!first) throw new Error('there is a conflict')
  const second = { ...first, id: idOf(201), field: 'description', kept: 'On the second floor', lost: 'On the third floor' }
  const { user } = await openWindow('/sync', { rows: { ...rows, conflict: [first, second] } })
  expect(await screen.findByText('On the third floor')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Take all 2 other values' }))
  expect(await screen.findByText('No field was changed in two places.')).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('On the third floor')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: 'Keep this one' })).toHaveLength(2)
})

test('[SNAP6] fetches everything anew when asked; what waits and what is shown stays', async () => {
  const { user, store } = await openWindow('/sync', { rows: desk() })
  await store.client.request('run', {
    name: 'ticket.comment',
    input: { ticketId, visibility: 'internal', channel: 'note', body: 'Written in the cellar' }
  })
  await user.click(await screen.findByRole('button', { name: 'Fetch everything anew' }))
  expect(await screen.findByText('Everything is fetched from the server anew')).toBeTruthy()
  expect(JSON.parse(store.disk.meta ?? '{}')).toMatchObject({ snapshot: { clients: null, after: null, aside: true } })
  expect(await screen.findByText('Printer on fire')).toBeTruthy()
  expect(store.disk.outbox.size).toBe(1)
})

test('proves what is kept here by one checksum per kind of record', async () => {
  const { user } = await openWindow('/sync', { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Compute checksums' }))
  expect((await screen.findAllByText(/^[0-9a-f]{64}$/)).length).toBeGreaterThan(3)
})

test('groups refusals under their cause, and hides none whose cause is gone', () => {
  const item = (commandId: string, causeId: string | null): OutboxItem => ({
    commandId,
    causeId,
    name: 'ticket.edit',
    input: {},
    at: 0,
    state: 'refused',
    refusal: { type: 'archived' },
    subject: null
  })
  const groups = groupOutbox([item('a', null), item('b', 'a'), item('c', 'b'), item('d', 'gone'), { ...item('e', null), state: 'waiting' }])
  expect(groups.refused.map(({ item: { commandId }, followers }) => [commandId, followers.map((one) => one.commandId)])).toEqual([
    ['a', ['b', 'c']],
    ['d', []]
  ])
  expect(groups.waiting.map((one) => one.commandId)).toEqual(['e'])
})

test('what was typed and refused is said in the words of its record, without what is empty or only a number of a record', () => {
  const input = {
    clientId,
    name: 'Zebra',
    code: 'ZEB',
    industry: '',
    size: null,
    tags: [],
    budgetMinor: 125_000,
    currency: 'EUR',
    custom: {}
  }
  const lines = typedLines({ name: 'client.create', input, subject: null })
  expect(lines.map(({ label, text }) => [label, text])).toEqual([
    ['Name', 'Zebra'],
    ['Code', 'ZEB'],
    ['Budget per month', '€1,250.00'],
    ['Currency', 'EUR']
  ])
})

test('a refused command is changed text by text; references stay', () => {
  const input = { id: ticketId, fields: { subject: 'Old', tags: ['a'] }, note: 'n' }
  expect(textsOf(input)).toEqual([
    ['fields.subject', 'Old'],
    ['note', 'n']
  ])
  expect(withTexts(input, { 'fields.subject': 'New' })).toEqual({ ...input, fields: { subject: 'New', tags: ['a'] } })
})
