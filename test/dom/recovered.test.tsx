// What was found damaged on this device is told in the sync room, in one sentence, until it was read.

import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { openWindow } from '../support/dom.tsx'
import { pagesOf, testIds, testMeta } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

test('a damaged page is told with what came of it, and the word goes when it was read', async () => {
  const disk = createMemoryDisk()
  const client = rowOf('client', { id: idOf(1), clientId: idOf(1), name: 'Harbour Foods', code: 'HAR' })
  await createMemoryLocalStore(disk).commit({ meta: testMeta(testIds.person), putPages: pagesOf('client', [client]) })
  for (const page of disk.pages.values()) page.bytes[20] = (page.bytes[20] ?? 0) ^ 1
  const window = await openWindow('/sync', { disk })
  await screen.findByText(/^Part of the database of this device was damaged.*No unsent work was missing/)
  await window.user.click(screen.getByRole('button', { name: 'I have read this' }))
  await waitFor(() => expect(screen.queryByText('Recovered')).toBe(null))
})

test('where nothing was damaged, nothing is said', async () => {
  await openWindow('/sync', { rows: {} })
  await screen.findByText('Copies')
  expect(screen.queryByText('Recovered')).toBe(null)
})
