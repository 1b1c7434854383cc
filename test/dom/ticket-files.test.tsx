// Files on a ticket as a person handles them: dropped, pasted, chosen, held for a reply, taken off, opened after a question, and what is
// said when one can't be kept or fetched. The server is away all the time, so everything here works offline.

import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { platform } from '#renderer/platform/current-platform.ts'
import { openWindow, type TestWindow } from '../support/dom.tsx'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const ticketId = idOf(100)
const page = `/tickets/${ticketId}`
const sha256 = 'b'.repeat(64)

function desk(fields: object = {}) {
  const person = {
    id: testIds.person,
    clientId: null,
    name: 'Mara Lindqvist',
    email: 'mara@desk.example',
    role: 'administrator',
    active: true
  }
  const file = { id: idOf(300), clientId, ticketId, name: 'floor-plan.pdf', mime: 'application/pdf', size: 320_000, sha256 }
  return {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    person: [rowOf('person', person)],
    ticket: [rowOf('ticket', { id: ticketId, clientId, number: 1042, subject: 'Printer jams', status: 'open', ...fields })],
    attachment: [rowOf('attachment', { ...file, commentId: null, addedById: testIds.person, at: 1_700_000_000_000, archivedAt: null })]
  }
}

const photo = (): File => new File([new Uint8Array([1, 2, 3])], 'rack.log', { type: 'text/plain' })

async function strip(): Promise<HTMLElement> {
  return screen.findByRole('region', { name: 'Files' })
}

const hits = async (store: TestWindow['store']): Promise<readonly string[]> => {
  const items = await new Promise<readonly { readonly name: string }[]>((resolve) => {
    store.client.subscribe('outbox', {}, (value) => value.length > 0 && resolve(value))
  })
  return items.map(({ name }) => name)
}

test('a dropped file stands on the ticket at once, says that it waits to be sent, and can be taken back', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  const region = await strip()
  fireEvent.drop(region, { dataTransfer: { files: [photo()] } })
  const card = (await within(region).findByRole('button', { name: 'Open rack.log' })).closest('li') as HTMLElement
  expect(await within(card).findByText(/Waits to be sent|can’t be reached/)).toBeTruthy()
  expect(within(card).getByText('3 bytes · from Mara Lindqvist')).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(within(region).queryByText('rack.log')).toBe(null))
})

test('a pasted file is held for the reply and goes out with the words', async () => {
  const { user, store, address } = await openWindow(page, { rows: desk() })
  const field = await screen.findByRole('textbox', { name: 'Public reply' })
  fireEvent.paste(field, { clipboardData: { files: [photo()] } })
  expect(await within(await screen.findByRole('list', { name: 'Files for this reply' })).findByText('rack.log')).toBeTruthy()
  await user.type(field, 'See the log.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await within(await screen.findByRole('log', { name: 'Conversation' })).findByText('See the log.')).toBeTruthy()
  expect(await within(await strip()).findByRole('button', { name: 'Open rack.log' })).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Files for this reply' })).toBe(null))
  await waitFor(async () => expect(await hits(store)).toEqual(['ticket.comment', 'attachment.attach']))
  expect(address()).toBe(page)
})

test('a held file can be left out again, and a reply of files alone needs no words', async () => {
  const { user, store } = await openWindow(page, { rows: desk() })
  const field = await screen.findByRole('textbox', { name: 'Public reply' })
  fireEvent.paste(field, { clipboardData: { files: [photo()] } })
  await user.click(await screen.findByRole('button', { name: 'Leave rack.log out' }))
  await waitFor(() => expect(screen.queryByText('rack.log')).toBe(null))
  fireEvent.paste(field, { clipboardData: { files: [photo()] } })
  await screen.findByText('rack.log')
  field.focus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect(await hits(store)).toEqual(['attachment.attach']))
})

test('pasted text stays text', async () => {
  await openWindow(page, { rows: desk() })
  const field = await screen.findByRole('textbox', { name: 'Public reply' })
  expect(fireEvent.paste(field, { clipboardData: { files: [], getData: () => 'words' } })).toBe(true)
  expect(screen.queryByRole('list', { name: 'Files for this reply' })).toBe(null)
})

test('a file opens only outside, and only after a question', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  const opened = vi.spyOn(platform, 'openFile').mockResolvedValue(true)
  const region = await strip()
  fireEvent.drop(region, { dataTransfer: { files: [photo()] } })
  await user.click(await within(region).findByRole('button', { name: 'Open rack.log' }))
  const question = await screen.findByRole('dialog', { name: 'Open “rack.log” in another program?' })
  expect(opened).not.toHaveBeenCalled()
  await user.click(within(question).getByRole('button', { name: 'Open outside' }))
  await waitFor(() => expect(opened.mock.calls.map(([name, content]) => [name, content.size])).toEqual([['rack.log', 3]]))
  opened.mockRestore()
})

test('a file that is elsewhere says so, and when the server is away why it can’t be opened', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  const region = await strip()
  expect(await within(region).findByText('On the server')).toBeTruthy()
  await user.click(within(region).getByRole('button', { name: 'Save floor-plan.pdf' }))
  expect(await screen.findByText('floor-plan.pdf can’t be opened now')).toBeTruthy()
  expect((await screen.findAllByText('The server can’t be reached. It goes on by itself.')).length).toBeGreaterThan(0)
})

test('a file that is too large is not taken and says what is expected; those beside it are', async () => {
  await openWindow(page, { rows: desk() })
  const large = photo()
  Object.defineProperty(large, 'size', { value: 104_857_601 })
  Object.defineProperty(large, 'name', { value: 'film.mov' })
  const region = await strip()
  fireEvent.drop(region, { dataTransfer: { files: [large, photo()] } })
  expect(await screen.findByText('film.mov was not taken')).toBeTruthy()
  expect(screen.getByText('It is larger than 100 MB.')).toBeTruthy()
  expect(await within(region).findByRole('button', { name: 'Open rack.log' })).toBeTruthy()
})

test('files are kept for a visit by a switch', async () => {
  const { user } = await openWindow(page, { rows: desk() })
  await user.click(await screen.findByRole('switch', { name: 'Keep on this device' }))
  expect((await screen.findByRole<HTMLInputElement>('switch', { name: 'Kept on this device' })).checked).toBe(true)
})

test('an archived ticket shows its files and takes none', async () => {
  await openWindow(page, { rows: desk({ archivedAt: 1_700_000_000_000 }) })
  const region = await strip()
  expect(await within(region).findByRole('button', { name: 'Open floor-plan.pdf' })).toBeTruthy()
  expect(within(region).queryByRole('button', { name: 'Add files' })).toBe(null)
  expect(within(region).queryByRole('button', { name: 'Take floor-plan.pdf off the ticket' })).toBe(null)
})
