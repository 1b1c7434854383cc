// Files that the server refuses stand in the Sync room, with the reason; a locked-out device's account leaves the list of accounts.

import { screen } from '@testing-library/react'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { forgetAccount, knownAccounts, rememberAccount } from '#renderer/app/accounts.ts'
import { FileRefused, type FileTransport } from '#store/attachments/file-transport.ts'
import { openWindow } from '../support/dom.tsx'
import { noFileServer } from '../support/memory-files.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)
const ticketId = idOf(100)

test('a file for which the organisation has no room is named in the Sync room, with its ticket and the way to send it again', async () => {
  let asked = 0
  const refuse = async (): Promise<never> => {
    asked++
    throw new FileRefused('organisation-quota: at most 5000 bytes')
  }
  const fileServer: FileTransport = { ...noFileServer, state: async () => ({ offset: null, whole: false }), begin: refuse }
  const bytes = 'floor plan'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const rows = {
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })],
    ticket: [rowOf('ticket', { id: ticketId, clientId, number: 1001, subject: 'Printer jams', status: 'open' })],
    attachment: [
      rowOf('attachment', { id: idOf(300), clientId, ticketId, sha256, size: bytes.length, name: 'plan.txt', mime: 'text/plain' })
    ]
  }
  const { store, user } = await openWindow('/sync', { rows, fileServer })
  expect(screen.queryByText('Files that the server does not take')).toBeNull()
  expect(await store.client.request('addFile', { ticketId, file: new Blob([bytes]) })).toMatchObject({ ok: true, sha256 })
  // Otherwise the new row of the attachment would wake what sends files.
  await store.client.request('retryFile', { sha256 })
  expect(await screen.findByText('Files that the server does not take')).toBeTruthy()
  expect(await screen.findByText(/Your organisation has no room left for files/)).toBeTruthy()
  expect(screen.getByRole('link', { name: /Printer jams/ }).getAttribute('href')).toContain(ticketId)
  const before = asked
  await user.click(screen.getByRole('button', { name: 'Send again' }))
  await expect.poll(() => asked).toBeGreaterThan(before)
})

const ana = { profile: 'desk-ana', serverUrl: 'https://desk.example', email: 'ana@desk.example', name: 'Ana Reis', organisation: 'Desk' }
const bo = { ...ana, profile: 'desk-bo', email: 'bo@desk.example', name: 'Bo Lund' }

test('whose device was locked out leaves the list of accounts, and nobody else does', () => {
  rememberAccount(ana)
  rememberAccount(bo)
  forgetAccount(ana.profile, true)
  expect(knownAccounts()).toEqual([bo])
})

test('until what was unsent is handed in, the profile stays known without name and e-mail', () => {
  rememberAccount(bo)
  rememberAccount(ana)
  forgetAccount(ana.profile, false)
  expect(knownAccounts().map(({ profile }) => profile)).toEqual([ana.profile, bo.profile])
  expect(JSON.stringify(knownAccounts()[0])).not.toMatch(/Ana|ana@/)
  forgetAccount(ana.profile, true)
  expect(knownAccounts()).toEqual([bo])
})
