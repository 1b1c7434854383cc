// Copies of a profile: a backup that comes back on another device without a fork, damage that is found before anything is used, and open
// files that other programs read.

import { crc32, inflateRawSync } from 'node:zlib'
import { fc } from '#test/support/cases.ts'
import { expect, test } from 'vitest'
import { entities } from '#core/registry.ts'
import { restoreBackup, writeBackup } from '#store/copies/backup.ts'
import { BackupUnreadable, readRecords } from '#store/copies/backup-records.ts'
import { writeOpenFiles } from '#store/copies/open-files.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds
const [technicianId = ''] = technicianIds

async function backupOf(device: SimDevice): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const { bytes, done, total } of writeBackup(rowsOf(device), [], 1_000)) {
    expect(done).toBeLessThanOrEqual(total)
    parts.push(new Uint8Array(bytes))
  }
  return new Blob(parts)
}

/** A device that has rows of the server, two commands that wait, and a draft. */
async function usedDevice(): Promise<{ desk: Desk; device: SimDevice; backup: Blob }> {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  await saved(device, 'ticket.comment', note(ticketId, 'on the server'))
  await desk.sync()
  device.network.isOnline = false
  for (const body of ['not sent 1', 'not sent 2']) await saved(device, 'ticket.comment', note(ticketId, body))
  await rowsOf(device).putDraft('comment:1', 'half a sentence')
  return { desk, device, backup: await backupOf(device) }
}

const allBodies = ['not sent 1', 'not sent 2', 'on the server']
const bodies = (desk: Desk): string[] =>
  desk
    .serverRows('comment')
    .map((row) => String(row['body']))
    .toSorted()

/** Reads an archive by its directory, as other programs do, and holds each checksum against its bytes. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [crc, packed, plain, nameSize] = [
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28)
    ]
    const start = bytes.readUInt32LE(at + 42)
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    const content = inflateRawSync(bytes.subarray(body, body + packed))
    expect([content.length, crc32(content)]).toEqual([plain, crc])
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameSize), content.toString('utf8'))
    at += 46 + nameSize
  }
  return files
}

test('[COPY1] a backup restored into an empty profile shows its rows offline, and its commands are applied once under the new device’s numbers', async () => {
  const { desk, device, backup } = await usedDevice()
  const other = await desk.device(adminId, 'new laptop')
  other.loseStore()
  other.journal.lines.clear()
  other.network.isOnline = false
  await other.start()
  await other.engine?.stop()
  const answer = await restoreBackup(rowsOf(other), null, backup)
  expect(answer).toMatchObject({ ok: true, restored: { commands: 2, drafts: 1, madeAt: 1_000 } })
  expect(rowsOf(other).meta().deviceId).not.toBe(rowsOf(device).meta().deviceId)
  expect((await rowsOf(other).children('comment', ticketId)).map((row) => String(row['body'])).toSorted()).toEqual(allBodies)
  expect((await rowsOf(other).draft('comment:1'))?.value).toBe('half a sentence')
  other.kill()
  other.network.isOnline = true
  await other.start()
  await desk.sync()
  // The old device comes back too, and sends the same commands again.
  device.network.isOnline = true
  await desk.sync()
  expect(bodies(desk)).toEqual(allBodies)
  await checkReplica(other, desk.server)
  await checkReplica(device, desk.server)
})

test('[COPY1] restored where there are rows already, commands and drafts come back and the newer rows stay', async () => {
  const { desk, device, backup } = await usedDevice()
  device.network.isOnline = true
  await desk.sync()
  const other = await desk.device(adminId)
  await desk.sync()
  const answer = await restoreBackup(rowsOf(other), null, backup)
  expect(answer).toMatchObject({ ok: true, restored: { commands: 2, drafts: 1, pages: 0 } })
  await desk.sync()
  expect(bodies(desk)).toEqual(allBodies)
  expect(rowsOf(other).outbox()).toEqual([])
  expect(await restoreBackup(rowsOf(other), null, backup)).toMatchObject({ ok: true, restored: { commands: 0, drafts: 0 } })
})

test('[COPY2] a backup of another person is refused, and nothing of it is used', async () => {
  const { desk, backup } = await usedDevice()
  const other = await desk.device(technicianId)
  expect(await restoreBackup(rowsOf(other), null, backup)).toEqual({ ok: false, problem: { type: 'other-person' } })
  expect(rowsOf(other).outbox()).toEqual([])
})

test('[COPY2] a backup that was cut or changed anywhere is refused as a whole, and the place is named', async () => {
  const { desk, backup } = await usedDevice()
  const other = await desk.device(adminId)
  const bytes = new Uint8Array(await backup.arrayBuffer())
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.boolean(), async (place, cut) => {
      const damaged = cut ? bytes.slice(0, place) : bytes.slice()
      if (!cut) damaged[place] = (damaged[place] ?? 0) ^ 4
      expect(await restoreBackup(rowsOf(other), null, new Blob([damaged]))).toMatchObject({
        ok: false,
        problem: { type: 'unreadable', place: /./ }
      })
    }),
    { numRuns: 60 }
  )
  expect(rowsOf(other).outbox()).toEqual([])
})

test('[COPY2] arbitrary bytes are no backup, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const read = async (): Promise<void> => {
        for await (const record of readRecords(new Blob([new Uint8Array(bytes)]))) expect(record).toBeUndefined()
      }
      await expect(read()).rejects.toThrow(BackupUnreadable)
    })
  )
})

test('[COPY3] open files hold every record as JSON and CSV, with pending work, in an archive that other programs open', async () => {
  const { device } = await usedDevice()
  const replica = rowsOf(device)
  await saved(device, 'ticket.comment', note(ticketId, '=HYPERLINK("x"), "quoted",\nsecond line'))
  const parts: Uint8Array[] = []
  const contents = async function* () {
    yield { name: `files/${ticketId}/0123456789ab-photo.txt`, chunks: piecesOf('first ', 'second') }
  }
  let last = { done: 0, total: 1 }
  for await (const { bytes, done, total } of writeOpenFiles(replica, entities, contents())) {
    expect(done).toBeGreaterThanOrEqual(last.done)
    last = { done, total }
    parts.push(bytes)
  }
  expect(last.done).toBe(last.total)
  const files = unzip(Buffer.concat(parts))
  expect([...files.keys()]).toEqual([
    'README.txt',
    ...entities.flatMap(({ name }) => [`json/${name}.json`, `csv/${name}.csv`]),
    `files/${ticketId}/0123456789ab-photo.txt`
  ])
  expect(files.get(`files/${ticketId}/0123456789ab-photo.txt`)).toBe('first second')
  const json = (name: string): { id: string; body?: string }[] => JSON.parse(files.get(`json/${name}.json`) ?? '')
  const typed = '=HYPERLINK("x"), "quoted",\nsecond line'
  expect(
    json('comment')
      .map(({ body = '' }) => body)
      .toSorted()
  ).toEqual([typed, ...allBodies])
  expect(
    json('ticket')
      .map(({ id }) => id)
      .toSorted()
  ).toEqual([...ticketIds].toSorted())
  const csv = files.get('csv/comment.csv') ?? ''
  expect(csv.startsWith('\uFEFFid,')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""x""), ""quoted"",\nsecond line"`)
})

async function* piecesOf(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text)
}
