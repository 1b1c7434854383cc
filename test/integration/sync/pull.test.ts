// Pulling: one durable step per page, replay of what is pending, scope, snapshots.

import { describe, expect, test } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { createEngine } from '#sync/engine.ts'
import type { Transport } from '#sync/ports.ts'
import type { FeedItem } from '#sync/protocol/rows.ts'
import { note, openDesk, rowsOf, saved, type Desk } from '#test/support/desk.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'
import { adminId, clientIds, organisationId, simId, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'

const [ticketId = '', secondTicket = ''] = ticketIds
const [technician = ''] = technicianIds
const [firstClient = '', secondClient = '', thirdClient = ''] = clientIds

/** A feed answer that goes on from where the device is. */
function feed(device: SimDevice, items: readonly FeedItem[], change: { readonly cursor?: number; readonly scope?: string[] | null } = {}) {
  const meta = rowsOf(device).meta()
  return {
    type: 'rows' as const,
    epoch: meta.epoch ?? '',
    serverTime: 0,
    scope: change.scope === undefined ? (meta.scope === null ? null : [...meta.scope]) : change.scope,
    permissionsKey: meta.permissionsKey,
    items: [...items],
    cursor: change.cursor ?? Math.max(meta.cursor, ...items.map((item) => item[2])),
    more: false,
    highWater: 0
  }
}

function row(doc: Doc | null, version: number, fields: Record<string, unknown>): FeedItem {
  return ['r', 'ticket', version, { ...doc, ...fields } as never]
}

describe('one step', () => {
  test('[PULL1] nothing is pulled while the fate of a sent command is unknown', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    device.network.faults.loseAnswer = 1
    const commandId = await saved(device, 'ticket.edit', { id: ticketId, fields: { category: 'printer' } })
    device.engine?.wake()
    await desk.pass(40_000)
    await saved(admin, 'ticket.edit', { id: secondTicket, fields: { category: 'printer' } })
    await desk.sync()
    const { cursor } = rowsOf(device).meta()
    expect(desk.outcome(commandId)).toBe('applied')
    expect(cursor).toBeLessThan((await desk.server.store.head(organisationId)).version)
    device.network.faults.loseAnswer = 0
    await desk.sync()
    expect(rowsOf(device).meta().cursor).toBeGreaterThan(cursor)
    await checkReplica(device, desk.server)
  })

  test('[PULL2] pages, cursor and acknowledgements become durable in one commit', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    await saved(device, 'ticket.comment', note(ticketId, 'one step'))
    const seen: string[] = []
    rowsOf(device).onChange(() =>
      seen.push(`${JSON.parse(device.disk.meta ?? '{}').cursor} ${device.disk.outbox.size} ${rowsOf(device).outbox().length}`)
    )
    const before = rowsOf(device).meta().cursor
    await desk.sync()
    expect(rowsOf(device).meta().cursor).toBeGreaterThan(before)
    expect(seen).toEqual([`${rowsOf(device).meta().cursor} 0 0`])
  })

  test('[PULL3] an older version never overwrites a newer one, and the same item twice changes nothing', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    const doc = replica.get('ticket', ticketId)
    await replica.applyRows(feed(device, [row(doc, 900, { subject: 'new' })]))
    await replica.applyRows(
      feed(device, [row(doc, 800, { subject: 'old' }), ['x', 'ticket', 700, ticketId, firstClient, null]], { cursor: 901 })
    )
    await replica.applyRows(feed(device, [row(doc, 900, { subject: 'twice' })], { cursor: 902 }))
    expect(replica.get('ticket', ticketId)?.['subject']).toBe('new')
    await device.start()
  })

  test('[PULL4] a pull without anything new writes nothing', async () => {
    const desk = await openDesk()
    const device = await desk.device(technician)
    await desk.sync()
    device.diesAfterWrites = 1
    await desk.pass(120_000)
    await desk.sync()
    expect(device.isAlive).toBe(true)
  })

  test('[PULL5] a row that its entity’s schema doesn’t know is not stored, and the trouble is named', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    const doc = replica.get('ticket', ticketId)
    const bad = [row(doc, 900, { subject: 'fine' }), row(replica.get('ticket', secondTicket), 901, { impact: 'enormous' })]
    await expect(replica.applyRows(feed(device, bad))).rejects.toMatchObject({ problem: { type: 'garbage' } })
    expect(replica.get('ticket', ticketId)).toEqual(doc)
  })

  test('[PULL6] rows of a client that the device may not see are not stored, whoever sends them', async () => {
    const desk = await openDesk()
    const device = await desk.device(technician)
    const replica = rowsOf(device)
    const doc = replica.get('ticket', ticketId)
    await replica.applyRows(feed(device, [row(doc, 900, { id: ticketIds[2], clientId: thirdClient, subject: 'foreign' })]))
    expect([...replica.rows('ticket')].some((ticket) => ticket['subject'] === 'foreign')).toBe(false)
  })
})

describe('what is pending', () => {
  test('[LOCAL1] own writes are readable before, while and after they are synced', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const reads: boolean[] = []
    const look = async () => {
      const comments = await rowsOf(device).children('comment', ticketId)
      reads.push(comments.some((comment) => comment['body'] === 'mine'))
    }
    await saved(device, 'ticket.comment', note(ticketId, 'mine'))
    await look()
    rowsOf(device).onChange(() => void look())
    void device.engine?.syncNow()
    for (let step = 0; step < 60; step++) {
      await desk.pass(10)
      await look()
    }
    expect(rowsOf(device).outbox()).toEqual([])
    expect(reads.every(Boolean)).toBe(true)
  })

  test('[LOCAL2] an applied command’s effects stay until its confirmed rows are here', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    const commandId = await saved(device, 'ticket.edit', { id: ticketId, fields: { subject: 'Mine' } })
    const version = replica.meta().cursor + 2
    const { envelope } = replica.waiting()[0] ?? {}
    const outcomes = [{ id: commandId, sequence: envelope?.sequence ?? 0, outcome: { type: 'applied' as const, version } }]
    await replica.applyOutcomes({ epoch: replica.meta().epoch ?? '', serverTime: 0, highWater: 1, outcomes, fork: null })
    expect([replica.waiting(), replica.outbox().length]).toEqual([[], 1])
    await replica.applyRows(feed(device, [row(replica.get('ticket', secondTicket), version - 1, {})]))
    expect(replica.get('ticket', ticketId)?.['subject']).toBe('Mine')
    const confirmed = { ...replica.get('ticket', ticketId), subject: 'Mine, merged' }
    await replica.applyRows(feed(device, [['r', 'ticket', version, confirmed as never]]))
    expect([replica.get('ticket', ticketId)?.['subject'], replica.outbox()]).toEqual(['Mine, merged', []])
  })

  test('[LOCAL3] only commands whose reads or writes meet changed rows run again', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    await saved(device, 'ticket.edit', { id: ticketId, fields: { subject: 'First' } })
    await saved(device, 'ticket.edit', { id: secondTicket, fields: { subject: 'Second' } })
    const [first, second] = replica.outbox()
    await replica.applyRows(feed(device, [row(replica.get('client', firstClient), 900, {})].slice(1), { cursor: 899 }))
    expect(replica.outbox()).toEqual([first, second])
    const changed = { ...replica.get('ticket', secondTicket), subject: 'Ticket 2', category: 'printer' }
    await replica.applyRows(feed(device, [['r', 'ticket', 900, changed as never]]))
    expect(replica.outbox()[0]).toBe(first)
    expect(replica.outbox()[1]).not.toBe(second)
    expect(replica.get('ticket', secondTicket)).toMatchObject({ subject: 'Second', category: 'printer' })
  })

  test('[LOCAL4] a pending command that no longer holds loses its effect here, and only the server refuses it', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const replica = rowsOf(device)
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'too late'))
    const archived = { ...replica.get('ticket', ticketId), archivedAt: desk.clock.now() }
    await replica.applyRows(feed(device, [['r', 'ticket', 900, archived as never]]))
    expect(await replica.children('comment', ticketId)).toEqual([])
    expect(replica.outbox()).toMatchObject([{ envelope: { id: commandId, input: { body: 'too late' } }, state: { type: 'waiting' } }])
    const restored = { ...replica.get('ticket', ticketId), archivedAt: null }
    await replica.applyRows(feed(device, [['r', 'ticket', 901, restored as never]]))
    expect(await replica.children('comment', ticketId)).toHaveLength(1)
  })

  test('[LOCAL6] cold rows are read by their parent and never held as a whole', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    for (const id of ticketIds) await saved(device, 'ticket.comment', note(id, `on ${id}`))
    await desk.sync()
    const replica = rowsOf(device)
    expect([...replica.rows('comment'), replica.get('comment', ticketId)]).toEqual([null])
    for (const id of ticketIds) expect(await replica.children('comment', id)).toMatchObject([{ body: `on ${id}` }])
  })
})

describe('scope', () => {
  const grant = (desk: Desk, admin: SimDevice, scope: readonly string[] | null) =>
    saved(admin, 'person.edit', { id: technician, fields: { clientIds: scope } }).then(() => desk.sync())

  test('[SCOPE1] a gained client comes by a snapshot of its partitions alone', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    await saved(admin, 'ticket.comment', note(ticketIds[2] ?? '', 'older than the grant'))
    await desk.sync()
    expect([...rowsOf(device).rows('client')].map(({ id }) => id).sort()).toEqual([firstClient, secondClient])
    const asked: unknown[] = []
    const real = device.network.transport(technician, () => device.deviceId)
    await device.engine?.stop()
    const watching: Transport = { ...real, snapshot: (request) => (asked.push(request.clients), real.snapshot(request)) }
    const chance = createChance(1)
    const clock = { now: desk.clock.now, after: desk.clock.after, random: chance.next, randomBytes: chance.bytes }
    const engine = createEngine({ replica: rowsOf(device), transport: watching, clock, newDevice: async () => device.deviceId })
    engine.start()
    await grant(desk, admin, [firstClient, secondClient, thirdClient])
    void engine.syncNow()
    await desk.pass(10_000)
    await engine.stop()
    expect(asked).toEqual([[thirdClient]])
    expect(await rowsOf(device).children('comment', ticketIds[2] ?? '')).toMatchObject([{ body: 'older than the grant' }])
    await checkReplica(device, desk.server)
  })

  test('[SCOPE2] a lost client goes with all its rows in the step that brings the word', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    await saved(admin, 'ticket.comment', note(ticketId, 'will be out of sight'))
    await desk.sync()
    const seen: string[] = []
    rowsOf(device).onChange(() => seen.push([...rowsOf(device).rows('client')].map(({ id }) => id).join()))
    await grant(desk, admin, [secondClient])
    expect(seen.at(-1)).toBe(secondClient)
    expect([...device.disk.pages.keys()].some((name) => name.includes(firstClient))).toBe(false)
    expect(await rowsOf(device).children('comment', ticketId)).toEqual([])
    await checkReplica(device, desk.server)
  })

  test('[SCOPE3] a ticket that moves to a client out of sight leaves with everything that hangs on it', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    await saved(device, 'ticket.comment', note(ticketId, 'goes along'))
    await desk.sync()
    await saved(admin, 'ticket.move', { id: ticketId, fromClientId: firstClient, clientId: thirdClient })
    await desk.sync()
    expect(rowsOf(device).get('ticket', ticketId)).toBe(null)
    expect(await rowsOf(device).children('comment', ticketId)).toEqual([])
    expect(await rowsOf(admin).children('comment', ticketId)).toMatchObject([{ body: 'goes along', clientId: thirdClient }])
    await checkReplica(device, desk.server)
  })

  test('[SCOPE4] another role, another view: a fresh snapshot brings what it opens and drops what it closes', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technicianIds[1] ?? ''), await desk.device(adminId)]
    expect(rowsOf(device).meta().permissionsKey).toBe('contract')
    await saved(admin, 'person.edit', { id: technicianIds[1], fields: { role: 'technician' } })
    await desk.sync()
    expect(rowsOf(device).meta().permissionsKey).toBe('')
    await checkReplica(device, desk.server)
  })

  test('[SCOPE4] what a role no longer shows is gone in the step that says so, before any fresh snapshot', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technicianIds[1] ?? ''), await desk.device(adminId)]
    const replica = rowsOf(device)
    const clientId = [...replica.rows('client')][0]?.id ?? ''
    await saved(admin, 'contract.create', { clientId, name: 'Secret terms', model: 'flat-fee', startsOn: '2026-01-01' })
    await desk.sync()
    const [contract] = replica.rows('contract')
    const quoted = { rowId: contract?.id, clientId, entity: 'contract', field: 'name', rule: 'last', base: 'Secret base' }
    const values = { id: simId('c0f1', 1), kept: 'Secret terms', lost: 'Secret loss', incomingLost: true, at: 1 }
    const by = { actorId: adminId, deviceId: simId('c0f1', 2), commandId: simId('c0f1', 3) }
    const open = { settledAt: null, settledById: null, choice: null }
    await replica.applyRows(feed(device, [['r', 'conflict', 900, { ...quoted, ...values, ...by, ...open }]]))
    expect([replica.size('contract'), replica.size('conflict')]).toEqual([1, 1])
    await device.engine?.stop()
    const tickets = replica.size('ticket')
    await replica.applyRows({ ...feed(device, [], { cursor: 901 }), permissionsKey: '' })
    expect([replica.size('contract'), replica.size('conflict'), replica.size('ticket')]).toEqual([0, 0, tickets])
    expect(replica.meta().snapshot).toMatchObject({ aside: true })
    // What a contract covers, by its name but without its fees, is for everybody who sees the client.
    const others = [...device.disk.pages.values()].filter(({ key }) => key.entity !== 'contract_cover')
    expect(others.filter(({ bytes }) => new TextDecoder().decode(bytes).includes('Secret'))).toEqual([])
  })

  test('[SCOPE5] a command on a client that was lost while it waited is refused visibly', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    device.network.isOnline = false
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'after the revocation'))
    await grant(desk, admin, [secondClient])
    device.network.isOnline = true
    await desk.sync()
    expect(rowsOf(device).outbox()).toMatchObject([
      { envelope: { id: commandId }, state: { type: 'refused', refusal: { type: 'out-of-scope' } } }
    ])
    expect(desk.serverRows('comment')).toEqual([])
  })
})
