// One ticket as a person works on it: reply and note, drafts that stay, fields edited in place, stage, history, refusals, conflicts.

import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { LocalStore } from '#sync/ports.ts'
import { openWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const ticketId = idOf(100)

function desk(fields: object = {}) {
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
    ticket: [
      rowOf('ticket', {
        id: ticketId,
        clientId,
        number: 1042,
        subject: 'Printer jams on thick paper',
        description: 'Third time this week.',
        status: 'open',
        stage: 'requested',
        impact: 2,
        urgency: 2,
        priority: 3,
        updatedAt: 1_700_000_000_000,
        ...fields
      })
    ],
    comment: [
      rowOf('comment', {
        id: idOf(200),
        clientId,
        ticketId,
        visibility: 'public',
        channel: 'email',
        authorName: 'Ines Brandt',
        body: 'It jams again',
        at: 1_700_000_000_000
      }),
      rowOf('comment', {
        id: idOf(201),
        clientId,
        ticketId,
        visibility: 'internal',
        channel: 'note',
        authorId: testIds.person,
        body: 'Feed roller is worn',
        at: 1_700_000_060_000
      })
    ]
  }
}

const page = `/tickets/${ticketId}`

test('tells public and internal messages apart by word, not by colour alone', async () => {
  await openWindow(page, { rows: desk() })
  const log = await screen.findByRole('log', { name: 'Conversation' })
  const reply = (await within(log).findByText('It jams again')).closest('section')
  const note = within(log).getByText('Feed roller is worn').closest('section')
  expect(within(reply as HTMLElement).getByText('Public')).toBeTruthy()
  expect(within(note as HTMLElement).getByText('Internal')).toBeTruthy()
})

test('a reply is sent with Ctrl+Enter, stands in the conversation at once and leaves an empty composer', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  const field = await screen.findByRole('textbox', { name: 'Public reply' })
  await user.type(field, 'We bring a new roller at two.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  const log = screen.getByRole('log', { name: 'Conversation' })
  expect(await within(log).findByText('We bring a new roller at two.')).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Public reply' }).value).toBe('')
})

test('after an internal note the next words are a note again, so that nothing slips to the client', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('radio', { name: 'Internal note' }))
  await user.type(screen.getByRole('textbox', { name: 'Internal note' }), 'Roller ordered')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await within(screen.getByRole('log', { name: 'Conversation' })).findByText('Roller ordered')).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Internal note' }).value).toBe('')
})

test('what was typed and not sent is there again after leaving and coming back', async () => {
  const { user, address } = await openWindow(page, { rows: desk() })
  await user.type(await screen.findByRole('textbox', { name: 'Public reply' }), 'Half a sentence')
  await user.keyboard('{Escape}{Escape}')
  expect(address()).toBe('/tickets')
  await user.click(await screen.findByRole('button', { name: /^All open/ }))
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  list.focus()
  await user.keyboard('j{Enter}')
  expect(await screen.findByDisplayValue('Half a sentence')).toBeTruthy()
})

test('urgency edited in place changes the priority, and the toast takes it back', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: /^Urgency:/ }))
  await user.click(await screen.findByRole('option', { name: 'Work stands still' }))
  expect((await screen.findAllByText('High')).length).toBeGreaterThan(0)
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect((await screen.findAllByText('Medium')).length).toBeGreaterThan(0)
})

test('an empty subject is refused where it was typed, and what was typed stays', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: /^Subject:/ }))
  const field = screen.getByRole('textbox', { name: 'Subject' })
  await user.clear(field)
  await user.type(field, '   {Enter}')
  expect(await screen.findByText(/Subject can’t be taken as it is/)).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Subject' }).value).toBe('   ')
})

test('resolving moves the stage to solved and stands in the history in words', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('button', { name: 'Resolve' }))
  expect(await screen.findByRole('button', { name: 'Solved, now' })).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'History' }))
  expect(await screen.findByText(/resolved the ticket/)).toBeTruthy()
  expect(screen.getByText('Status: Open → Resolved')).toBeTruthy()
})

test('time is logged as hours and minutes, and a wrong amount says what is expected', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('radio', { name: 'Time and parts' }))
  const minutes = await screen.findByRole('textbox', { name: 'Minutes' })
  await user.type(minutes, 'soon{Enter}')
  expect(await screen.findByText(/Expected minutes such as 45/)).toBeTruthy()
  await user.clear(minutes)
  await user.type(minutes, '1:30{Enter}')
  expect(await screen.findByText('1 h 30 min')).toBeTruthy()
})

test('a field that two people changed is marked, with the way to choose', async () => {
  const conflict = rowOf('conflict', {
    id: idOf(300),
    clientId,
    entity: 'ticket',
    rowId: ticketId,
    field: 'subject',
    rule: 'ask',
    base: 'Printer jams',
    kept: 'Printer jams on thick paper',
    lost: 'Printer in the office jams',
    settledAt: null
  })
  await openWindow(page, { rows: { ...desk(), conflict: [conflict] } })
  expect(await screen.findByText('One field was changed by two people')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Choose in Sync' })).toBeTruthy()
})

test('a ticket that isn’t on this device says so instead of an empty page', async () => {
  await openWindow(`/tickets/${idOf(999)}`, { rows: desk() })
  expect(await screen.findByText('This ticket isn’t on this device')).toBeTruthy()
})

test('what the client said on the phone is kept as the client’s message, under the contact’s name', async () => {
  const contact = [rowOf('contact', { id: idOf(10), clientId, name: 'Ines Brandt' })]
  const { user } = await openWindow(page, { rows: { ...desk({ contactId: idOf(10) }), contact } })
  await user.click(await screen.findByRole('checkbox', { name: 'The client said this' }))
  await user.type(await screen.findByRole('textbox', { name: 'The client said this' }), 'It is the thick paper only')
  await user.click(screen.getByRole('button', { name: /^Log it/ }))
  const log = screen.getByRole('log', { name: 'Conversation' })
  const message = (await within(log).findByText('It is the thick paper only')).closest('section')
  expect(await within(message as HTMLElement).findByText('Ines Brandt')).toBeTruthy()
  expect(await screen.findByRole('textbox', { name: 'Public reply' })).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'History' }))
  expect(await screen.findByText(/what Ines Brandt said/)).toBeTruthy()
})

test('what the client said waits for the name of who said it, and stays typed', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('checkbox', { name: 'The client said this' }))
  await user.type(await screen.findByRole('textbox', { name: 'The client said this' }), 'Call me back')
  await user.click(screen.getByRole('button', { name: /^Log it/ }))
  expect(await screen.findByText('Choose who said it')).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'The client said this' }).value).toBe('Call me back')
})

test('a reply that this device can’t save says why and stays in the composer', async () => {
  let full = false
  const wrap = (store: LocalStore): LocalStore => ({
    ...store,
    commit: (batch) => {
      if (full) throw new DOMException('no room', 'QuotaExceededError')
      return store.commit(batch)
    }
  })
  const { user } = await openWindow(page, { rows: desk(), wrap })
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Public reply' })
  await user.type(field, 'We come at two')
  full = true
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Not saved')).toBeTruthy()
  expect(screen.getAllByText(/There is no room left on this device/).length).toBeGreaterThan(0)
  expect(field.value).toBe('We come at two')
})

test('the history names contacts and other tickets, never their ids', async () => {
  const contact = [rowOf('contact', { id: idOf(10), clientId, name: 'Ines Brandt' })]
  const { user, store } = await openWindow(page, { rows: { ...desk(), contact } })
  await store.client.request('run', { name: 'ticket.edit', input: { id: ticketId, fields: { contactId: idOf(10) } } })
  await user.click(await screen.findByRole('radio', { name: 'History' }))
  expect(await screen.findByText(/Contact: .*Ines Brandt/)).toBeTruthy()
  expect(screen.queryByText(new RegExp(idOf(10)))).toBeNull()
})
