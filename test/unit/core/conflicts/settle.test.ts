// Settling clashes: the losing value can always be brought back, by whoever may edit the record.

import { describe, expect, it } from 'vitest'
import type { Conflict } from '#core/conflicts/conflict.entity.ts'
import { canSettle } from '#core/conflicts/settlement.rules.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commands } from '#core/registry.ts'
import { createdBy, invoiceLine, type Names, personRow, smallWorld } from '../support/small-world.ts'
import { idOf, type World } from '../support/world.ts'

function about(world: World, names: Names, fields: Partial<Conflict>): void {
  world.put('conflict', { ...world.get('conflict', names.conflict), ...fields })
}

describe('settling a conflict', () => {
  it('writes the losing value and lets derived fields follow', async () => {
    const { world, names } = await smallWorld()
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(world.get('ticket', names.ticket)).toMatchObject({ impact: 1, priority: 2 })
    expect(world.get('conflict', names.conflict)).toMatchObject({
      choice: 'lost',
      settledById: idOf('person/admin'),
      settledAt: world.now
    })
  })

  it('leaves the row alone when the kept value stays, and is a no-op the second time', async () => {
    const { world, names } = await smallWorld()
    const before = world.get('ticket', names.ticket)
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'kept' })
    expect(world.get('ticket', names.ticket)).toEqual(before)
    expect((await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })).rows).toEqual([])
  })

  it('brings back only the custom values that clashed', async () => {
    const { world, names } = await smallWorld()
    const [x, y] = [idOf('x'), idOf('y')]
    world.put('ticket', { ...world.get('ticket', names.ticket), custom: { [x]: 'mine', [y]: 'newer' } } as Doc)
    about(world, names, { field: 'custom', rule: 'keys', base: {}, kept: { [x]: 'mine', [y]: 'old' }, lost: { [x]: 'yours', [y]: 'old' } })
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(world.get('ticket', names.ticket).custom).toEqual({ [x]: 'yours', [y]: 'newer' })
  })

  it('needs the permission to edit that record: a technician can’t settle what only an administrator writes', async () => {
    const { world, names } = await smallWorld()
    about(world, names, { entity: 'person', rowId: idOf('person/tech'), field: 'role', kept: 'technician', lost: 'administrator' })
    for (const choice of ['kept', 'lost'])
      expect(await world.run('conflict.settle', { conflictId: names.conflict, choice }, { actor: { role: 'technician' } })).toMatchObject({
        error: { type: 'forbidden', values: { permission: 'organisation.edit' } }
      })
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(world.get('person', idOf('person/tech')).role).toBe('administrator')
  })

  it('cannot be used to write a field past the record’s own rules', async () => {
    const { world, names } = await smallWorld()
    about(world, names, { entity: 'person', rowId: idOf('person/admin'), field: 'role', kept: 'administrator', lost: 'agent' })
    expect(await world.run('conflict.settle', { conflictId: names.conflict, choice: 'lost' })).toMatchObject({
      error: { type: 'last-administrator' }
    })
    about(world, names, { entity: 'ticket', rowId: names.ticket, field: 'impact', lost: 'enormous' })
    expect(await world.run('conflict.settle', { conflictId: names.conflict, choice: 'lost' })).toMatchObject({
      error: { type: 'wrong-state' }
    })
  })

  it('names no record of another client, also where a value of one’s own is brought back', async () => {
    const { world, names } = await smallWorld()
    const foreign = createdBy(await world.must('contact.create', { clientId: names.globex, name: 'Stranger' }))
    about(world, names, { entity: 'ticket', rowId: names.ticket, field: 'contactId', kept: names.contact, lost: null })
    const settled = await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(settled.inverse).toMatchObject([{ name: 'conflict.reopen', input: { restore: names.contact } }])
    const reopen = (restore: string) => world.run('conflict.reopen', { conflictId: names.conflict, restore })
    expect(await reopen(foreign)).toMatchObject({ error: { type: 'wrong-client', field: 'contactId' } })
    await world.undo(settled.inverse)
    expect(world.get('ticket', names.ticket).contactId).toBe(names.contact)
  })

  it('gives nobody clients beyond those of who settles', async () => {
    const { world, names } = await smallWorld()
    const limited = { id: idOf('person/limited'), role: 'administrator', clientIds: [names.acme] } as const
    world.put('person', personRow('limited', 'administrator', { clientIds: [names.acme] }))
    about(world, names, { entity: 'person', rowId: limited.id, field: 'clientIds', kept: [names.acme], lost: null, clientId: null })
    const actor = { personId: limited.id, role: limited.role, clientIds: limited.clientIds }
    expect(await world.run('conflict.settle', { conflictId: names.conflict, choice: 'lost' }, { actor })).toMatchObject({
      error: { type: 'out-of-scope' }
    })
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(world.get('person', limited.id).clientIds).toBe(null)
  })

  it('leaves somebody else’s private view and timer to them', async () => {
    const { world, names } = await smallWorld()
    world.put('saved_view', { ...world.get('saved_view', names.view), ownerId: idOf('person/admin') } as Doc)
    const technician = { actor: { role: 'technician', personId: idOf('person/tech') } } as const
    for (const [entity, rowId, field] of [
      ['saved_view', names.view, 'name'],
      ['timer', names.timer, 'note']
    ] as const) {
      about(world, names, { entity, rowId, field, kept: 'mine', lost: 'yours', settledAt: null })
      for (const choice of ['kept', 'lost'])
        expect(await world.run('conflict.settle', { conflictId: names.conflict, choice }, technician)).toMatchObject({
          error: { type: 'forbidden' }
        })
      await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
      expect(world.get(entity, rowId)).toMatchObject({ [field]: 'yours' })
    }
  })

  it('is the record’s own edit where that does more than write: sums follow, cover follows, an issued document stays', async () => {
    const { world, names } = await smallWorld()
    const lines = [invoiceLine('Work', '2', 9000, 18_000)] as Conflict['lost']
    about(world, names, { entity: 'invoice', rowId: names.invoice, field: 'lines', kept: [], lost: lines, settledAt: null })
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect(world.get('invoice', names.invoice)).toMatchObject({ netMinor: 18_000, taxMinor: 3420, grossMinor: 21_420 })
    world.put('invoice', { ...world.get('invoice', names.invoice), status: 'issued' } as Doc)
    expect(await world.run('conflict.reopen', { conflictId: names.conflict, restore: [] })).toMatchObject({
      error: { type: 'wrong-state' }
    })
    about(world, names, { entity: 'contract', rowId: names.contract, field: 'name', kept: 'Care', lost: 'Full care', settledAt: null })
    await world.must('conflict.settle', { conflictId: names.conflict, choice: 'lost' })
    expect([world.get('contract', names.contract)['name'], world.get('contract_cover', names.contract)['name']]).toEqual([
      'Full care',
      'Full care'
    ])
  })

  it('knows every record whose fields people assert', () => {
    const asserted = new Set(commands.flatMap((command) => (command.asserts ? [command.asserts.entity.name] : [])))
    expect([...asserted].filter((name) => !canSettle(name))).toEqual([])
  })
})
