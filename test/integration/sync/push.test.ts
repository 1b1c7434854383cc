// Pushing: order, exactly once, refusals and what follows from them, on the real services.

import { describe, expect, test } from 'vitest'
import { TransportError, type Transport } from '#sync/ports.ts'
import { createEngine } from '#sync/engine.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, clientIds, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'
import { createChance } from '#test/support/simulation/chance.ts'

const [ticketId = ''] = ticketIds
const [technician = ''] = technicianIds
const [firstClient = '', , thirdClient = ''] = clientIds

describe('push', () => {
  test('[PUSH1] what waits is sent in the device’s order, at most 200 at a time, fewer when they are long', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.isOnline = false
    for (let n = 0; n < 420; n++) await saved(device, 'ticket.comment', note(ticketId, `note ${n}`))
    for (let n = 0; n < 40; n++) await saved(device, 'ticket.comment', note(ticketId, 'long '.repeat(13_000)))
    const sizes: number[] = []
    const sequences: number[] = []
    const real = device.network.transport(adminId, () => device.deviceId)
    const watching: Transport = {
      ...real,
      push: (request) => {
        sizes.push(request.commands.length)
        sequences.push(...request.commands.map((command) => command.sequence))
        return real.push(request)
      }
    }
    await device.engine?.stop()
    device.network.isOnline = true
    const engine = createEngine({
      replica: rowsOf(device),
      transport: watching,
      clock: clockOf(desk),
      newDevice: async () => device.deviceId
    })
    engine.start()
    await desk.pass(10_000)
    await engine.stop()
    expect(sizes).toEqual([200, 200, 50, 10])
    expect(sequences).toEqual(Array.from({ length: 460 }, (_, n) => n + 1))
    expect(rowsOf(device).outbox()).toEqual([])
  })

  test('[PUSH2] nothing is sent that is not journalled and in the outbox', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.quota = 1
    await expect(rowsOf(device).run('ticket.comment', note(ticketId, 'no room'))).rejects.toThrow('could not be saved')
    device.quota = 0
    await desk.sync()
    expect(desk.serverRows('comment')).toEqual([])
  })

  test('[PUSH3] a push whose answer was lost is sent again and applied once', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    device.network.faults.loseAnswer = 1
    const commandId = await saved(device, 'part.use', {
      ticketId,
      description: 'Toner',
      quantity: 1,
      unitPriceMinor: 4_900,
      currency: 'EUR'
    })
    device.engine?.wake()
    await desk.pass(120_000)
    expect(desk.outcome(commandId)).toBe('applied')
    expect(rowsOf(device).waiting()).toHaveLength(1)
    device.network.faults.loseAnswer = 0
    await desk.sync()
    expect(desk.serverRows('part_use')).toHaveLength(1)
    expect(rowsOf(device).outbox()).toEqual([])
  })

  test('[PUSH4] a refused command stays with its reason and what was typed, and doesn’t stop the next', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(technician), await desk.device(adminId)]
    device.network.isOnline = false
    const refused = await saved(device, 'ticket.comment', note(ticketId, 'typed for nothing'))
    const next = await saved(device, 'ticket.comment', note(ticketIds[4] ?? '', 'still wanted'))
    await saved(admin, 'ticket.archive', { id: ticketId })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    expect(rowsOf(device).outbox()).toMatchObject([
      { envelope: { id: refused, input: { body: 'typed for nothing' } }, state: { type: 'refused', refusal: { type: 'archived' } } }
    ])
    expect(desk.outcome(next)).toBe('applied')
    expect((await rowsOf(device).children('comment', ticketId)).length).toBe(0)
    await rowsOf(device).dismiss(refused)
    expect(rowsOf(device).outbox()).toEqual([])
  })

  test('[PUSH5] refusals that follow from another are grouped under their cause', async () => {
    const desk = await openDesk()
    const [device, admin] = [await desk.device(adminId), await desk.device(adminId)]
    device.network.isOnline = false
    const opened = await saved(device, 'ticket.open', { clientId: thirdClient, subject: 'On a client that goes' })
    const newTicket = [...rowsOf(device).rows('ticket')].find((row) => row['subject'] === 'On a client that goes')
    const noted = await saved(device, 'ticket.comment', note(newTicket?.id ?? '', 'first note'))
    const tagged = await saved(device, 'ticket.tag', { id: newTicket?.id, add: ['vip'], remove: [] })
    await saved(admin, 'client.archive', { id: thirdClient })
    await desk.sync()
    device.network.isOnline = true
    await desk.sync()
    const states = new Map(
      rowsOf(device)
        .outbox()
        .map(({ envelope, state }) => [envelope.id, state])
    )
    expect(states.get(opened)).toMatchObject({ type: 'refused', causeId: null })
    expect(states.get(noted)).toMatchObject({ type: 'refused', refusal: { type: 'cause-refused' }, causeId: opened })
    expect(states.get(tagged)).toMatchObject({ type: 'refused', causeId: opened })
  })

  test('[PUSH6] a command that the server can’t read is set aside, the ones beside it are applied', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    await device.engine?.stop()
    const ids: string[] = []
    for (const body of ['before', 'poison', 'after']) ids.push(await saved(device, 'ticket.comment', note(ticketId, body)))
    const real = device.network.transport(adminId, () => device.deviceId)
    const picky: Transport = {
      ...real,
      push: (request) => {
        const index = request.commands.findIndex((command) => JSON.stringify(command.input).includes('poison'))
        if (index === -1) return real.push(request)
        throw new TransportError({ type: 'bad-request', field: `commands.${index}.input`, detail: 'can’t be read' })
      }
    }
    const engine = createEngine({ replica: rowsOf(device), transport: picky, clock: clockOf(desk), newDevice: async () => device.deviceId })
    engine.start()
    await desk.pass(10_000)
    await engine.stop()
    expect(rowsOf(device).outbox()).toMatchObject([
      { envelope: { id: ids[1] }, state: { type: 'refused', refusal: { type: 'poisonous' } } }
    ])
    expect([desk.outcome(ids[0] ?? ''), desk.outcome(ids[2] ?? '')]).toEqual(['applied', 'applied'])
  })

  test('[PUSH7] a command whose row the server doesn’t know is parked, stays visible, and is tried again', async () => {
    const desk = await openDesk()
    const [device, other] = [await desk.device(adminId), await desk.device(adminId)]
    const early = desk.server.store.backup()
    const opened = await saved(other, 'ticket.open', { clientId: firstClient, subject: 'Known to one' })
    await desk.sync()
    const row = [...rowsOf(device).rows('ticket')].find((ticket) => ticket['subject'] === 'Known to one')
    other.kill()
    device.network.isOnline = false
    const noted = await saved(device, 'ticket.comment', note(row?.id ?? '', 'on a row that a restore forgot'))
    desk.server.store.restore(early)
    desk.server.store.markRestored('01900000-0000-7000-8000-00000000aa00', '01900000-e90c-7000-8000-000000090000', 1000)
    device.network.isOnline = true
    await desk.sync()
    expect(rowsOf(device).outbox()).toMatchObject([{ envelope: { id: noted }, state: { type: 'parked', entity: 'ticket', id: row?.id } }])
    // The device that opened the ticket comes back and sends it again from its journal.
    await other.start()
    await desk.sync()
    expect([desk.outcome(opened), desk.outcome(noted)]).toEqual(['applied', 'applied'])
    expect(rowsOf(device).outbox()).toEqual([])
  })
})

function clockOf(desk: { readonly clock: { now(): number; after(delayMs: number, run: () => void): () => void } }) {
  const chance = createChance(3)
  return { now: desk.clock.now, after: desk.clock.after, random: chance.next, randomBytes: chance.bytes }
}
