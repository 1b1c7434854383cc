// Files beside rows that can't be read: a damaged page holds up the files of its own tickets alone, gives nothing up, and is no noise, because
// it was told where it was found. The rows are stood in for.

import { afterEach, expect, it, vi } from 'vitest'
import type { FileReplica } from '#store/attachments/file-rows.ts'
import type { FileTransport } from '#store/attachments/file-transport.ts'
import type { Files } from '#store/attachments/files.ts'
import { createBlobDisk } from '#store/attachments/memory-blob-store.ts'
import { PageDamaged } from '#store/pages/page-codec.ts'
import { openMemoryFiles } from '../../../support/memory-files.ts'
import { testMeta } from '../../../support/memory-store.ts'

const clock = {
  now: Date.now,
  after: (_delayMs: number, run: () => void) => {
    const timer = setTimeout(run, 1)
    return () => clearTimeout(timer)
  },
  random: () => 0.5,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count))
}

interface World {
  readonly files: Files
  readonly disk: ReturnType<typeof createBlobDisk>
  readonly sent: string[]
  readonly add: (ticketId: string, text: string) => Promise<void>
  /** Rows of this ticket can't be read until it is null. */
  readonly state: { damaged: string | null }
  /** All rows came anew. */
  readonly reset: () => void
}

let opened: Files | null = null
afterEach(async () => {
  await opened?.close()
  vi.restoreAllMocks()
})

async function makeWorld(): Promise<World> {
  const rows = new Map<string, { id: string; ticketId: string; sha256: string; size: number; archivedAt: null }[]>()
  const state: World['state'] = { damaged: null }
  const sent: string[] = []
  let listener: Parameters<FileReplica['onChange']>[0] = () => undefined
  const replica = {
    meta: () => ({ ...testMeta('person'), epoch: 'epoch', scope: null }),
    children: async (_entity: string, ticketId: string) => {
      if (ticketId === state.damaged) throw new PageDamaged({ entity: 'attachment', clientId: 'north', low: '' })
      return rows.get(ticketId) ?? []
    },
    get: (_entity: string, id: string) => ({ id, clientId: 'north' }),
    draft: async () => null,
    outbox: () => [],
    rows: () => [],
    pendingIds: () => new Set(),
    onChange: (heard: typeof listener) => {
      listener = heard
      return () => undefined
    }
  }
  const transport: FileTransport = {
    state: async (id) => ({ offset: sent.includes(id) ? 1 : 0, whole: sent.includes(id) }),
    begin: async () => undefined,
    send: async (id, offset, piece) => {
      sent.push(id)
      return offset + piece.length
    },
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    missing: async () => []
  }
  const disk = createBlobDisk()
  const files = await openMemoryFiles({ replica: replica as unknown as FileReplica, clock, disk, transport })
  opened = files
  const change = { hot: new Map(), cold: new Map(), reset: true, outbox: false } as unknown as Parameters<typeof listener>[0]
  return {
    files,
    disk,
    sent,
    state,
    reset: () => listener(change),
    async add(ticketId, text) {
      const taken = await files.add(ticketId, new Blob([text]))
      if (!taken.ok) throw new Error(taken.problem)
      rows.set(ticketId, [{ id: `file of ${ticketId}`, ticketId, sha256: taken.sha256, size: taken.size, archivedAt: null }])
    }
  }
}

it('[ATT11] [PAGE9] a damaged page holds up the files of its own ticket alone, quietly, and they are sent when its rows have come again', async () => {
  const noise = vi.spyOn(console, 'error')
  const { add, state, sent, reset, disk } = await makeWorld()
  state.damaged = 'damaged'
  await add('damaged', 'waits for its rows')
  await add('sound', 'goes at once')
  reset()
  await expect.poll(() => sent).toEqual(['file of sound'])
  expect([...disk.blobs.values()].map(({ unsent }) => unsent)).toContain(true)
  expect(disk.blobs.size).toBe(2)
  state.damaged = null
  reset()
  await expect.poll(() => sent).toEqual(['file of sound', 'file of damaged'])
  await expect.poll(() => [...disk.blobs.values()].map(({ unsent }) => unsent)).toEqual([false, false])
  expect(noise).not.toHaveBeenCalled()
})

it('a fault of the device’s own storage is still said, once', async () => {
  const noise = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { add, state, reset } = await makeWorld()
  await add('sound', 'text')
  Object.defineProperty(state, 'damaged', {
    get: () => {
      throw new Error('I/O error 5')
    }
  })
  reset()
  await expect.poll(() => noise.mock.calls.length).toBeGreaterThan(0)
  expect(noise.mock.calls[0]?.[0]).toBe('files could not be looked through:')
})
