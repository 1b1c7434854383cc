// Running commands on the device: what "saved" means, and what happens when it can't be said.

import { describe, expect, test } from 'vitest'
import { createMemoryDisk, createMemoryLocalStore, type StoreFault } from '#store/adapters/memory-local-store.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import type { Journal } from '#sync/ports.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { adminId, clientIds, organisationId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { createSimJournal } from '#test/support/simulation/sim-journal.ts'

const [ticketId = ''] = ticketIds
const [clientId = ''] = clientIds

/** A replica without a server, with what it did in order. */
async function alone(fault: StoreFault = () => undefined, journalFault: () => void = () => undefined) {
  const log: string[] = []
  const kept = createSimJournal()
  const journal = kept.open((when) => {
    if (when === 'before') journalFault()
    if (when === 'after') log.push('journal')
  })
  const disk = createMemoryDisk()
  const store = createMemoryLocalStore(disk, (when, write) => {
    fault(when, write)
    if (when === 'after') log.push('store')
  })
  let ticks = Date.UTC(2026, 0, 5)
  const clock = { now: () => ticks++, randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }
  const identity = { organisationId, personId: adminId, deviceId: '01900000-de01-7000-8000-000000090000' }
  const open = (over: Journal | null = journal): Promise<Replica> =>
    openReplica({ store: createMemoryLocalStore(disk), journal: over, clock, identity, role: 'administrator' })
  const replica = await openReplica({ store, journal, clock, identity, role: 'administrator' })
  replica.onChange(() => log.push('screen'))
  return { replica, log, kept, disk, open }
}

const client = { name: 'Bakery Noll', code: 'NOLL', serviceModel: 'managed', currency: 'EUR' }

describe('running a command', () => {
  test('[CMD1] a command is in the journal and in the outbox before it is on the screen', async () => {
    const { replica, log, kept, disk } = await alone()
    const outcome = await replica.run('client.create', client)
    expect(outcome).toMatchObject({ ok: true })
    expect([log.slice(0, 2).toSorted(), log.slice(2)]).toEqual([['journal', 'store'], ['screen']])
    expect([kept.lines.size, disk.outbox.size]).toEqual([1, 1])
  })

  test('[CMD1] commands that run together become durable together and keep their order', async () => {
    const { replica, log, kept } = await alone()
    const outcomes = await replica.runMany(
      Array.from({ length: 20 }, (_, n) => ({ name: 'client.create', input: { ...client, code: `C${n}` } }))
    )
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect([log.slice(0, 2).toSorted(), log.slice(2)]).toEqual([['journal', 'store'], ['screen']])
    expect(kept.lines.size).toBe(20)
    expect(replica.waiting().map(({ envelope }) => envelope.sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('[CMD2] a command that is refused at once leaves no trace', async () => {
    const { replica, log, kept, disk } = await alone()
    const outcomes = [
      await replica.run('ticket.open', { clientId, subject: '' }),
      await replica.run('ticket.comment', note(ticketId, 'nobody knows this ticket')),
      await replica.run('no.such', {})
    ]
    expect(outcomes.map((outcome) => !outcome.ok && outcome.refusal.type)).toEqual(['invalid-input', 'missing-row', 'unknown-command'])
    expect([log, kept.lines.size, disk.outbox.size]).toEqual([[], 0, 0])
  })

  test('[CMD3] a command that the journal did not take is not saved, and nothing of it shows', async () => {
    let isFull = true
    const { replica, log, disk, open } = await alone(undefined, () => {
      if (isFull) throw new Error('disk full')
    })
    await expect(replica.run('client.create', client)).rejects.toThrow('could not be saved')
    expect([log.includes('screen'), disk.outbox.size, [...replica.rows('client')], replica.waiting()]).toEqual([false, 0, [], []])
    isFull = false
    expect(await replica.run('client.create', { ...client, code: 'TWO' })).toMatchObject({ ok: true })
    expect((await open()).waiting().map(({ envelope }) => envelope.sequence)).toEqual([2])
  })

  test('[CMD3] what could not be taken back at once from the outbox goes with the next step', async () => {
    let isFull = true
    let writes = 0
    const { replica, disk, open } = await alone(
      (when) => {
        if (when === 'before' && isFull && ++writes === 2) throw new Error('QuotaExceededError')
      },
      () => {
        if (isFull) throw new Error('disk full')
      }
    )
    await expect(replica.run('client.create', client)).rejects.toThrow('could not be saved')
    expect([disk.outbox.size, replica.waiting()]).toEqual([1, []])
    isFull = false
    await replica.run('client.create', { ...client, code: 'TWO' })
    expect((await open()).waiting().map(({ envelope }) => envelope.sequence)).toEqual([2])
  })

  test('[CMD3] a command that the outbox did not take is taken back from the journal and never sent', async () => {
    let isFull = true
    const { replica, kept, open } = await alone((when) => {
      if (when === 'before' && isFull) throw new Error('QuotaExceededError')
    })
    await expect(replica.run('client.create', client)).rejects.toThrow('could not be saved')
    expect([...kept.lines.keys()].map((key) => key.endsWith(':dropped'))).toEqual([false, true])
    isFull = false
    const outcome = await replica.run('client.create', { ...client, code: 'TWO' })
    expect(outcome.ok).toBe(true)
    expect((await open()).waiting().map(({ envelope }) => envelope.sequence)).toEqual([2])
  })

  test('[LOCAL5] what windows see stays as it was when a step could not be kept', async () => {
    let isFull = false
    const { replica } = await alone((when) => {
      if (when === 'before' && isFull) throw new Error('QuotaExceededError')
    })
    await replica.run('client.create', client)
    const before = [...replica.rows('client')]
    isFull = true
    await expect(replica.run('client.edit', { id: before[0]?.id, fields: { name: 'Other' } })).rejects.toThrow()
    expect([...replica.rows('client')]).toEqual(before)
    expect(replica.outbox()).toHaveLength(1)
  })
})

describe('against the server', () => {
  test('[CMD4] a command carries the values that the user saw in the fields it asserts', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    await saved(device, 'ticket.edit', { id: ticketId, fields: { subject: 'New words', impact: 1 } })
    expect(rowsOf(device).waiting()[0]?.envelope.base).toEqual({ subject: 'Ticket 1', impact: 1 })
  })

  test('[CMD5] device and server make the same rows under the same ids', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const commandId = await saved(device, 'ticket.comment', note(ticketId, 'same on both sides'))
    const [own] = await rowsOf(device).children('comment', ticketId)
    await desk.sync()
    expect(own?.id.slice(0, 32)).toBe(commandId.slice(0, 32))
    expect(desk.serverRow('comment', own?.id ?? '')).toEqual(own)
  })

  test('[CMD6] undo is a new command that runs the inverse', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    const commandId = await saved(device, 'ticket.edit', { id: ticketId, fields: { subject: 'Wrong ticket' } })
    await desk.sync()
    const [undone] = await rowsOf(device).undo([commandId])
    await desk.sync()
    expect(undone).toMatchObject({ ok: true })
    expect(desk.serverRow('ticket', ticketId)?.['subject']).toBe('Ticket 1')
    expect(desk.outcome(commandId)).toBe('applied')
  })

  test('[CMD6] an undone command that the device no longer remembers is refused in words, not guessed', async () => {
    const desk = await openDesk()
    const device = await desk.device(adminId)
    expect(await rowsOf(device).undo(['01900000-0000-7000-8000-00000000f000'])).toMatchObject([
      { ok: false, refusal: { type: 'wrong-state' } }
    ])
  })
})
