// The drill: a device writes its backup, loses everything, and takes the backup back. What it holds then is equal by canonical hash, record
// by record, before and after the server is there again.

import { expect, test } from 'vitest'
import { entities } from '#core/registry.ts'
import { restoreBackup, writeBackup } from '#store/copies/backup.ts'
import { hashRows } from '#store/service/hashes.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds
const hashesOf = (device: SimDevice) => hashRows(rowsOf(device), entities)

test('[COPY1] export, wipe, import: every kind of record has the same canonical hash as before', async () => {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  for (const id of ticketIds) await saved(device, 'ticket.comment', note(id, `about ${id}`))
  await desk.sync()
  device.network.isOnline = false
  await saved(device, 'ticket.comment', note(ticketId, 'not sent'))
  const before = await hashesOf(device)
  expect(before['ticket']?.rows).toBe(ticketIds.length)
  expect(before['comment']?.rows).toBe(ticketIds.length)
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const { bytes } of writeBackup(rowsOf(device), [], 1_000)) parts.push(new Uint8Array(bytes))

  device.kill()
  device.loseStore()
  device.journal.lines.clear()
  await device.start()
  await device.engine?.stop()
  expect(await hashesOf(device)).not.toEqual(before)
  expect(await restoreBackup(rowsOf(device), null, new Blob(parts))).toMatchObject({ ok: true, restored: { commands: 1 } })
  expect(await hashesOf(device)).toEqual(before)

  device.kill()
  device.network.isOnline = true
  await device.start()
  await desk.sync()
  await checkReplica(device, desk.server)
  expect(desk.serverRows('comment').filter((row) => row['body'] === 'not sent')).toHaveLength(1)
})
