// The rules `keys`, `max` and `min` on their whole way: two devices that were cut off, the real services, and what every replica ends with.

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type CommandDefinition, defineCommand } from '#core/kernel/command.ts'
import { commandId, deriveId } from '#core/kernel/ids.ts'
import type { MergeRule } from '#core/kernel/entity.ts'
import { ok } from '#core/kernel/result.ts'
import { ticket } from '#core/tickets/ticket.entity.ts'
import { createPushService } from '#server/sync/push-service.ts'
import { type Desk, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, clientIds, organisationId, technicianIds, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'

const [ticketId = ''] = ticketIds
const [technician = ''] = technicianIds
const [firstClient = ''] = clientIds

type Custom = Readonly<Record<string, string>>

interface Asset {
  readonly desk: Desk
  readonly admin: SimDevice
  readonly device: SimDevice
  readonly assetId: string
  /** Custom fields by their names. */
  readonly fields: { readonly colour: string; readonly rack: string; readonly slot: string }
  row(): Readonly<Record<string, unknown>> | null
}

/** An asset with custom values that both devices know; then the device is cut off. */
async function sharedAsset(first: (fields: Asset['fields']) => Custom): Promise<Asset> {
  const desk = await openDesk()
  const [admin, device] = [await desk.device(adminId), await desk.device(technician)]
  const made = async (name: string, input: unknown): Promise<string> => deriveId(await saved(admin, name, input), 1)
  const field = (label: string): Promise<string> => made('custom-field.create', { entity: 'asset', label, kind: 'text' })
  const fields = { colour: await field('Colour'), rack: await field('Rack'), slot: await field('Slot') }
  const assetId = await made('asset.create', { clientId: firstClient, kind: 'network', name: 'Switch', custom: first(fields) })
  await desk.sync()
  device.network.isOnline = false
  return { desk, admin, device, assetId, fields, row: () => desk.serverRow('asset', assetId) }
}

/** The admin's edit reaches the server first, the other one was made a minute later, or at a clock that is behind by `skewMs`. */
async function bothEdit(asset: Asset, mine: Custom, theirs: Custom, skewMs = 0): Promise<void> {
  const { desk, admin, device, assetId } = asset
  await saved(admin, 'asset.edit', { id: assetId, fields: { custom: mine } })
  await desk.pass(60_000)
  device.skewMs = skewMs
  await saved(device, 'asset.edit', { id: assetId, fields: { custom: theirs } })
  device.skewMs = 0
  await desk.sync()
  device.network.isOnline = true
  await desk.sync()
  for (const each of [admin, device]) await checkReplica(each, desk.server)
  expect(rowsOf(device).get('asset', assetId)).toEqual(asset.row())
}

describe('the rule `keys`', () => {
  test('[MERGE6] different custom fields of one record that two people filled both arrive, without a conflict', async () => {
    const asset = await sharedAsset(({ colour }) => ({ [colour]: 'grey' }))
    const { colour, rack, slot } = asset.fields
    await bothEdit(asset, { [colour]: 'grey', [rack]: 'R1' }, { [colour]: 'blue', [slot]: '7' })
    expect(asset.row()?.['custom']).toEqual({ [colour]: 'blue', [rack]: 'R1', [slot]: '7' })
    expect(asset.desk.serverRows('conflict')).toEqual([])
  })

  test('[MERGE6] a custom field that one person emptied stays empty beside another’s change', async () => {
    const asset = await sharedAsset(({ colour, rack }) => ({ [colour]: 'grey', [rack]: 'R1' }))
    const { colour, rack } = asset.fields
    await bothEdit(asset, { [colour]: 'grey' }, { [colour]: 'blue', [rack]: 'R1' })
    expect(asset.row()?.['custom']).toEqual({ [colour]: 'blue' })
  })

  test('[MERGE6] [SYNC6] the same custom field on both: the later one stands, the loser is kept and can be taken', async () => {
    const asset = await sharedAsset(({ colour }) => ({ [colour]: 'grey' }))
    const { desk, admin, device, fields } = asset
    const { colour, rack } = fields
    await bothEdit(asset, { [colour]: 'red', [rack]: 'R1' }, { [colour]: 'blue' })
    expect(asset.row()?.['custom']).toEqual({ [colour]: 'blue', [rack]: 'R1' })
    const [conflict] = desk.serverRows('conflict')
    expect(conflict).toMatchObject({ field: 'custom', lost: { [colour]: 'red', [rack]: 'R1' }, incomingLost: false })
    await saved(admin, 'conflict.settle', { conflictId: conflict?.id, choice: 'lost' })
    await desk.sync()
    expect(asset.row()?.['custom']).toEqual({ [colour]: 'red', [rack]: 'R1' })
    await checkReplica(device, desk.server)
  })
})

describe('the rules `max` and `min`', () => {
  /** Says how grave a ticket is, by the rule that is looked at: no command of ours asserts such a field. */
  const measure = (rule: MergeRule): CommandDefinition =>
    defineCommand({
      name: 'ticket.measure',
      version: 1,
      requires: 'ticket.work',
      input: z.strictObject({ id: z.string(), fields: z.strictObject({ impact: z.int() }) }),
      asserts: {
        entity: { ...ticket, merge: { ...ticket.merge, impact: rule } },
        id: (input) => input.id,
        fields: (input) => input.fields,
        withFields: (input, fields) => ({ ...input, fields: { impact: Number(fields['impact']) } })
      },
      load: async () => null,
      decide: (_, input) => ok({ changes: [{ type: 'patch', entity: ticket.name, id: input.id, fields: input.fields }], events: [] })
    })

  test.each<[MergeRule, readonly number[], number]>([
    ['max', [3, 2], 3],
    ['max', [2, 3], 3],
    ['min', [3, 2], 2],
    ['min', [2, 3], 2]
  ])(
    '[MERGE7] under `%s`, values that were given from the same one in the order %j become %i, without a conflict',
    async (rule, values, expected) => {
      const desk = await openDesk()
      const { store } = desk.server
      const [admin] = [await desk.device(adminId)]
      const before = desk.serverRow('ticket', ticketId)?.['impact']
      expect(values).not.toContain(before)
      const now = (): number => desk.clock.now()
      const service = createPushService({ store, now, commandNamed: () => measure(rule), onPoison: () => undefined })
      for (const [index, impact] of values.entries()) {
        const id = commandId(now(), new Uint8Array([7, index, 7, 7, 7, 7, 7, 7]))
        const input = { id: ticketId, fields: { impact } }
        const wire = {
          id,
          sequence: 1,
          name: 'ticket.measure',
          version: 1,
          input,
          base: { impact: before },
          at: now(),
          clockOffsetMs: 0,
          provisionalNumber: 'X-1'
        }
        const caller = { organisationId, personId: adminId, deviceId: desk.server.registerDevice() }
        const { outcomes } = await service.push(caller, { protocol: 1, epoch: null, commands: [wire] })
        expect(outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
      }
      expect(desk.serverRow('ticket', ticketId)?.['impact']).toBe(expected)
      expect(desk.serverRows('conflict')).toEqual([])
      await desk.sync()
      await checkReplica(admin, desk.server)
    }
  )

  test('[MERGE7] the time of a record’s last change never goes back, whatever clock a device has and whenever it arrives', async () => {
    const asset = await sharedAsset(({ colour }) => ({ [colour]: 'grey' }))
    const { colour, rack } = asset.fields
    const before = Number(asset.row()?.['updatedAt'])
    await bothEdit(asset, { [colour]: 'red' }, { [colour]: 'grey', [rack]: 'R1' }, -3_600_000)
    expect(asset.row()?.['custom']).toEqual({ [colour]: 'red', [rack]: 'R1' })
    expect(Number(asset.row()?.['updatedAt'])).toBeGreaterThan(before)
  })
})
