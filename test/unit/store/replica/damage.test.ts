// A store that was damaged on the disk: found when it is opened or read, never shown, filled again from the journal and the server.

import { describe, expect, test } from 'vitest'
import { createMemoryLocalStore, type MemoryDisk } from '#store/adapters/memory-local-store.ts'
import { PageDamaged } from '#store/pages/page-codec.ts'
import { openReplica } from '#store/replica.ts'
import type { LocalStore } from '#sync/ports.ts'
import { type Desk, note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, organisationId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds

/** One bit of a page's bytes, as a failing disk would turn it. */
function flip(disk: MemoryDisk, entity: string, place: (bytes: Uint8Array) => number): void {
  for (const [name, page] of disk.pages) {
    if (page.key.entity !== entity) continue
    const bytes = page.bytes.slice()
    const at = place(bytes)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    disk.pages.set(name, { ...page, bytes })
    return
  }
  throw new Error(`no page of ${entity}`)
}

/** A letter inside a text: still JSON, but another word. */
const inText = (bytes: Uint8Array): number => new TextDecoder().decode(bytes).indexOf('"id":"') + 8

async function usedDesk(): Promise<{ desk: Desk; device: SimDevice }> {
  const desk = await openDesk()
  const device = await desk.device(adminId)
  await saved(device, 'ticket.comment', note(ticketId, 'on the server'))
  await desk.sync()
  device.network.isOnline = false
  await saved(device, 'ticket.comment', note(ticketId, 'not sent yet'))
  device.kill()
  return { desk, device }
}

async function comesBackWhole(desk: Desk, device: SimDevice): Promise<void> {
  device.network.isOnline = true
  await desk.sync()
  await checkReplica(device, desk.server)
  expect(desk.serverRows('comment').map((row) => row['body'])).toEqual(['on the server', 'not sent yet'])
  expect(rowsOf(device).outbox()).toEqual([])
}

describe('a damaged store', () => {
  test.each([['as text that is no JSON', () => 0] as const, ['inside a word, so that it is still JSON', inText] as const])(
    '[PAGE9] a page of hot rows that changed on the disk (%s) is not shown, is told, and comes again',
    async (_how, place) => {
      const { desk, device } = await usedDesk()
      flip(device.disk, 'ticket', place)
      await device.start()
      expect([rowsOf(device).damage(), rowsOf(device).lostRows, rowsOf(device).outbox().length]).toEqual(['rows', true, 1])
      await comesBackWhole(desk, device)
    }
  )

  test('[PAGE9] a page of cold rows that changed on the disk is an error when it is read, is told, and comes again', async () => {
    const { desk, device } = await usedDesk()
    flip(device.disk, 'comment', inText)
    await device.start()
    await expect(rowsOf(device).children('comment', ticketId)).rejects.toThrow(PageDamaged)
    expect(rowsOf(device).damage()).toBe('rows')
    await comesBackWhole(desk, device)
    expect(await rowsOf(device).children('comment', ticketId)).toHaveLength(2)
  })

  test('[PAGE9] an outbox that lost a command gets it from the journal, though its number says that it was there', async () => {
    const { desk, device } = await usedDesk()
    const { disk } = device
    disk.outbox.clear()
    await device.start()
    expect([rowsOf(device).damage(), rowsOf(device).recovered]).toEqual(['rows', 1])
    await comesBackWhole(desk, device)
  })

  test('[PAGE9] a store that is gone is told as such, never taken for a new device', async () => {
    const { desk, device } = await usedDesk()
    const { deviceId } = device
    device.loseStore()
    await device.start()
    expect([rowsOf(device).damage(), rowsOf(device).recovered > 0, rowsOf(device).meta().deviceId]).toEqual(['store', true, deviceId])
    await comesBackWhole(desk, device)
  })

  test('[PAGE9] a store that can’t be read is read once more, and only then begun anew from the journal', async () => {
    const { device } = await usedDesk()
    let failures = 1
    let startedOver = 0
    const inner = createMemoryLocalStore(device.disk)
    const store: LocalStore = {
      ...inner,
      open: async () => {
        if (failures-- > 0) throw new Error('UnknownError: Internal error opening backing store')
        return inner.open()
      },
      startOver: async () => {
        startedOver++
        failures = 0
        await inner.startOver()
      }
    }
    const identity = { organisationId, personId: adminId, deviceId: device.deviceId }
    const clock = { now: () => 1_767_571_200_000, randomBytes: (count: number) => new Uint8Array(count) }
    const journal = device.journal.open(() => undefined)
    const open = (withJournal = true) =>
      openReplica({ store, journal: withJournal ? journal : null, clock, identity, role: 'administrator' })
    expect([(await open()).damage(), startedOver]).toEqual([null, 0])
    failures = 10
    await expect(open(false)).rejects.toThrow('UnknownError')
    expect(startedOver).toBe(0)
    failures = 10
    const replica = await open()
    expect([replica.damage(), startedOver, replica.outbox().map(({ envelope }) => envelope.name)]).toEqual([
      'store',
      1,
      ['ticket.comment', 'ticket.comment']
    ])
  })
})
