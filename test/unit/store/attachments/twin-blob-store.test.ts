// Unsent contents lie twice: what a lost or damaged database no longer has comes back, and nothing is kept twice that the server has.

import { expect, it, vi } from 'vitest'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import type { FileVault } from '#store/attachments/file-vault.ts'
import { type BlobDisk, createBlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import { createTwinBlobStore, type SecondStore } from '#store/attachments/twin-blob-store.ts'
import { memoryKeys, testVault } from '../../../support/memory-files.ts'
import { hexOf, someBytes } from '../../../support/tus.ts'

const keys = createClientKeys(memoryKeys(), 'files')
const here = { clientId: 'north', ticketId: 'ticket' }
const bytes = someBytes(2 * pieceBytes + 7)

function secondOn(disk: BlobDisk): SecondStore {
  const store = createMemoryBlobStore(disk)
  return { ...store, list: async () => (await store.open()).blobs }
}

async function openVault(disk: BlobDisk, second: SecondStore, onTrouble: (error: unknown) => void = () => undefined): Promise<FileVault> {
  const vault = testVault({ store: createTwinBlobStore(createMemoryBlobStore(disk), second, onTrouble), keys })
  await vault.open()
  return vault
}

async function hashesIn(vault: FileVault): Promise<readonly string[]> {
  return Promise.all(
    vault.blobs().map(async (blob) => hexOf(new Uint8Array(await new Blob([...((await vault.read(blob)) ?? [])]).arrayBuffer())))
  )
}

it('[ATT15] an unsent file comes back whole, and unsent, when the database was lost', async () => {
  const beside = createBlobDisk()
  const vault = await openVault(createBlobDisk(), secondOn(beside))
  await vault.add(new Blob([bytes]), here)
  const again = await openVault(createBlobDisk(), secondOn(beside))
  expect(again.blobs()).toMatchObject([{ ...here, unsent: true, whole: true, source: 'here', sha256: hexOf(bytes) }])
  expect(await hashesIn(again)).toEqual([hexOf(bytes)])
})

it('[ATT15] a crash at any write of the way back leaves the copy, and the next start brings it', async () => {
  for (let at = 1; at <= 4; at++) {
    const [disk, beside] = [createBlobDisk(), createBlobDisk()]
    await (await openVault(createBlobDisk(), secondOn(beside))).add(new Blob([bytes]), here)
    const store = createMemoryBlobStore(disk)
    let writes = 0
    const dying = {
      ...store,
      put: async (...all: Parameters<typeof store.put>) => (++writes === at ? Promise.reject(new Error('died')) : store.put(...all))
    }
    await expect(createTwinBlobStore(dying, secondOn(beside), () => undefined).open()).rejects.toThrow('died')
    const again = await openVault(disk, secondOn(beside))
    expect([at, await hashesIn(again)]).toEqual([at, [hexOf(bytes)]])
    expect(beside.blobs.size).toBe(1)
  }
})

it('[ATT15] the second copy goes when the server has the file, when it is given up, and with its client; fetched ones never had one', async () => {
  const beside = createBlobDisk()
  const vault = await openVault(createBlobDisk(), secondOn(beside))
  await vault.sent(await vault.add(new Blob(['sent']), here))
  await vault.drop([(await vault.add(new Blob(['given up']), here)).id])
  await vault.add(new Blob(['of a client']), { ...here, clientId: 'south' })
  await vault.leave('south')
  await vault.append(await vault.receive('a'.repeat(64), 3, here), new Uint8Array([1, 2, 3]))
  expect([beside.blobs.size, beside.pieces.size]).toEqual([0, 0])
})

it('[ATT15] a copy that a crash left behind its file, or half, is cleared away and brings nothing back', async () => {
  const [disk, beside] = [createBlobDisk(), createBlobDisk()]
  const vault = await openVault(disk, secondOn(beside))
  const sent = await vault.add(new Blob(['sent']), here)
  disk.blobs.set(sent.id, { ...sent, unsent: false })
  const torn = await vault.add(new Blob([bytes]), here)
  for (const store of [disk, beside]) store.blobs.set(torn.id, { ...torn, whole: false, received: pieceBytes })
  disk.blobs.delete(torn.id)
  const again = await openVault(disk, secondOn(beside))
  expect(again.blobs()).toMatchObject([{ id: sent.id, unsent: false }])
  expect([beside.blobs.size, beside.pieces.size]).toEqual([0, 0])
})

it('[ATT15] a second place that fails costs no file, and is said', async () => {
  const broken = async (): Promise<never> => Promise.reject(new Error('no private files here'))
  const onTrouble = vi.fn()
  const disk = createBlobDisk()
  const vault = await openVault(disk, { list: broken, put: broken, piece: broken, drop: broken }, onTrouble)
  await vault.sent(await vault.add(new Blob([bytes]), here))
  expect(await hashesIn(vault)).toEqual([hexOf(bytes)])
  expect(onTrouble).toHaveBeenCalled()
})
