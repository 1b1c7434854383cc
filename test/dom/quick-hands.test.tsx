// A fast person on a slow machine: keys come before the worker has answered. None of them is lost, and none does what it wasn't meant to do.

import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow, type TestWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const ticketId = idOf(100)
const page = `/tickets/${ticketId}`
const send = '{Control>}{Enter}{/Control}'

function desk() {
  const person = { clientId: null, email: 'mara@desk.example', role: 'administrator', active: true }
  const ticket = { clientId, status: 'open', assigneeId: testIds.person, updatedAt: 1_700_000_000_000 }
  return {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    person: [rowOf('person', { id: testIds.person, name: 'Mara Lindqvist', ...person })],
    ticket: [rowOf('ticket', { id: ticketId, number: 1042, subject: 'Printer jams on thick paper', ...ticket })]
  }
}

const field = (name: 'Public reply' | 'Internal note') => screen.findByRole<HTMLTextAreaElement>('textbox', { name })

/** Everything that was said in the ticket, as the worker holds it. */
async function said({ store }: TestWindow): Promise<readonly string[]> {
  const log = await screen.findByRole('log', { name: 'Conversation' })
  const drained = await store.client.request('drain', {})
  expect(drained).toBeDefined()
  return [...log.querySelectorAll('section[data-visibility]')].map(
    (message) => `${message.getAttribute('data-visibility') ?? ''}: ${message.querySelector('p')?.textContent ?? ''}`
  )
}

test('from the list, keys without a pause: the ticket opens, the reply is typed and sent, although the worker answers nothing in between', async () => {
  const window = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  await within(list).findByText('Printer jams on thick paper')
  window.worker.hold()
  await window.user.keyboard('j{Enter}rWe look at it at two.')
  expect((await field('Public reply')).value).toBe('We look at it at two.')
  await window.user.keyboard(send)
  act(() => window.worker.release())
  await waitFor(async () => expect(await said(window)).toEqual(['public: We look at it at two.']))
  expect((await field('Public reply')).value).toBe('')
})

test('what is typed before the kept draft is here goes on after it', async () => {
  const window = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  await within(list).findByText('Printer jams on thick paper')
  const kept = { body: 'Half a sentence', visibility: 'internal', call: false }
  await window.store.client.request('putDraft', { key: `comment:${ticketId}`, value: kept })
  window.worker.hold()
  await window.user.keyboard('j{Enter}nand more')
  expect((await field('Internal note')).value).toBe('and more')
  act(() => window.worker.release())
  await waitFor(async () => expect((await field('Internal note')).value).toBe('Half a sentence\nand more'))
  expect(document.activeElement).toBe(await field('Internal note'))
  await waitFor(async () => {
    const draft = await window.store.client.request('draft', { key: `comment:${ticketId}` })
    expect(draft?.value).toMatchObject({ body: 'Half a sentence\nand more', visibility: 'internal' })
  })
})

test('what is typed while a reply is on its way is not part of it, keeps its readers, and is sent after it', async () => {
  const window = await openWindow(page, { rows: desk() })
  await window.user.type(await field('Public reply'), 'We look at it at two.')
  window.worker.hold()
  await window.user.keyboard(`${send}{Escape}nThe client is angry${send}`)
  act(() => window.worker.release())
  await waitFor(async () => expect(await said(window)).toEqual(['public: We look at it at two.', 'internal: The client is angry']))
  expect((await field('Internal note')).value).toBe('')
})

test('a note begun while a reply is on its way stays a note', async () => {
  const window = await openWindow(page, { rows: desk() })
  await window.user.type(await field('Public reply'), 'We look at it at two.')
  window.worker.hold()
  await window.user.keyboard(`${send}{Escape}n`)
  act(() => window.worker.release())
  await waitFor(async () => expect(await said(window)).toEqual(['public: We look at it at two.']))
  await waitFor(async () => expect((await field('Internal note')).value).toBe(''))
})

test('sent twice by a trembling hand, a reply stands once', async () => {
  const window = await openWindow(page, { rows: desk() })
  await window.user.type(await field('Public reply'), 'Once')
  window.worker.hold()
  await window.user.keyboard(`${send}${send}`)
  act(() => window.worker.release())
  await waitFor(async () => expect((await field('Public reply')).value).toBe(''))
  expect(await said(window)).toEqual(['public: Once'])
})

test('keys typed before a dialog stands go into its field, and do nothing else', async () => {
  const window = await openWindow('/tickets', { rows: desk() })
  const list = await screen.findByRole('grid', { name: 'List of tickets' })
  await within(list).findByText('Printer jams on thick paper')
  window.worker.hold()
  await window.user.keyboard('jchave')
  act(() => window.worker.release())
  const form = await screen.findByRole('form', { name: 'New ticket' })
  const client = within(form).getByRole<HTMLInputElement>('combobox', { name: /^Client/ })
  await waitFor(() => expect(client.value).toBe('have'))
  // Neither archived (e) nor selected (x), nor anything else.
  expect(screen.queryByText(/archived/)).toBeNull()
})
