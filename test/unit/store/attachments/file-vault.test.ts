// Contents on the device: whole or not at all after a crash at any write, sealed per client, room made only with what the server has.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { BlobStore, KeptBlob } from '#store/attachments/blob-store.ts'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { chooseEvictions } from '#store/attachments/eviction.ts'
import { NoRoom } from '#store/attachments/file-vault.ts'
import { type BlobDisk, createBlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import { blobOf } from '../../../contract/blob-store.contract.ts'
import { memoryKeys, testVault } from '../../../support/memory-files.ts'
import { hexOf, someBytes } from '../../../support/tus.ts'

const here = { clientId: 'north', ticketId: 'ticket' }
const bytes = someBytes(pieceBytes * 2 + 1000)
const file = new Blob([bytes])

async function joined(pieces: readonly Uint8Array<ArrayBuffer>[] | null): Promise<Uint8Array> {
  return new Uint8Array(await new Blob([...(pieces ?? [])]).arrayBuffer())
}

type Fault = 'before' | 'after' | 'full'

/** The store, failing at its n-th write: before it, after it (it was kept, nobody heard), or for want of room from there on. */
function faulty(disk: BlobDisk, at: number, fault: Fault): { readonly store: BlobStore; readonly writes: () => number } {
  const store = createMemoryBlobStore(disk)
  let writes = 0
  const step = async <T>(write: () => Promise<T>): Promise<T> => {
    writes++
    if (fault === 'full' && writes >= at) throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
    if (writes > at || (writes === at && fault === 'before')) throw new Error('crashed')
    const done = await write()
    if (writes === at) throw new Error('crashed')
    return done
  }
  const failing = { ...store, put: (blob: KeptBlob, piece?: Parameters<BlobStore['put']>[1]) => step(() => store.put(blob, piece)) }
  return { store: { ...failing, drop: (ids) => step(() => store.drop(ids)) }, writes: () => writes }
}

describe('a crash while a file is taken in', () => {
  it('[ATT3] at every write leaves the whole file or, after the next start, no trace, and what was here stays', async () => {
    const keys = createClientKeys(memoryKeys(), 'files')
    for (const fault of ['before', 'after', 'full'] as const)
      for (let at = 1; at <= 5; at++) {
        const disk = createBlobDisk()
        const before = testVault({ store: createMemoryBlobStore(disk), keys })
        const older = await before.add(new Blob(['older']), here)
        const { store } = faulty(disk, at, fault)
        const crashing = testVault({ store, keys })
        await crashing.open()
        const said = await crashing.add(file, here).then(
          (blob) => blob.sha256,
          () => null
        )
        const after = testVault({ store: createMemoryBlobStore(disk), keys })
        await after.open()
        const kept = after.blobs().filter(({ id }) => id !== older.id)
        expect(
          kept.every(({ whole }) => whole),
          `${fault} ${at}`
        ).toBe(true)
        if (said !== null) expect(kept.map(({ sha256 }) => sha256)).toEqual([said])
        for (const blob of kept) expect(hexOf(await joined(await after.read(blob)))).toBe(hexOf(bytes))
        expect(new TextDecoder().decode(await joined(await after.read(older)))).toBe('older')
        const names = new Set(after.blobs().map(({ id }) => id))
        expect([...disk.pieces.keys()].every((key) => names.has(key.split('/')[0] ?? ''))).toBe(true)
      }
  })

  it('[ATT9] a device without room says so, and gives nothing up for a file that it can’t take', async () => {
    const disk = createBlobDisk()
    const vault = testVault({ store: createMemoryBlobStore(disk), room: async () => 17_000_000 })
    await vault.sent(await vault.add(new Blob([someBytes(1000, 2)]), here))
    await expect(vault.add(new Blob([new Uint8Array(2_000_000)]), here)).rejects.toThrow(NoRoom)
    expect(vault.blobs()).toHaveLength(1)
    const full = testVault({ store: faulty(disk, 2, 'full').store })
    await full.open()
    await expect(full.add(file, here)).rejects.toThrow(NoRoom)
    expect(full.blobs()).toHaveLength(1)
  })
})

describe('a fetched file', () => {
  const keys = createClientKeys(memoryKeys(), 'files')

  it('[ATT7] goes on after a restart where it ended, and is whole only with the row’s hash', async () => {
    const disk = createBlobDisk()
    const first = testVault({ store: createMemoryBlobStore(disk), keys })
    let blob = await first.receive(hexOf(bytes), bytes.length, here)
    blob = await first.append(blob, bytes.slice(0, pieceBytes))
    const second = testVault({ store: createMemoryBlobStore(disk), keys })
    await second.open()
    blob = await second.receive(hexOf(bytes), bytes.length, here)
    expect(blob.received).toBe(pieceBytes)
    blob = await second.append(blob, bytes.slice(pieceBytes, 2 * pieceBytes))
    blob = await second.append(blob, bytes.slice(2 * pieceBytes))
    expect(await second.complete(blob)).toMatchObject({ whole: true })
    const lie = await second.append(await second.receive('f'.repeat(64), 3, here), new Uint8Array([1, 2, 3]))
    expect(await second.complete(lie)).toBe(null)
    expect(second.blobs()).toHaveLength(1)
  })

  it('[ATT2] a piece that was damaged, torn, moved or taken from another client does not open', async () => {
    const disk = createBlobDisk()
    const vault = testVault({ store: createMemoryBlobStore(disk), keys })
    const blob = await vault.add(file, here)
    const other = await vault.add(file, { ...here, clientId: 'south' })
    const place = `${blob.id}/1`
    const sound = disk.pieces.get(place) ?? new Uint8Array()
    const flipped = sound.slice()
    flipped[1000] = (flipped[1000] ?? 0) ^ 1
    const foreign = disk.pieces.get(`${other.id}/1`) ?? sound
    const moved = disk.pieces.get(`${blob.id}/0`) ?? sound
    for (const bad of [flipped, sound.slice(0, 500), sound.slice(0, 3), foreign, moved]) {
      disk.pieces.set(place, bad)
      expect(await vault.piece(blob, 1)).toBe(null)
      expect(await vault.read(blob)).toBe(null)
    }
    disk.pieces.set(place, sound)
    expect(hexOf(await joined(await vault.read(blob)))).toBe(hexOf(bytes))
  })
})

describe('keys', () => {
  it('[ATT10] a client that is lost takes its files and its key along, and nothing of others', async () => {
    const kept = memoryKeys()
    const disk = createBlobDisk()
    const vault = testVault({ store: createMemoryBlobStore(disk), keys: createClientKeys(kept, 'files') })
    const north = await vault.add(file, here)
    const south = await vault.add(file, { ...here, clientId: 'south' })
    await vault.pin({ of: 'client', id: 'north' }, true)
    const copy = [...disk.pieces]
    await vault.leave('north')
    expect([vault.blobs().map(({ id }) => id), vault.pins(), [...kept.kept.keys()]]).toEqual([[south.id], [], ['files:south']])
    expect([...disk.pieces.keys()].some((key) => key.startsWith(north.id))).toBe(false)
    // Not even a copy of the disk opens any more.
    for (const [key, sealed] of copy) disk.pieces.set(key, sealed)
    expect(await vault.piece(north, 0)).toBe(null)
  })

  it('a ticket that goes to another client takes its file along under that one’s key', async () => {
    const kept = memoryKeys()
    const vault = testVault({ store: createMemoryBlobStore(createBlobDisk()), keys: createClientKeys(kept, 'files') })
    await vault.rehome(await vault.add(file, here), 'south')
    await vault.leave('north')
    const [moved] = vault.blobs()
    expect(moved).toMatchObject({ clientId: 'south', unsent: true, whole: true })
    expect(moved && hexOf(await joined(await vault.read(moved)))).toBe(hexOf(bytes))
  })
})

describe('making room', () => {
  const blobs = fc.array(
    fc.record({
      received: fc.nat(1000),
      unsent: fc.boolean(),
      whole: fc.boolean(),
      usedAt: fc.nat(100),
      ticketId: fc.constantFrom('pinned', 'free')
    }),
    { maxLength: 30 }
  )

  it('[ATT8] never takes what is unsent, pinned or on its way, takes the least recently used first, and no more than it must', () => {
    fc.assert(
      fc.property(blobs, fc.nat(3000), fc.nat(10_000), (fields, needed, limit) => {
        const all = fields.map((each, index) => blobOf(String(index), each))
        const isPinned = ({ ticketId }: KeptBlob): boolean => ticketId === 'pinned'
        const chosen = chooseEvictions(all, needed, limit, isPinned)
        for (const blob of chosen) expect([blob.unsent, blob.whole, isPinned(blob)]).toEqual([false, true, false])
        const spare = all.filter((blob) => !blob.unsent && blob.whole && !isPinned(blob))
        const left = spare.filter((blob) => !chosen.includes(blob))
        for (const stays of left) for (const goes of chosen) expect(goes.usedAt).toBeLessThanOrEqual(stays.usedAt)
        const held = all.reduce((sum, { received }) => sum + received, 0)
        const freed = chosen.reduce((sum, { received }) => sum + received, 0)
        if (left.length > 0) expect(held - freed + needed).toBeLessThanOrEqual(limit)
        const last = chosen.at(-1)
        if (last) expect(held - freed + last.received + needed).toBeGreaterThan(limit)
      })
    )
  })

  it('[ATT8] over many files that come and are used, nothing unsent is ever gone', async () => {
    const step = fc.record({ size: fc.integer({ min: 1, max: 400 }), sent: fc.boolean(), read: fc.nat(5) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        let now = 0
        const vault = testVault({ store: createMemoryBlobStore(createBlobDisk()), now: () => now++, limitBytes: 1000 })
        const unsent = new Set<string>()
        for (const { size, sent, read } of steps) {
          const blob = await vault.add(new Blob([new Uint8Array(size)]), here)
          if (sent) await vault.sent(blob)
          else unsent.add(blob.id)
          const used = vault.blobs()[read]
          if (used) await vault.read(used)
          const names = vault.blobs().map(({ id }) => id)
          for (const id of unsent) expect(names).toContain(id)
        }
      }),
      { numRuns: 30 }
    )
  })
})
