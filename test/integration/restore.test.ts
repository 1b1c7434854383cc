// The drill: a server with two devices at work is backed up, goes on, dies, and comes back from the backup in another database. What was
// acknowledged after the backup comes again from the devices' journals, once; no ticket's number is given twice.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { type Balancer, startBalancer } from '../support/balancer.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { addAccount, signIn } from '../support/server.ts'
import { type ServerProcess, startServerProcess, stopServerProcess } from '../support/server-process.ts'
import { emailOf, small, smallRows } from '../support/small-organisation.ts'
import { type Backup, hashesOf, restoreBackup, takeBackup } from '../support/sql-backup.ts'
import { bothHashes, openSyncDevice, type SyncDevice, until } from '../support/sync-device.ts'

const folder = mkdtempSync(join(tmpdir(), 'fixpoint-restore-'))
const people = ['admin', 'technician'] as const
let before: TestDatabase
let after: TestDatabase
let process_: ServerProcess
let balancer: Balancer
let devices: readonly [SyncDevice, SyncDevice]
let backup: Backup

const start = async (database: TestDatabase, env: Readonly<Record<string, string>> = {}): Promise<void> => {
  process_ = await startServerProcess({ DATABASE_URL: database.adminUrl, FIXPOINT_DATA: folder, ...env })
  if (process_.address === null) throw new Error(process_.output())
}

beforeAll(async () => {
  before = await createTestDatabase()
  after = await createTestDatabase()
  await asOwner(before.owner, (owner) => createOrganisation(owner, small.organisation, smallRows()))
  for (const name of people) await addAccount(before, small[name])
  await start(before)
  balancer = await startBalancer([process_.address ?? ''])
  const [admin, technician] = await Promise.all(
    people.map(async (name) => openSyncDevice(balancer.url, await signIn(balancer.url, emailOf(name))))
  )
  if (!admin || !technician) throw new Error('two devices')
  devices = [admin, technician]
})
afterAll(async () => {
  await Promise.all(devices.map((device) => device.close()))
  await stopServerProcess(process_)
  await balancer.close()
  await before.drop()
  await after.drop()
  rmSync(folder, { recursive: true, force: true })
})

const note = (body: string) => ({ ticketId: small.northTicket, visibility: 'internal', channel: 'note', body })
const open = (device: SyncDevice, subject: string) => device.replica.run('ticket.open', { clientId: small.north, subject })

async function query<Row extends pg.QueryResultRow>(database: TestDatabase, text: string): Promise<readonly Row[]> {
  return asOwner(database.adminUrl, async (client) => (await client.query<Row>(text)).rows)
}

const numbersOf = async (database: TestDatabase): Promise<Readonly<Record<string, number>>> => {
  const text = `SELECT doc->>'subject' AS subject, (doc->>'number')::int AS number FROM fixpoint.ticket`
  const rows = await query<{ subject: string; number: number }>(database, text)
  return Object.fromEntries(rows.map(({ subject, number }) => [subject, number]))
}

const epochOf = async (database: TestDatabase) => (await query<{ epoch: string }>(database, 'SELECT epoch FROM fixpoint.counter'))[0]?.epoch

describe('a server that is restored from a backup', () => {
  it('holds, table by table, what was backed up', async () => {
    const [admin, technician] = devices
    await open(admin, 'before the backup')
    await technician.replica.run('ticket.comment', note('before the backup'))
    await Promise.all(devices.map((device) => device.settled()))
    backup = await takeBackup(before.adminUrl)
    await restoreBackup(after.adminUrl, backup)
    expect(hashesOf(await takeBackup(after.adminUrl))).toEqual(hashesOf(backup))
    expect(JSON.parse(backup.get('comment') ?? '').length).toBe(3)
    expect(JSON.parse(backup.get('command') ?? '').length).toBe(2)
  })

  it('[EPOCH1] is told once by its start, and gets again what devices were acknowledged after the backup', async () => {
    const [admin, technician] = devices
    await open(admin, 'after the backup')
    await admin.replica.run('ticket.edit', { id: small.northTicket, fields: { subject: 'Edited after the backup' } })
    await technician.replica.run('ticket.comment', note('after the backup'))
    await open(technician, 'also after the backup')
    await Promise.all(devices.map((device) => device.settled()))
    expect(devices.flatMap(({ replica }) => replica.outbox())).toEqual([])
    const given = await numbersOf(before)
    const epoch = await epochOf(before)

    await stopServerProcess(process_, 'SIGKILL')
    await technician.replica.run('ticket.comment', note('while it was away'))
    await start(after, { FIXPOINT_RESTORED: '1' })
    balancer.set(0, process_.address)
    expect(await epochOf(after)).not.toBe(epoch)
    await open(admin, 'after the restore')
    await until(
      async () => Object.keys(await numbersOf(after)).length === Object.keys(given).length + 1,
      () => devices.forEach(({ engine }) => engine.wake())
    )
    await Promise.all(devices.map((device) => device.settled()))

    const comments = await query<{ body: string; times: number }>(
      after,
      `SELECT doc->>'body' AS body, count(*)::int AS times FROM fixpoint.comment GROUP BY 1 ORDER BY 1`
    )
    expect(comments.filter(({ body }) => !body.startsWith('Please'))).toEqual([
      { body: 'after the backup', times: 1 },
      { body: 'before the backup', times: 1 },
      { body: 'while it was away', times: 1 }
    ])
    const numbers = await numbersOf(after)
    expect(numbers['before the backup']).toBe(given['before the backup'])
    expect(numbers['Edited after the backup']).toBe(given['Edited after the backup'])
    const all = Object.values(numbers)
    expect(new Set(all).size).toBe(all.length)
    const taken = new Set(Object.values(given))
    for (const subject of ['after the backup', 'also after the backup', 'after the restore'])
      expect(taken.has(numbers[subject] ?? 0)).toBe(false)
  })

  it('[SYNC1] ends with devices that equal it, also after a start that is not told again', async () => {
    const epoch = await epochOf(after)
    await stopServerProcess(process_)
    await start(after)
    balancer.set(0, process_.address)
    expect(await epochOf(after)).toBe(epoch)
    for (const [index, device] of devices.entries()) {
      await device.settled()
      const { own, wanted } = await bothHashes(device, after.adminUrl, emailOf(people[index] ?? 'admin'))
      expect(own).toMatchObject(wanted)
      expect(device.states.filter(({ needsPerson }) => needsPerson)).toEqual([])
      expect(device.replica.outbox()).toEqual([])
    }
  })
})
