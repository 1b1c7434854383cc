// The promise of sync, stated as invariants, each on the smallest case that shows it; the simulation holds them under faults.

import { describe, expect, test } from 'vitest'
import { canonicalJson } from '#core/kernel/canonical.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, clientIds, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = '', secondTicket = ''] = ticketIds
const [technician = ''] = technicianIds
const [firstClient = ''] = clientIds

/** Two devices of the desk that were cut off, changed the same ticket, and came back, the admin's first. */
async function clash(mine: Record<string, unknown>, theirs: Record<string, unknown>) {
  const desk = await openDesk()
  const [admin, device] = [await desk.device(adminId), await desk.device(technician)]
  device.network.isOnline = false
  await saved(admin, 'ticket.edit', { id: ticketId, fields: mine })
  await desk.pass(60_000)
  await saved(device, 'ticket.edit', { id: ticketId, fields: theirs })
  await desk.sync()
  device.network.isOnline = true
  await desk.sync()
  return { desk, admin, device, row: desk.serverRow('ticket', ticketId), conflicts: desk.serverRows('conflict') }
}

describe('merge, field by field', () => {
  test('[MERGE1] different fields of one row that two people changed both arrive', async () => {
    const { row, conflicts, device, admin } = await clash({ subject: 'Printer on fire' }, { impact: 2 })
    expect(row).toMatchObject({ subject: 'Printer on fire', impact: 2 })
    expect(conflicts).toEqual([])
    expect(rowsOf(device).get('ticket', ticketId)).toEqual(rowsOf(admin).get('ticket', ticketId))
  })

  test('[MERGE2] the same field on both: the server’s value stays where a person must decide, and both values are to be seen', async () => {
    const { row, conflicts, device } = await clash({ subject: 'Mine' }, { subject: 'Theirs' })
    expect(row?.['subject']).toBe('Mine')
    expect(conflicts).toMatchObject([{ field: 'subject', base: 'Ticket 1', kept: 'Mine', lost: 'Theirs', incomingLost: true }])
    expect([...rowsOf(device).rows('conflict')]).toHaveLength(1)
  })

  test('[MERGE3] the same field on both: the later event wins where the rule says so, and the loser is kept', async () => {
    const { row, conflicts } = await clash({ category: 'network' }, { category: 'printer' })
    expect(row?.['category']).toBe('printer')
    expect(conflicts).toMatchObject([{ field: 'category', kept: 'printer', lost: 'network', incomingLost: false }])
  })

  test('[MERGE4] lines of a text and tags of a list merge', async () => {
    const { desk, admin, device } = await clash({ description: 'x\nfrom the desk' }, { description: 'on site\nx' })
    expect(desk.serverRow('ticket', ticketId)?.['description']).toBe('on site\nx\nfrom the desk')
    device.network.isOnline = false
    await saved(admin, 'ticket.tag', { id: ticketId, add: ['vip'], remove: [] })
    await saved(device, 'ticket.tag', { id: ticketId, add: ['on-site'], remove: [] })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    expect(desk.serverRow('ticket', ticketId)?.['tags']).toEqual(['vip', 'on-site'])
  })
})

describe('invariants', () => {
  test('[SYNC3] a device reads its own writes while everybody else syncs', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    await saved(device, 'ticket.edit', { id: ticketId, fields: { impact: 2 } })
    for (let n = 0; n < 20; n++) {
      await saved(admin, 'ticket.edit', { id: ticketId, fields: { category: `c${n}` } })
      void admin.engine?.syncNow()
      void device.engine?.syncNow()
      await desk.pass(70)
      expect(rowsOf(device).get('ticket', ticketId)?.['impact']).toBe(2)
    }
  })

  test('[SYNC4] a device of narrower scope never holds a row of a foreign client, in memory or on disk', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    for (const id of ticketIds) await saved(admin, 'ticket.comment', note(id, `canary ${id}`))
    await desk.sync()
    const scope = new Set([...(rowsOf(device).meta().scope ?? []), null])
    expect([...device.disk.pages.values()].every((page) => scope.has(page.key.clientId))).toBe(true)
    const text = [...device.disk.pages.values()].map((page) => new TextDecoder().decode(page.bytes)).join()
    expect(text).not.toContain(`canary ${ticketIds[2]}`)
    expect(text).toContain(`canary ${ticketId}`)
    await checkReplica(device, desk.server)
  })

  test('[SYNC6] the losing value of a merge can be restored by anybody who sees it', async () => {
    const { desk, device } = await clash({ subject: 'Mine' }, { subject: 'Theirs' })
    const [conflict] = [...rowsOf(device).rows('conflict')]
    await saved(device, 'conflict.settle', { conflictId: conflict?.id, choice: 'lost' })
    await desk.sync()
    expect(desk.serverRow('ticket', ticketId)?.['subject']).toBe('Theirs')
    expect(desk.serverRows('conflict')).toMatchObject([{ choice: 'lost' }])
  })

  test('[SYNC7] what a sync writes is proportional to what changed, not to what is stored', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    for (let n = 0; n < 600; n++) await saved(admin, 'ticket.open', { clientId: firstClient, subject: `Stored ${n}` })
    await desk.sync()
    const before = new Map(device.disk.pages)
    await saved(admin, 'ticket.edit', { id: secondTicket, fields: { category: 'printer' } })
    await desk.sync()
    const written = [...device.disk.pages].filter(([name, page]) => before.get(name) !== page)
    expect(before.size).toBeGreaterThan(10)
    expect(written.map(([name]) => name.slice(0, name.indexOf('\n'))).sort()).toEqual(['event', 'ticket'])
  })

  test('[SYNC8] pages of the feed, however small, miss no committed version', async () => {
    const desk = await openDesk()
    const admin = await desk.device(adminId)
    for (const id of ticketIds) await saved(admin, 'ticket.comment', note(id, `on ${id}`))
    await desk.sync()
    const viewer = await desk.server.viewer(adminId)
    if (!viewer) throw new Error('the admin is there')
    const versions: number[] = []
    let cursor = 0
    for (let more = true; more; ) {
      const request = { protocol: 1, epoch: null, cursor, limit: 3 }
      const answer = JSON.parse(await desk.server.pull.pullText({ viewer, deviceId: admin.deviceId }, request))
      versions.push(...answer.items.map((item: unknown[]) => Number(item[2])))
      expect(answer.cursor).toBeGreaterThan(cursor)
      ;({ cursor, more } = answer)
    }
    const rows = desk.server.store.visibleRows(viewer, 'comment').map((row) => row.version)
    expect(rows.every((version) => versions.includes(version))).toBe(true)
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('[SYNC5] the same commands in another order of arrival leave the same facts for deadlines and charges', async () => {
    const facts = async (firstComes: 'admin' | 'technician') => {
      const desk = await openDesk()
      const [admin, device] = [await desk.device(adminId), await desk.device(technician)]
      admin.network.isOnline = false
      device.network.isOnline = false
      await saved(admin, 'ticket.set-status', { id: ticketId, status: 'in-progress' })
      await desk.pass(600_000)
      const work = { ticketId, startedAt: desk.clock.now() - 300_000, endedAt: desk.clock.now(), kind: 'remote', billable: true, note: '' }
      await saved(device, 'time.log', work)
      await saved(device, 'part.use', { ticketId, description: 'Toner', quantity: 2, unitPriceMinor: 4_900, currency: 'EUR' })
      for (const one of firstComes === 'admin' ? [admin, device] : [device, admin]) {
        one.network.isOnline = true
        await desk.sync()
      }
      const plain = ({
        id: _id,
        commandId: _command,
        receivedAt: _received,
        data: _data,
        deviceId: _device,
        ...rest
      }: Record<string, unknown>) => canonicalJson(rest)
      return [...desk.serverRows('event'), ...desk.serverRows('part_use'), ...desk.serverRows('time_entry')].map(plain).sort()
    }
    expect(await facts('admin')).toEqual(await facts('technician'))
  })
})
