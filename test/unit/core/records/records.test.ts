// The shared shapes of records: create, edit, archive, links, custom values.

import { describe, expect, it } from 'vitest'
import { entities } from '#core/registry.ts'
import { editableFields } from '#core/records/fields.ts'
import { createdBy, smallWorld } from '../support/small-world.ts'
import { idOf, startOfTime } from '../support/world.ts'

describe('custom fields', () => {
  const cases = [
    ['text', [], 'Yes', 12],
    ['number', [], 12.5, '12'],
    ['boolean', [], true, 'true'],
    ['date', [], '2026-03-31', '31.3.2026'],
    ['choice', ['S', 'M'], 'M', 'L']
  ] as const

  it.each(cases)('of kind %s take what fits and refuse what does not, naming field and expectation', async (kind, options, good, bad) => {
    const { world, names } = await smallWorld()
    const field = createdBy(await world.must('custom-field.create', { entity: 'asset', label: 'Extra', kind, options: [...options] }))
    await world.must('asset.edit', { id: names.asset, fields: { custom: { [field]: good } } })
    const refused = await world.run('asset.edit', { id: names.asset, fields: { custom: { [field]: bad } } })
    expect(refused).toMatchObject({ error: { type: 'custom-value-invalid', field: `fields.custom.${field}`, values: { label: 'Extra' } } })
    expect(refused).toHaveProperty('error.expected')
  })

  it('that are unknown, archived or of another kind of record are refused', async () => {
    const { world, names } = await smallWorld()
    const edit = (field: string) => world.run('ticket.edit', { id: names.ticket, fields: { custom: { [field]: 'M' } } })
    expect(await edit(idOf('nothing'))).toMatchObject({ error: { type: 'unknown-custom-field' } })
    const ofAsset = createdBy(await world.must('custom-field.create', { entity: 'asset', label: 'Colour', kind: 'text' }))
    expect(await edit(ofAsset)).toMatchObject({ error: { type: 'unknown-custom-field' } })
    await world.must('custom-field.archive', { id: names.field })
    expect(await edit(names.field)).toMatchObject({ error: { type: 'unknown-custom-field' } })
  })

  it('that were archived keep their values, and these can be emptied', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.edit', { id: names.ticket, fields: { custom: { [names.field]: 'M' } } })
    await world.must('custom-field.archive', { id: names.field })
    await world.must('ticket.edit', { id: names.ticket, fields: { custom: { [names.field]: 'M' }, category: 'Printing' } })
    await world.must('ticket.edit', { id: names.ticket, fields: { custom: { [names.field]: null } } })
    expect(world.get('ticket', names.ticket).custom).toEqual({ [names.field]: null })
  })

  it('merge key by key when two people fill in different ones', async () => {
    const { world, names } = await smallWorld()
    const other = createdBy(await world.must('custom-field.create', { entity: 'ticket', label: 'Order', kind: 'text' }))
    await world.must('ticket.edit', { id: names.ticket, fields: { custom: { [names.field]: 'S' } } }, { base: { custom: {} } })
    await world.must('ticket.edit', { id: names.ticket, fields: { custom: { [other]: 'PO-1' } } }, { base: { custom: {} } })
    expect(world.get('ticket', names.ticket).custom).toEqual({ [names.field]: 'S', [other]: 'PO-1' })
  })

  it('with choices need some', async () => {
    const { world } = await smallWorld()
    expect(await world.run('custom-field.create', { entity: 'ticket', label: 'Empty', kind: 'choice' })).toMatchObject({
      error: { type: 'invalid-input', field: 'options' }
    })
  })
})

describe('records', () => {
  it('that are archived refuse edits until they are restored', async () => {
    const { world, names } = await smallWorld()
    await world.must('asset.archive', { id: names.asset })
    const edit = () => world.run('asset.edit', { id: names.asset, fields: { tag: 'T1' } })
    expect(await edit()).toMatchObject({ error: { type: 'archived', values: { entity: 'asset' } } })
    await world.must('asset.restore', { id: names.asset })
    expect((await edit()).ok).toBe(true)
  })

  it('archived twice stay archived since the first time', async () => {
    const { world, names } = await smallWorld()
    await world.must('asset.archive', { id: names.asset })
    const since = world.get('asset', names.asset)['archivedAt']
    expect((await world.must('asset.archive', { id: names.asset })).rows).toEqual([])
    expect(world.get('asset', names.asset)['archivedAt']).toBe(since)
  })

  it('never go back in time, whatever a device’s clock says', async () => {
    const { world, names } = await smallWorld()
    const before = world.get('client', names.acme).updatedAt
    await world.must('client.edit', { id: names.acme, fields: { phone: '1' } }, { now: startOfTime - 86_400_000 })
    expect(world.get('client', names.acme).updatedAt).toBe(before)
  })

  it('of a client take links only to rows of the same client', async () => {
    const { world, names } = await smallWorld()
    expect(await world.run('contact.create', { clientId: names.globex, name: 'Eve', siteId: names.site })).toMatchObject({
      error: { type: 'wrong-client', field: 'siteId' }
    })
    const foreign = createdBy(await world.must('site.create', { clientId: names.globex, name: 'Yard', timeZone: 'UTC' }))
    expect(await world.run('asset.edit', { id: names.asset, fields: { siteId: foreign } })).toMatchObject({
      error: { type: 'wrong-client', field: 'siteId' }
    })
  })

  it('that name a row which is not there say which', async () => {
    const { world, names } = await smallWorld()
    const result = await world.run('asset.edit', { id: names.asset, fields: { siteId: idOf('gone') } })
    expect(result).toMatchObject({ error: { type: 'missing', entity: 'site', id: idOf('gone') } })
  })

  it('take a new plain field into their edits from the schema alone', () => {
    const kept = ['id', 'clientId', 'createdAt', 'updatedAt', 'archivedAt']
    for (const entity of entities) {
      const fields = Object.keys((entity.schema as unknown as { shape: object }).shape)
      const expected = fields.filter((field) => !kept.includes(field) && entity.merge[field] !== 'derived')
      expect(editableFields(entity), entity.name).toEqual(expected)
    }
  })
})

describe('clients', () => {
  it('don’t share a code while both are active', async () => {
    const { world, names } = await smallWorld()
    const create = () => world.run('client.create', { name: 'Acme 2', code: 'ACM', currency: 'EUR' })
    expect(await create()).toMatchObject({ error: { type: 'already-exists', field: 'code', values: { name: 'Acme' } } })
    expect(await world.run('client.edit', { id: names.globex, fields: { code: 'ACM' } })).toMatchObject({
      error: { type: 'already-exists' }
    })
    await world.must('client.archive', { id: names.acme })
    expect((await create()).ok).toBe(true)
  })

  it('are their own unit of access', async () => {
    const { world } = await smallWorld()
    const id = createdBy(await world.must('client.create', { name: 'New', code: 'NEW', currency: 'EUR' }))
    expect(world.get('client', id).clientId).toBe(id)
  })
})

describe('contracts', () => {
  it('don’t end before they begin', async () => {
    const { world, names } = await smallWorld()
    expect(await world.run('contract.edit', { id: names.contract, fields: { endsOn: '2025-12-31' } })).toMatchObject({
      error: { type: 'invalid-input', field: 'endsOn' }
    })
    expect((await world.run('contract.edit', { id: names.contract, fields: { endsOn: '2026-01-01' } })).ok).toBe(true)
  })
})
