// Contents of files in a backup: what only this device has comes back on another one and reaches the server, the rest by choice.

import { expect, test } from 'vitest'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { createBlobDisk } from '#store/attachments/memory-blob-store.ts'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import type { Files } from '#store/attachments/files.ts'
import { restoreBackup, writeBackup } from '#store/copies/backup.ts'
import { type BackupRecord, encodeRecord, readRecords } from '#store/copies/backup-records.ts'
import { memoryKeys, noFileServer, openMemoryFiles } from '#test/support/memory-files.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { hexOf, someBytes } from '#test/support/tus.ts'

const [ticketId = ''] = ticketIds
const still = {
  now: () => 5,
  after: () => () => undefined,
  random: () => 0.5,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count))
}
const keys = createClientKeys(memoryKeys(), 'files')
const unsent = someBytes(2 * pieceBytes + 9, 1)
const cached = someBytes(700, 2)

interface Used {
  readonly desk: Desk
  readonly device: SimDevice
  readonly files: Files
  readonly disk: ReturnType<typeof createBlobDisk>
}

function filesOn(device: SimDevice, disk = createBlobDisk()): Promise<Files> {
  return openMemoryFiles({ replica: rowsOf(device), clock: still, disk, transport: noFileServer, keys })
}

/** A device with a file that the server lacks, put on a ticket while offline, and one that the server has. */
async function usedDevice(): Promise<Used> {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  const disk = createBlobDisk()
  const files = await filesOn(device, disk)
  device.network.isOnline = false
  for (const bytes of [cached, unsent]) {
    const taken = await files.add(ticketId, new Blob([bytes]))
    if (!taken.ok) throw new Error(taken.problem)
    const { sha256, size } = taken
    await saved(device, 'attachment.attach', { ticketId, name: 'a.png', mime: 'image/png', size, sha256 })
  }
  for (const [id, blob] of disk.blobs) if (blob.size === cached.length) disk.blobs.set(id, { ...blob, unsent: false, source: 'server' })
  await files.close()
  return { desk, device, disk, files: await filesOn(device, disk) }
}

async function backupOf({ device, files }: Used, withCached: boolean): Promise<{ readonly backup: Blob; readonly leftOut: number }> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let last = { done: 0, total: 0, leftOut: 0 }
  for await (const { bytes, ...progress } of writeBackup(rowsOf(device), files.toCopy(withCached), 1_000)) {
    parts.push(new Uint8Array(bytes))
    last = progress
  }
  expect(last.done).toBe(last.total)
  return { backup: new Blob(parts), leftOut: last.leftOut }
}

async function hashesOf(files: Files): Promise<readonly string[]> {
  const hashes: string[] = []
  for (const { file, pieces } of files.toCopy(true)) {
    const found: Uint8Array<ArrayBuffer>[] = []
    for await (const bytes of pieces()) found.push(bytes ?? new Uint8Array())
    expect(hexOf(new Uint8Array(await new Blob(found).arrayBuffer()))).toBe(file.sha256)
    hashes.push(`${file.sha256} ${file.unsent ? 'unsent' : 'sent'}`)
  }
  return hashes.toSorted()
}

const unsentLine = `${hexOf(unsent)} unsent`
const cachedLine = `${hexOf(cached)} sent`

test.each([
  ['with what the server has too', true, [unsentLine, cachedLine].toSorted()],
  ['of what is nowhere else', false, [unsentLine]]
])('[COPY4] a backup %s brings its files back on another device, as often as it is restored', async (_name, withCached, expected) => {
  const used = await usedDevice()
  const { backup } = await backupOf(used, withCached)
  const other = await used.desk.device(adminId, 'new laptop')
  const disk = createBlobDisk()
  const files = await filesOn(other, disk)
  const answer = await restoreBackup(rowsOf(other), files, backup)
  expect(answer).toMatchObject({ ok: true, restored: { commands: 2, files: expected.length, filesLeft: 0 } })
  expect(await hashesOf(files)).toEqual(expected)
  expect(await restoreBackup(rowsOf(other), files, backup)).toMatchObject({ ok: true, restored: { files: 0, filesLeft: 0 } })
  expect(disk.blobs.size).toBe(expected.length)
})

test('[COPY4] files for which there is no room are counted, everything else comes back', async () => {
  const used = await usedDevice()
  const { backup } = await backupOf(used, true)
  const other = await used.desk.device(adminId)
  const takeBack: Files['takeBack'] = async ({ sha256 }) => (sha256 === hexOf(unsent) ? 'no-room' : 'taken')
  const answer = await restoreBackup(rowsOf(other), { takeBack, wake: () => undefined }, backup)
  expect(answer).toMatchObject({ ok: true, restored: { commands: 2, files: 1, filesLeft: 1 } })
  expect(await restoreBackup(rowsOf(other), null, backup)).toMatchObject({ ok: true, restored: { files: 0, filesLeft: 2 } })
})

test('[COPY4] a file that is damaged on this device is left out and counted; the others come back', async () => {
  const used = await usedDevice()
  const [blob] = [...used.disk.blobs.values()].filter(({ size }) => size === unsent.length)
  const name = [...used.disk.pieces.keys()].find((key) => key.startsWith(blob?.id ?? '?') && key.endsWith('1')) ?? ''
  const piece = used.disk.pieces.get(name)
  if (piece) piece[40] = (piece[40] ?? 0) ^ 1
  const { backup, leftOut } = await backupOf(used, true)
  expect(leftOut).toBe(1)
  const other = await used.desk.device(adminId)
  const files = await filesOn(other)
  expect(await restoreBackup(rowsOf(other), files, backup)).toMatchObject({ ok: true, restored: { files: 1 } })
  expect(await hashesOf(files)).toEqual([cachedLine])
})

async function withRecords(used: Used, change: (records: BackupRecord[]) => BackupRecord[]): Promise<Blob> {
  const { backup } = await backupOf(used, true)
  const records: BackupRecord[] = []
  for await (const record of readRecords(backup)) records.push(record)
  const changed = change(records.filter(({ type }) => type !== 'end'))
  const all: BackupRecord[] = [...changed, { type: 'end', records: changed.length + 1 }]
  return new Blob(all.map((record, index) => new Uint8Array(encodeRecord(record, index + 1, 1_000))))
}

test.each<[string, (records: BackupRecord[]) => BackupRecord[]]>([
  ['a piece is missing', (records) => records.filter((_, index) => index !== records.findLastIndex(({ type }) => type === 'piece'))],
  [
    'a piece is another',
    (records) => records.map((record) => (record.type === 'piece' ? { type: 'piece', bytes: new Uint8Array(record.bytes.length) } : record))
  ],
  [
    'pieces are cut elsewhere',
    (records) =>
      records.flatMap((record): BackupRecord[] =>
        record.type === 'piece'
          ? [
              { type: 'piece', bytes: record.bytes.slice(0, 5) },
              { type: 'piece', bytes: record.bytes.slice(5) }
            ]
          : [record]
      )
  ],
  ['a piece has no file', (records) => records.filter(({ type }) => type !== 'file')]
])('[COPY2] a backup in which %s is refused as a whole', async (_name, change) => {
  const used = await usedDevice()
  const other = await used.desk.device(adminId)
  const files = await filesOn(other)
  const answer = await restoreBackup(rowsOf(other), files, await withRecords(used, change))
  expect(answer).toMatchObject({ ok: false, problem: { type: 'unreadable' } })
  expect([rowsOf(other).outbox().length, files.toCopy(true).length]).toEqual([0, 0])
})

test('[COPY2] a backup of the first form, which has no files, still comes back', async () => {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  device.network.isOnline = false
  await saved(device, 'ticket.comment', note(ticketId, 'not sent'))
  const used = { desk, device, disk: createBlobDisk(), files: await filesOn(device) }
  const first = await withRecords(used, (records) => records.map((record) => (record.type === 'head' ? { ...record, format: 1 } : record)))
  const other = await desk.device(adminId)
  expect(await restoreBackup(rowsOf(other), null, first)).toMatchObject({ ok: true, restored: { commands: 1, files: 0, filesLeft: 0 } })
})
