// What happens to contents when rows, tickets and clients come and go; the rows are stood in for.

import { expect, it } from 'vitest'
import type { FileReplica } from '#store/attachments/file-rows.ts'
import type { FileVault } from '#store/attachments/file-vault.ts'
import { createBlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import { createTidier } from '#store/attachments/tidy.ts'
import { testMeta } from '../../../support/memory-store.ts'
import { testVault } from '../../../support/memory-files.ts'

const here = { clientId: 'north', ticketId: 'ticket' }
const week = 7 * 24 * 3_600_000

interface World {
  meta: ReturnType<typeof testMeta>
  rows: { readonly sha256: string }[]
  ticketClient: string | null
  draft: unknown
  now: number
}

async function makeWorld(): Promise<{ readonly world: World; readonly vault: FileVault; readonly tidy: () => Promise<void> }> {
  const meta = { ...testMeta('person'), epoch: 'epoch', scope: ['north'] as string[] | null }
  const world: World = { meta, rows: [], ticketClient: 'north', draft: null, now: 0 }
  const replica = {
    meta: () => world.meta,
    children: async () => world.rows,
    get: () => (world.ticketClient === null ? null : { id: 'ticket', clientId: world.ticketClient }),
    draft: async () => ({ key: '', value: world.draft, updatedAt: 0 }),
    outbox: () => []
  }
  const vault = testVault({ store: createMemoryBlobStore(createBlobDisk()), now: () => world.now })
  const tidier = createTidier(vault, replica as unknown as FileReplica, { now: () => world.now })
  return {
    world,
    vault,
    tidy: () => {
      tidier.touch(null)
      return tidier.tidy()
    }
  }
}

const file = (): Blob => new Blob(['a picture'])

it('[ATT10] regression: a device whose rows were lost keeps its unsent files until it knows its scope again', async () => {
  const { world, vault, tidy } = await makeWorld()
  const { sha256 } = await vault.add(file(), here)
  world.rows = [{ sha256 }]
  world.meta = { ...world.meta, epoch: null, scope: [] }
  await tidy()
  expect(vault.blobs()).toHaveLength(1)
  world.meta = { ...world.meta, epoch: 'epoch', scope: ['south'] }
  await tidy()
  expect(vault.blobs()).toHaveLength(0)
})

it('[ATT10] a ticket that goes to another client in sight takes its unsent file along, also when the first client goes with it', async () => {
  const { world, vault, tidy } = await makeWorld()
  const { sha256 } = await vault.add(file(), here)
  world.rows = [{ sha256 }]
  world.ticketClient = 'south'
  world.meta = { ...world.meta, scope: ['south'] }
  await tidy()
  expect(vault.blobs()).toMatchObject([{ clientId: 'south', unsent: true, whole: true, sha256 }])
})

it('a file that nobody put on a ticket is given up after a week, unless a draft still means it', async () => {
  const { world, vault, tidy } = await makeWorld()
  const { sha256 } = await vault.add(file(), here)
  world.now = week + 1
  world.draft = { files: [{ sha256 }] }
  await tidy()
  expect(vault.blobs()).toHaveLength(1)
  world.draft = { files: [] }
  await tidy()
  expect(vault.blobs()).toHaveLength(0)
})

it('a fetched file goes when its row has gone, but not in the middle of a snapshot', async () => {
  const { world, vault, tidy } = await makeWorld()
  const blob = await vault.add(file(), here)
  await vault.sent(blob)
  world.meta = { ...world.meta, snapshot: { clients: null, after: null, cursor: 1 } as never }
  await tidy()
  expect(vault.blobs()).toHaveLength(1)
  world.meta = { ...world.meta, snapshot: null }
  await tidy()
  expect(vault.blobs()).toHaveLength(0)
})
