// Hostile backups and sealed files: damaged, cut, or made up with checksums that fit. Each is refused with the place that is wrong, or comes
// back whole; nothing of one that was refused is used, and a sound one comes back afterwards.

import { expect, test } from 'vitest'
import { encodeFrame } from '#core/kernel/journal-frame.ts'
import { restoreBackup, writeBackup } from '#store/copies/backup.ts'
import { type BackupRecord, BackupUnreadable, readRecords } from '#store/copies/backup-records.ts'
import { isSealed, openSealed, sealParts, WrongPassphrase } from '#store/copies/sealed-file.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile, type Hostile } from '#test/support/hostile/hostile-values.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'

const [ticketId = ''] = ticketIds

async function sound(): Promise<{
  readonly desk: Desk
  readonly records: readonly BackupRecord[]
  readonly bytes: Uint8Array<ArrayBuffer>
}> {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  device.network.isOnline = false
  await saved(device, 'ticket.comment', note(ticketId, 'not sent'))
  const parts: number[] = []
  for await (const { bytes } of writeBackup(rowsOf(device), [], 1_000)) parts.push(...bytes)
  const bytes = new Uint8Array(parts)
  const records: BackupRecord[] = []
  for await (const record of readRecords(new Blob([bytes]))) records.push(record)
  return { desk, records, bytes }
}

/** The records as a stranger would send them: checksums and numbers fit, what they say doesn't. */
function forged(hostile: Hostile, records: readonly BackupRecord[]): Uint8Array<ArrayBuffer> {
  const at = hostile.between(0, records.length - 1)
  const lines = records.map((record, index) => {
    const { bytes: _bytes, ...line } = { bytes: null, ...(record.type === 'page' ? { type: 'page', ...record.page } : record) }
    return index === at ? hostile.spoiled(line) : line
  })
  const count = lines.length
  const kept = hostile.happens(0.2) ? lines.filter((_, index) => index !== at) : lines
  const end = kept.map((line, index) => (index === kept.length - 1 && count !== kept.length ? { type: 'end', records: kept.length } : line))
  const text = (line: unknown): Uint8Array => new TextEncoder().encode(hostile.happens(0.01) ? '{' : `${JSON.stringify(line)}\n`)
  return new Uint8Array(end.flatMap((line, index) => [...encodeFrame({ kind: 1, sequence: index + 1, at: 1, payload: text(line) })]))
}

test('a backup is refused by its place or comes back, whatever stands in it, and a sound one comes back afterwards', async () => {
  const { desk, records, bytes } = await sound()
  const hostile = createHostile(1, () => [])
  const tally = { refused: 0, restored: 0 }
  let device = await desk.device(adminId)
  for (let done = 0; done < hostileCases.backups * 0.8; done++) {
    const file = hostile.happens(0.7) ? forged(hostile, records) : bytes.slice(0, hostile.between(0, bytes.length))
    if (done % 200 === 0) device = await desk.device(adminId)
    device.network.isOnline = false
    const before = rowsOf(device).outbox().length
    const answer = await within(() => restoreBackup(rowsOf(device), null, new Blob([file])))
    if (answer.ok) tally.restored++
    else {
      tally.refused++
      expect(answer.problem.type === 'other-person' || answer.problem.place.length > 0).toBe(true)
      expect(rowsOf(device).outbox().length).toBe(before)
    }
  }
  expect(tally.refused).toBeGreaterThan(hostileCases.backups / 4)
  const last = await desk.device(adminId)
  expect(await restoreBackup(rowsOf(last), null, new Blob([bytes]))).toMatchObject({ ok: true, restored: { commands: 1 } })
})

test('a sealed file opens or says why not, whatever stands in it', async () => {
  const hostile = createHostile(2, () => [])
  const passphrase = 'vier Pferde'
  const parts: number[] = []
  const plain = async function* () {
    yield { bytes: hostile.bytes(500) }
  }
  for await (const { bytes } of sealParts(plain(), { passphrase, randomBytes: hostile.bytes, iterations: 1 })) parts.push(...bytes)
  for (let done = 0; done < hostileCases.backups * 0.2; done++) {
    const bytes = new Uint8Array(parts)
    for (let flips = hostile.between(0, 3); flips > 0; flips--) bytes[hostile.between(0, bytes.length - 1)] = hostile.between(0, 255)
    const file = new Blob([hostile.happens(0.3) ? bytes.slice(0, hostile.between(0, bytes.length)) : bytes])
    await within(async () => {
      await isSealed(file)
      await openSealed(file, passphrase).catch((error: unknown) =>
        expect(error instanceof BackupUnreadable || error instanceof WrongPassphrase, String(error)).toBe(true)
      )
    })
  }
})
