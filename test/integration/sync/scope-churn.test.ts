// Who may see what changes all day: three devices over real HTTP and PostgreSQL, clients and roles given and taken while they are
// connected and while they are not, a ticket moved to and fro under pending edits. After each step every device equals what SQL says it
// may hold, and nothing of what was lost is left on its disk.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities } from '#core/registry.ts'
import { hashRows } from '#store/service/hashes.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { canaries, emailOf, small } from '#test/support/small-organisation.ts'
import { sqlHashes } from '#test/support/sql-hashes.ts'
import { openSyncDevice, type SyncDevice } from '#test/support/sync-device.ts'

type Name = 'admin' | 'technician' | 'agent'

let server: TestServer
const devices = new Map<Name, SyncDevice>()

beforeAll(async () => {
  server = await startTestServer()
  for (const name of ['admin', 'technician', 'agent'] as const)
    devices.set(name, await openSyncDevice(server.address, await server.signIn(name)))
})
afterAll(async () => {
  for (const device of devices.values()) await device.close()
  await server.close()
})

function on(name: Name): SyncDevice {
  const device = devices.get(name)
  if (!device) throw new Error(name)
  return device
}

/** The app ends and is opened again, with or without a network. */
async function reopen(name: Name, isOffline: boolean): Promise<void> {
  const { session, disk, journal, ...old } = on(name)
  await old.close()
  devices.set(name, await openSyncDevice(server.address, session, { disk, journal, isOffline }))
}

async function run(name: Name, command: string, input: unknown): Promise<void> {
  const outcome = await on(name).replica.run(command, input)
  if (!outcome.ok) throw new Error(`${command}: ${JSON.stringify(outcome)}`)
}

async function asAdmin(command: string, input: unknown): Promise<void> {
  await run('admin', command, input)
  await on('admin').settled()
}

const grant = (clientIds: readonly string[] | null) => asAdmin('person.edit', { id: small.technician, fields: { clientIds } })
const note = (ticketId: string, body: string) => ({ ticketId, visibility: 'internal', channel: 'note', body })

/** Hashes of what a device holds against what SQL says its person may see; entities out of the role's sight must be empty. */
async function expectEqual(...names: readonly Name[]): Promise<void> {
  for (const name of names) {
    const { replica, engine } = on(name)
    await engine.syncNow()
    const own = await hashRows(replica, entities)
    const wanted = await sqlHashes(server.database.adminUrl, emailOf(name))
    expect(own, name).toMatchObject(wanted)
    for (const [entity, { rows }] of Object.entries(own)) if (!(entity in wanted)) expect([name, entity, rows]).toEqual([name, entity, 0])
  }
}

/** Everything on a device's disk as text. */
function diskOf(name: Name): string {
  const { disk } = on(name)
  const pages = [...disk.pages.values(), ...disk.aside.values()].map((page) => new TextDecoder().decode(page.bytes))
  return [...pages, ...[...disk.outbox.values()].map(String)].join('\n')
}

describe('scope under churn', () => {
  it('[SCOPE6] comes and goes while connected, any number of times', async () => {
    for (const clients of [[small.north, small.south], [small.south], [], [small.north, small.south], [small.north]]) {
      await grant(clients)
      await expectEqual('technician', 'agent', 'admin')
      expect(diskOf('technician').includes(canaries.north)).toBe(clients.includes(small.north))
      expect(diskOf('technician').includes(canaries.south)).toBe(clients.includes(small.south))
    }
  })

  it('[SCOPE6] comes and goes while the device is away, and what waited is applied where it is still allowed', async () => {
    await reopen('technician', true)
    await run('technician', 'ticket.comment', note(small.northTicket, 'written away, still allowed'))
    await grant([small.south])
    await run('admin', 'ticket.edit', { id: small.northTicket2, fields: { subject: 'Changed while nobody looked' } })
    await grant([small.north])
    await reopen('technician', false)
    await on('technician').settled()
    expect(on('technician').replica.outbox()).toEqual([])
    await expectEqual('technician', 'admin')
    expect(diskOf('technician')).toContain('Changed while nobody looked')
    expect(diskOf('technician')).not.toContain(canaries.south)
  })

  it('[SCOPE5] is lost while work waits: it is refused visibly, what was typed is kept, the rows are gone', async () => {
    await reopen('technician', true)
    await run('technician', 'ticket.comment', note(small.northTicket, 'written away, no longer allowed'))
    await grant([small.south])
    await reopen('technician', false)
    await on('technician').settled()
    expect(on('technician').replica.outbox()).toMatchObject([{ state: { type: 'refused', refusal: { type: 'out-of-scope' } } }])
    expect(diskOf('technician')).toContain('written away, no longer allowed')
    expect(diskOf('technician')).not.toContain(canaries.north)
    await expectEqual('technician')
    const [refused] = on('technician').replica.outbox()
    await on('technician').replica.dismiss(refused?.envelope.id ?? '')
    expect(on('technician').replica.outbox()).toEqual([])
    await expectEqual('technician')
  })
})

describe('a ticket that moves', () => {
  it('[SCOPE3] takes a pending edit along to where the editor still sees it', async () => {
    await grant([small.north, small.south])
    await expectEqual('technician')
    await reopen('technician', true)
    await run('technician', 'ticket.edit', { id: small.northTicket, fields: { subject: 'Edited on the road' } })
    await run('technician', 'ticket.comment', note(small.northTicket, 'on the road'))
    await asAdmin('ticket.move', { id: small.northTicket, fromClientId: small.north, clientId: small.south })
    await reopen('technician', false)
    await on('technician').settled()
    expect(on('technician').replica.outbox()).toEqual([])
    expect(on('technician').replica.get('ticket', small.northTicket)).toMatchObject({
      clientId: small.south,
      subject: 'Edited on the road'
    })
    await expectEqual('technician', 'agent', 'admin')
    expect((await on('agent').replica.children('comment', small.northTicket)).map((row) => row['body'])).toContain('on the road')
  })

  it('[SCOPE3] moves back under a pending edit of somebody who then sees it no longer', async () => {
    await reopen('agent', true)
    await run('agent', 'ticket.comment', note(small.northTicket, 'too late'))
    await asAdmin('ticket.move', { id: small.northTicket, fromClientId: small.south, clientId: small.north })
    await reopen('agent', false)
    await on('agent').settled()
    expect(on('agent').replica.outbox()).toMatchObject([{ state: { type: 'refused', refusal: { type: 'out-of-scope' } } }])
    expect(on('agent').replica.get('ticket', small.northTicket)).toBe(null)
    expect(diskOf('agent')).not.toContain('Edited on the road')
    await expectEqual('technician', 'agent', 'admin')
  })

  it('[SCOPE3] moves to and fro while two devices edit it at once', async () => {
    for (const [from, to] of [
      [small.north, small.south],
      [small.south, small.north],
      [small.north, small.south]
    ] as const) {
      await run('technician', 'ticket.comment', note(small.northTicket, `under way to ${to}`))
      on('technician').engine.wake()
      await asAdmin('ticket.move', { id: small.northTicket, fromClientId: from, clientId: to })
      await on('technician').settled()
      await expectEqual('technician', 'agent', 'admin')
    }
  })
})

describe('a role that changes', () => {
  it('[SCOPE4] brings sensitive entities and takes them away again, also while the device is away', async () => {
    const role = (to: string) => asAdmin('person.edit', { id: small.technician, fields: { role: to } })
    const cost = String(canaries.cost)
    expect(diskOf('technician')).not.toContain(canaries.contract)
    await role('manager')
    await expectEqual('technician')
    expect(diskOf('technician')).toContain(canaries.contract)
    expect(diskOf('technician')).toContain(cost)
    await reopen('technician', true)
    await role('agent')
    await reopen('technician', false)
    await expectEqual('technician')
    expect(diskOf('technician')).toContain(canaries.contract)
    expect(diskOf('technician')).not.toContain(cost)
    await role('technician')
    await expectEqual('technician')
    expect(diskOf('technician')).not.toContain(canaries.contract)
    expect([...on('technician').replica.rows('contract')]).toEqual([])
  })
})
