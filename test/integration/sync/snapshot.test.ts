// Snapshots, another epoch, copies of a device: the great changes, with the outbox kept.

import { describe, expect, test } from 'vitest'
import { createEngine } from '#sync/engine.ts'
import type { Transport } from '#sync/ports.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { SnapshotAnswer } from '#sync/protocol/snapshot.ts'
import { note, openDesk, rowsOf, saved, type Desk } from '#test/support/desk.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { createSimNetwork } from '#test/support/simulation/sim-network.ts'
import { adminId, clientIds, organisationId, simId, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds
const [firstClient = ''] = clientIds
const encoder = new TextEncoder()

function restore(desk: Desk, backup: string, n: number): void {
  desk.server.store.restore(backup)
  desk.server.store.markRestored(organisationId, simId('e90c', n), 1000)
}

/** Runs the device's engine over a transport of the test's own. */
async function syncOver(desk: Desk, device: SimDevice, wrap: (real: Transport) => Transport): Promise<void> {
  await device.engine?.stop()
  const chance = createChance(5)
  const clock = { now: desk.clock.now, after: desk.clock.after, random: chance.next, randomBytes: chance.bytes }
  const transport = wrap(device.network.transport(device.personId, () => device.deviceId))
  const engine = createEngine({ replica: rowsOf(device), transport, clock, newDevice: async () => device.deviceId })
  engine.start()
  await desk.pass(10_000)
  await engine.stop()
}

function head(device: SimDevice, change: Partial<SnapshotAnswer['head']>): SnapshotAnswer['head'] {
  const { epoch, scope, permissionsKey } = rowsOf(device).meta()
  const scopeNow = scope === null ? null : [...scope]
  return {
    epoch: epoch ?? '',
    serverTime: 0,
    scope: scopeNow,
    permissionsKey,
    cursor: 900,
    next: null,
    pages: 1,
    remaining: 0,
    highWater: 0,
    ...change
  }
}

describe('snapshot', () => {
  test('[SCOPE1] a client that is lost and given back while its snapshot is under way comes whole', async () => {
    const desk = await openDesk()
    const [technicianId = ''] = technicianIds
    const device = await desk.device(technicianId)
    const office = desk.server.registerDevice()
    let sequence = 0
    const grant = async (clients: readonly string[]): Promise<void> => {
      sequence++
      const person = { name: 'person.edit', version: 1, input: { id: technicianId, fields: { clientIds: clients } }, base: {} }
      const place = { sequence, at: desk.clock.now(), clockOffsetMs: 0, provisionalNumber: `O-${sequence}` }
      const commands = [{ id: simId('0ff1', sequence), ...person, ...place }]
      const caller = { organisationId, personId: adminId, deviceId: office }
      const answer = await desk.server.push.push(caller, { protocol: protocolVersion, epoch: null, commands })
      expect(answer.outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
    }
    await grant(clientIds)
    let snapshots = 0
    await syncOver(desk, device, (real) => ({
      ...real,
      async snapshot(request) {
        if (++snapshots > 1) return real.snapshot(request)
        await grant([firstClient])
        const answer = await real.snapshot(request)
        await grant(clientIds)
        return answer
      }
    }))
    expect(snapshots).toBe(2)
    await checkReplica(device, desk.server)
  })

  test('[PULL1] the next part is asked for while one is stored, and again when a command was sent meanwhile', async () => {
    const desk = await openDesk()
    const admin = await desk.device(adminId)
    for (const id of ticketIds) await saved(admin, 'ticket.comment', note(id, 'x'.repeat(30_000)))
    await desk.sync()
    const asked: (string | null)[] = []
    await rowsOf(admin).beginSnapshot()
    await syncOver(desk, admin, (real) => ({
      ...real,
      snapshot: async (request) => {
        asked.push(request.after)
        const answer = await real.snapshot({ ...request, maxBytes: 65_536 })
        if (asked.length === 2) await saved(admin, 'ticket.comment', note(ticketId, 'written meanwhile'))
        return answer
      }
    }))
    expect(rowsOf(admin).meta().snapshot).toBeNull()
    const twice = asked.filter((after, index) => asked.indexOf(after) !== index)
    expect([asked.length > 3, twice.length]).toEqual([true, 1])
    expect(rowsOf(admin).outbox()).toEqual([])
  })

  test('[SNAP1] a snapshot that was interrupted goes on where it ended, also after a crash', async () => {
    const desk = await openDesk()
    const admin = await desk.device(adminId)
    for (const id of ticketIds) await saved(admin, 'ticket.comment', note(id, 'x'.repeat(30_000)))
    await desk.sync()
    const device = await desk.device(adminId)
    device.loseStore()
    const asked: (string | null)[] = []
    const small = (real: Transport): Transport => ({
      ...real,
      snapshot: (request) => (asked.push(request.after), real.snapshot({ ...request, maxBytes: 65_536 }))
    })
    device.network.isOnline = false
    await device.start()
    device.network.isOnline = true
    const replica = rowsOf(device)
    let steps = 0
    await syncOver(desk, device, (real) => ({
      ...small(real),
      snapshot: async (request) => {
        if (++steps > 2) throw new Error('cut')
        return small(real).snapshot(request)
      }
    }))
    const after = replica.meta().snapshot?.after
    expect(typeof after).toBe('string')
    device.kill()
    device.network.isOnline = false
    await device.start()
    device.network.isOnline = true
    asked.length = 0
    await syncOver(desk, device, small)
    expect(asked[0]).toBe(after)
    await checkReplica(device, desk.server)
  })

  test('[SNAP2] cold pages are stored as they came, byte for byte', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    await device.engine?.stop()
    await replica.beginSnapshot()
    const content = encoder.encode('[ ]')
    await replica.applySnapshot({ head: head(device, {}), pages: [{ line: ['comment', firstClient, '', 0], content }] })
    expect(device.disk.pages.get(`comment\n${firstClient}\n`)?.bytes).toEqual(content)
  })

  test('[SNAP3] a fresh snapshot keeps the outbox and what it does', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    device.network.isOnline = false
    await saved(device, 'ticket.edit', { id: ticketId, fields: { subject: 'Mine' } })
    await replica.beginSnapshot()
    expect(replica.get('ticket', ticketId)?.['subject']).toBe('Mine')
    device.network.isOnline = true
    await desk.sync()
    expect(desk.serverRow('ticket', ticketId)?.['subject']).toBe('Mine')
    await checkReplica(device, desk.server)
  })

  test('[SNAP5] a fresh snapshot that is cut off half-way leaves all rows as they were, and the whole one replaces them', async () => {
    const desk = await openDesk()
    const [admin, device] = [await desk.device(adminId), await desk.device(adminId)]
    for (const id of ticketIds) await saved(admin, 'ticket.comment', note(id, 'x'.repeat(30_000)))
    await desk.sync()
    const replica = rowsOf(device)
    const before = [...replica.rows('ticket')]
    await replica.beginSnapshot()
    let answers = 0
    const cut = (real: Transport): Transport => ({
      ...real,
      snapshot: async (request) => {
        if (++answers > 2) throw new Error('cut')
        return real.snapshot({ ...request, maxBytes: 65_536 })
      }
    })
    await syncOver(desk, device, cut)
    expect([answers > 2, device.disk.aside.size > 0]).toEqual([true, true])
    expect([...replica.rows('ticket')]).toEqual(before)
    expect(await replica.children('comment', ticketIds[11] ?? '')).toHaveLength(1)
    await syncOver(desk, device, (real) => real)
    expect([replica.meta().snapshot, device.disk.aside.size]).toEqual([null, 0])
    await checkReplica(device, desk.server)
  })

  test('[SNAP4] a hot page with another client’s row, or none, is refused as a whole', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    await device.engine?.stop()
    const before = [...replica.rows('ticket')]
    await replica.beginSnapshot()
    const foreign = JSON.stringify([[5, { ...before[0], clientId: clientIds[3] }]])
    for (const text of [foreign, '[[1]]', 'no json', '[]']) {
      const content = encoder.encode(text)
      const answer: SnapshotAnswer = { head: head(device, {}), pages: [{ line: ['ticket', firstClient, '', 1], content }] }
      await expect(replica.applySnapshot(answer)).rejects.toMatchObject({ problem: { type: 'garbage' } })
    }
    expect([...replica.rows('ticket')]).toEqual(before)
  })
})

describe('a restored server', () => {
  test('[EPOCH1] acknowledged commands that it forgot are sent again from the journal, once', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const kept = await saved(device, 'ticket.comment', note(ticketId, 'in the backup'))
    await desk.sync()
    const backup = desk.server.store.backup()
    const lost = await saved(device, 'ticket.comment', note(ticketId, 'not in the backup'))
    await desk.sync()
    restore(desk, backup, 8)
    await desk.sync()
    expect([desk.outcome(kept), desk.outcome(lost)]).toEqual(['applied', 'applied'])
    expect(
      desk
        .serverRows('comment')
        .map((row) => String(row['body']))
        .sort()
    ).toEqual(['in the backup', 'not in the backup'])
    await checkReplica(device, desk.server)
  })

  test('[EPOCH2] what was refused and put away is not sent again', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    const backup = desk.server.store.backup()
    device.network.isOnline = false
    const refused = await saved(device, 'ticket.comment', note(ticketId, 'refused'))
    await saved(admin, 'ticket.archive', { id: ticketId })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    await rowsOf(device).dismiss(refused)
    admin.kill()
    restore(desk, backup, 8)
    await desk.sync()
    expect(desk.serverRow('ticket', ticketId)?.['archivedAt']).toBe(null)
    expect([desk.outcome(refused), desk.serverRows('comment')]).toEqual([null, []])
  })

  test('[EPOCH3] a snapshot that another epoch answers is not mixed with what the first one acknowledged', async () => {
    const desk = await openDesk()
    const backup = desk.server.store.backup()
    const device = await desk.device(adminId)
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'between two servers'))
    await desk.sync()
    device.loseStore()
    device.network.isOnline = false
    await device.start()
    device.network.isOnline = true
    await syncOver(desk, device, (real) => ({
      ...real,
      snapshot: async (request) => {
        if (desk.outcome(commandId) === 'applied' && rowsOf(device).meta().epoch === simId('e90c', 1)) restore(desk, backup, 8)
        return real.snapshot(request)
      }
    }))
    expect(desk.outcome(commandId)).toBe('applied')
    await checkReplica(device, desk.server)
  })
})

describe('a copy of a device', () => {
  test('[FORK1] the second of two copies gets a new identity, renumbers what waits, and keeps the ids', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const shared = await saved(device, 'ticket.comment', note(ticketId, 'before the copy'))
    device.network.isOnline = false
    const copy = device.clone('copy', createSimNetwork(desk.clock, createChance(9), desk.server))
    await copy.start()
    const own = await saved(device, 'ticket.comment', note(ticketId, 'from the first'))
    copy.network.isOnline = false
    const other = await saved(copy, 'ticket.comment', note(ticketId, 'from the copy'))
    device.network.isOnline = true
    await desk.sync()
    copy.network.isOnline = true
    void copy.engine?.syncNow()
    await desk.pass(20_000)
    await desk.sync()
    expect(copy.deviceId).not.toBe(device.deviceId)
    expect(rowsOf(copy).meta().deviceId).toBe(copy.deviceId)
    expect([shared, own, other].map(desk.outcome)).toEqual(['applied', 'applied', 'applied'])
    expect(desk.serverRows('comment')).toHaveLength(3)
    await checkReplica(copy, desk.server)
  })
})
