// Edits of a long text: the base goes as a hash, the server finds the text and merges, and nothing is lost where it can't be found.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longText } from '#core/kernel/text-base.ts'
import { asOwner } from '#server/postgres/owner.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { small } from '#test/support/small-organisation.ts'
import { openSyncDevice, type SyncDevice } from '#test/support/sync-device.ts'

let server: TestServer
let desk: SyncDevice

const middle = Array.from({ length: 200 }, (_, line) => `line ${line} of a very long description`)
const text = (first: string, last: string): string => [first, ...middle, last].join('\n')
const id = small.northTicket

beforeAll(async () => {
  server = await startTestServer()
  desk = await openSyncDevice(server.address, await server.signIn('admin'))
})
afterAll(async () => {
  await desk.close()
  await server.close()
})

async function describeTicket(device: SyncDevice, description: string): Promise<void> {
  const outcome = await device.replica.run('ticket.edit', { id, fields: { description } })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

/** A technician's device that saw the text and then lost its network. */
async function away(): Promise<SyncDevice> {
  const session = await server.signIn('technician')
  const device = await openSyncDevice(server.address, session)
  await device.close()
  return openSyncDevice(server.address, session, { disk: device.disk, journal: device.journal, isOffline: true })
}

async function back(device: SyncDevice): Promise<SyncDevice> {
  await device.close()
  const again = await openSyncDevice(server.address, device.session, { disk: device.disk, journal: device.journal })
  await again.settled()
  return again
}

const conflicts = () => [...desk.replica.rows('conflict')]

describe('a long text', () => {
  it('[MERGE5] merges line by line although only the hash of its base travels', async () => {
    await describeTicket(desk, text('first', 'last'))
    await desk.settled()
    const device = await away()
    await describeTicket(device, text('first, from the field', 'last'))
    await describeTicket(device, text('first, from the field again', 'last'))
    await describeTicket(desk, text('first', 'last, from the desk'))
    await desk.settled()
    const [one, two] = device.replica.waiting().map(({ envelope }) => envelope.base['description'])
    expect(one).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    // It waits here itself, so nobody else could look it up.
    expect(String(two).length).toBeGreaterThan(longText)
    expect(JSON.stringify([...device.journal.lines.values()][0]).split('line 7 of').length).toBe(2)
    const again = await back(device)
    await desk.engine.syncNow()
    const merged = text('first, from the field again', 'last, from the desk')
    expect(desk.replica.get('ticket', id)?.['description']).toBe(merged)
    expect(again.replica.get('ticket', id)?.['description']).toBe(merged)
    expect(conflicts()).toEqual([])
    await again.close()
  })

  it('[MERGE5] keeps both values where the text of the base is found nowhere any more', async () => {
    const device = await away()
    await describeTicket(device, text('whole', 'other from the field'))
    const seen = desk.replica.get('ticket', id)?.['description']
    await describeTicket(desk, text('between', 'between'))
    await desk.settled()
    await describeTicket(desk, text('between', 'from the desk'))
    await desk.settled()
    await asOwner(server.database.adminUrl, (owner) => owner.query('DELETE FROM fixpoint.event'))
    const again = await back(device)
    await desk.engine.syncNow()
    expect(seen).not.toBe(desk.replica.get('ticket', id)?.['description'])
    expect(conflicts()).toMatchObject([
      {
        field: 'description',
        rule: 'text',
        base: null,
        kept: text('between', 'from the desk'),
        lost: text('whole', 'other from the field')
      }
    ])
    await again.close()
  })
})
