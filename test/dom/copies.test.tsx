// Copies in the sync room: a backup is made and saved, comes back, and an export can be stopped.

import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { platform } from '#renderer/platform/current-platform.ts'
import { readRecords } from '#store/copies/backup-records.ts'
import { openWindow } from '../support/dom.tsx'
import { idOf, rowOf } from '../support/rows.ts'

const ticket = rowOf('ticket', { id: idOf(100), clientId: idOf(1), number: 1, subject: 'Printer jams', status: 'open' })
const client = rowOf('client', { id: idOf(1), clientId: idOf(1), name: 'Harbour Foods', code: 'HAR' })
const comment = { name: 'ticket.comment', input: { ticketId: ticket.id, visibility: 'internal', channel: 'note', body: 'waits' } }

afterEach(() => vi.restoreAllMocks())

test('a backup is saved as one file, and brought back says what came', async () => {
  const saved: Blob[] = []
  vi.spyOn(platform, 'saveFile').mockImplementation(async (_name, content) => saved.push(content) > 0)
  const first = await openWindow('/sync', { rows: { client: [client], ticket: [ticket] } })
  expect(await first.store.client.request('run', comment)).toMatchObject({ ok: true })
  await first.user.click(await screen.findByRole('button', { name: 'Back up…' }))
  await first.user.click(await screen.findByRole('button', { name: 'Back up' }))
  await screen.findByText('Copy saved')
  const types: string[] = []
  for await (const record of readRecords(saved[0] ?? new Blob())) types.push(record.type)
  expect(types).toEqual(expect.arrayContaining(['head', 'meta', 'command', 'page', 'end']))
  vi.spyOn(platform, 'openFiles').mockResolvedValue([new File(saved, 'fixpoint.backup')])
  await first.user.click(screen.getByRole('button', { name: 'Restore a backup…' }))
  await screen.findByText(/^Nothing was missing/)
})

test('a file that is no backup is refused with its place', async () => {
  const window = await openWindow('/sync', { rows: { client: [client] } })
  vi.spyOn(platform, 'openFiles').mockResolvedValue([new File(['no backup at all, but long enough for a head'], 'x.backup')])
  await window.user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
  await screen.findByText(/not a whole backup \(record 1 at byte 0\)/)
})

test('open files are saved as an archive, and a person who cancels the place is told nothing', async () => {
  const save = vi.spyOn(platform, 'saveFile').mockResolvedValue(false)
  const window = await openWindow('/sync', { rows: { client: [client], ticket: [ticket] } })
  await window.user.click(await screen.findByRole('button', { name: 'Export everything…' }))
  await waitFor(() => expect(save).toHaveBeenCalled())
  const [name, content] = save.mock.calls[0] ?? []
  expect([name, await content?.slice(0, 2).text()]).toEqual([expect.stringMatching(/^fixpoint-.*\.zip$/), 'PK'])
  expect(screen.queryByText('Copy saved')).toBe(null)
})

test('a backup under a passphrase asks for it when it comes back, and says when it is the wrong one', async () => {
  const saved: Blob[] = []
  vi.spyOn(platform, 'saveFile').mockImplementation(async (_name, content) => saved.push(content) > 0)
  const { user, store } = await openWindow('/sync', { rows: { client: [client], ticket: [ticket] } })
  expect(await store.client.request('run', comment)).toMatchObject({ ok: true })
  await user.click(await screen.findByRole('button', { name: 'Back up…' }))
  await screen.findByText(/lie on this device alone/)
  await user.type(screen.getByLabelText('Passphrase'), 'short')
  await user.click(screen.getByRole('button', { name: 'Back up' }))
  await screen.findByText(/expected at least 8 characters/)
  await user.type(screen.getByLabelText('Passphrase'), 'er than that')
  await user.type(screen.getByLabelText('Passphrase once more'), 'another one')
  await user.click(screen.getByRole('button', { name: 'Back up' }))
  await screen.findByText('The two passphrases differ.')
  expect(saved).toEqual([])
  await user.clear(screen.getByLabelText('Passphrase once more'))
  await user.type(screen.getByLabelText('Passphrase once more'), 'shorter than that')
  await user.click(screen.getByRole('button', { name: 'Back up' }))
  await screen.findByText('Copy saved')
  expect(await saved[0]?.text()).not.toContain('waits')
  vi.spyOn(platform, 'openFiles').mockResolvedValue([new File(saved, 'fixpoint.backup')])
  await user.click(screen.getByRole('button', { name: 'Restore a backup…' }))
  await user.type(await screen.findByLabelText('Passphrase'), 'not this one')
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText('This is not the passphrase of this backup.')
  await user.clear(screen.getByLabelText('Passphrase'))
  await user.type(screen.getByLabelText('Passphrase'), 'shorter than that')
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText(/^Nothing was missing/)
})
