// Journal and store: whichever side was lost or stayed behind gets it from the other, and nothing is sent twice for it.

import { describe, expect, test } from 'vitest'
import { createMemoryDisk } from '#store/adapters/memory-local-store.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds

describe('on start', () => {
  test('[JRN1] a command that the outbox lacks comes back from the journal, with its effects', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.isOnline = false
    const older = { pages: new Map(device.disk.pages), aside: new Map(), outbox: new Map(), drafts: new Map(), meta: device.disk.meta }
    await saved(device, 'ticket.comment', note(ticketId, 'only in the journal'))
    device.kill()
    device.disk = older
    await device.start()
    expect(rowsOf(device).recovered).toBe(1)
    expect(await rowsOf(device).children('comment', ticketId)).toMatchObject([{ body: 'only in the journal' }])
    expect(device.disk.outbox.size).toBe(1)
  })

  test('[JRN2] a command that the journal lacks is written there before anything is sent', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.isOnline = false
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'only in the outbox'))
    device.kill()
    device.journal.lines.clear()
    await device.start()
    expect([...device.journal.lines.keys()].some((key) => key.startsWith(commandId))).toBe(true)
    expect(rowsOf(device).recovered).toBe(1)
  })

  test('[JRN3] when the store is lost, identity and unsent work come back from the journal and are applied once', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const sent = await saved(device, 'ticket.comment', note(ticketId, 'already sent'))
    await desk.sync()
    device.network.isOnline = false
    const unsent = await saved(device, 'ticket.comment', note(ticketId, 'not sent yet'))
    const { deviceId } = device
    device.loseStore()
    device.network.isOnline = true
    await device.start()
    await desk.sync()
    expect(rowsOf(device).meta().deviceId).toBe(deviceId)
    expect([sent, unsent].map(desk.outcome)).toEqual(['applied', 'applied'])
    expect(desk.serverRows('comment')).toHaveLength(2)
    await checkReplica(device, desk.server)
  })

  test('[JRN3] under a new registration the journal’s commands are renumbered and still applied once', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.faults.loseAnswer = 1
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'answer lost, then everything lost'))
    device.engine?.wake()
    await desk.pass(60_000)
    expect(desk.outcome(commandId)).toBe('applied')
    device.loseStore()
    device.network.faults.loseAnswer = 0
    await device.start()
    await rowsOf(device).changeDevice(desk.server.registerDevice())
    await desk.sync()
    expect(desk.serverRows('comment')).toHaveLength(1)
    expect(rowsOf(device).outbox()).toEqual([])
  })

  test('[JRN4] what was put away is never sent again, also when the store is lost', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    device.network.isOnline = false
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'put away'))
    await saved(admin, 'ticket.archive', { id: ticketId })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    await rowsOf(device).dismiss(commandId)
    device.loseStore()
    await device.start()
    await desk.sync()
    expect(rowsOf(device).outbox()).toEqual([])
    expect([...device.journal.lines.keys()].filter((key) => key.startsWith(commandId))).toHaveLength(2)
  })

  test('[JRN5] what the server has is settled in the journal; a settling that was lost is made good at the next start', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    await saved(device, 'ticket.comment', note(ticketId, 'settled'))
    await desk.sync()
    expect(device.journal.settled.size).toBe(1)
    device.journal.settled.clear()
    device.kill()
    await device.start()
    expect([device.journal.settled.size, rowsOf(device).recovered]).toEqual([1, 0])
  })

  test('[JRN5] entries that were put away, or overtaken by newer numbers, are settled too and don’t stay for ever', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    device.network.isOnline = false
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'put away'))
    await saved(device, 'ticket.tag', { id: ticketIds[1], add: ['vip'], remove: [] })
    await rowsOf(device).changeDevice(desk.server.registerDevice())
    device.deviceId = rowsOf(device).meta().deviceId
    await saved(admin, 'ticket.archive', { id: ticketId })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    await rowsOf(device).dismiss(commandId)
    device.kill()
    await device.start()
    expect([device.journal.lines.size, device.journal.settled.size]).toEqual([5, 5])
  })

  test('[JRN6] damaged places of the journal are counted, and the rest is used', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.isOnline = false
    await saved(device, 'ticket.comment', note(ticketId, 'sound'))
    const open = device.journal.open
    device.kill()
    device.disk = createMemoryDisk()
    device.journal.open = (fault) => ({ ...open(fault), read: async () => ({ ...(await open(fault).read()), damaged: 2 }) })
    await device.start()
    expect([rowsOf(device).journalDamage, rowsOf(device).recovered]).toEqual([2, 1])
  })

  test('[JRN8] a store that lost pages without a word is noticed and filled again, with the outbox kept', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    for (const id of ticketIds) await saved(device, 'ticket.comment', note(id, `on ${id}`))
    await desk.sync()
    device.network.isOnline = false
    await saved(device, 'ticket.comment', note(ticketId, 'still waiting'))
    device.kill()
    const lost = [...device.disk.pages.keys()].filter((name) => name.startsWith('comment')).slice(1)
    for (const name of lost) device.disk.pages.delete(name)
    await device.start()
    expect([rowsOf(device).lostRows, rowsOf(device).outbox().length]).toEqual([true, 1])
    device.network.isOnline = true
    await desk.sync()
    expect(rowsOf(device).meta().snapshot).toBe(null)
    expect(desk.serverRows('comment')).toHaveLength(ticketIds.length + 1)
    await checkReplica(device, desk.server)
  })

  test('[JRN8] an older copy of the store is noticed, a whole one is left alone', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const older = { ...device.disk, pages: new Map(device.disk.pages), aside: new Map(), outbox: new Map(), drafts: new Map() }
    await saved(device, 'ticket.comment', note(ticketId, 'newer'))
    await desk.sync()
    device.kill()
    await device.start()
    expect(rowsOf(device).lostRows).toBe(false)
    device.kill()
    device.disk = older
    await device.start()
    expect(rowsOf(device).lostRows).toBe(true)
    await desk.sync()
    await checkReplica(device, desk.server)
  })

  test('[JRN1] an older store that gets its commands back from the journal, and dies at any write on the way, still gets them', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const older = device.disk
    const copyOf = (disk: typeof older): typeof older => ({
      ...disk,
      pages: new Map(disk.pages),
      aside: new Map(),
      outbox: new Map(disk.outbox)
    })
    const before = copyOf(older)
    await saved(device, 'ticket.comment', note(ticketId, 'confirmed'))
    await desk.sync()
    device.network.isOnline = false
    for (const body of ['one', 'two']) await saved(device, 'ticket.comment', note(ticketId, body))
    for (let writes = 1; writes <= 6; writes++) {
      device.kill()
      device.disk = copyOf(before)
      device.diesAfterWrites = writes
      await device.start()
      device.kill()
      await device.start()
      expect(rowsOf(device).waiting().length).toBeGreaterThanOrEqual(2)
    }
    device.network.isOnline = true
    await desk.sync()
    const bodies = desk.serverRows('comment').map((row) => row['body'])
    expect(bodies.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['confirmed', 'one', 'two'])
  })

  test('[JRN1] commands of a newer identity come back to an older store that knew only the identity before', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    await saved(device, 'ticket.comment', note(ticketId, 'under the first identity'))
    await desk.sync()
    const { disk } = device
    const older = { ...disk, pages: new Map(disk.pages), aside: new Map(), outbox: new Map(), drafts: new Map() }
    device.network.isOnline = false
    await rowsOf(device).changeDevice(desk.server.registerDevice())
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'under the second identity'))
    device.kill()
    device.disk = older
    await device.start()
    expect(rowsOf(device).waiting()).toHaveLength(1)
    device.network.isOnline = true
    await desk.sync()
    expect(desk.outcome(commandId)).toBe('applied')
    expect(desk.serverRows('comment')).toHaveLength(2)
  })

  test('[JRN7] a retried command comes and the refused one goes in one step', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    device.network.isOnline = false
    const refused = await saved(device, 'ticket.comment', note(ticketId, 'again please'))
    await saved(admin, 'ticket.archive', { id: ticketId })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    await saved(admin, 'ticket.restore', { id: ticketId })
    await desk.sync()
    const turns: number[] = []
    rowsOf(device).onChange(() => turns.push(rowsOf(device).outbox().length))
    const outcome = await rowsOf(device).retry(refused)
    expect([outcome.ok, turns]).toEqual([true, [1]])
    await desk.sync()
    expect(desk.serverRows('comment')).toMatchObject([{ body: 'again please' }])
    expect(rowsOf(device).outbox()).toEqual([])
  })
})
