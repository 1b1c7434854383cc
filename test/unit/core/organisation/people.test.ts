// People, devices, views and rates.

import { describe, expect, it } from 'vitest'
import { createdBy, personRow, smallWorld } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

const admin = idOf('person/admin')

describe('people', () => {
  it('never lose their last administrator: not by role, by narrowing, nor by deactivation', async () => {
    const { world, names } = await smallWorld()
    const refused = { ok: false, error: { type: 'last-administrator' } }
    expect(await world.run('person.edit', { id: admin, fields: { role: 'agent' } })).toMatchObject(refused)
    expect(await world.run('person.edit', { id: admin, fields: { clientIds: [names.acme] } })).toMatchObject(refused)
    expect(await world.run('person.deactivate', { id: admin })).toMatchObject(refused)
    world.put('person', personRow('second', 'administrator'))
    expect((await world.run('person.deactivate', { id: admin })).ok).toBe(true)
    expect(await world.run('person.deactivate', { id: idOf('person/second') })).toMatchObject(refused)
  })

  it('don’t count an inactive administrator as one', async () => {
    const { world } = await smallWorld()
    world.put('person', personRow('retired', 'administrator', { active: false }))
    expect(await world.run('person.deactivate', { id: admin })).toMatchObject({ error: { type: 'last-administrator' } })
  })

  it('have an e-mail address of their own, whatever its case', async () => {
    const { world } = await smallWorld()
    const created = await world.run('person.create', { name: 'Twin', email: 'AGENT@desk.example', role: 'agent', timeZone: 'UTC' })
    expect(created).toMatchObject({ error: { type: 'email-taken', values: { name: 'agent' } } })
    const edited = await world.run('person.edit', { id: idOf('person/tech'), fields: { email: 'agent@desk.example' } })
    expect(edited).toMatchObject({ error: { type: 'email-taken' } })
    expect((await world.run('person.edit', { id: idOf('person/tech'), fields: { email: 'Tech@Desk.example' } })).ok).toBe(true)
    expect(world.get('person', idOf('person/tech')).email).toBe('tech@desk.example')
  })

  it('are changed by an administrator of some clients only within these clients, themselves included', async () => {
    const { world, names } = await smallWorld()
    const [limited, outsider, insider] = [idOf('person/limited'), idOf('person/outsider'), idOf('person/insider')]
    world.put('person', personRow('limited', 'administrator', { clientIds: [names.acme] }))
    world.put('person', personRow('outsider', 'agent', { clientIds: [names.acme, names.globex] }))
    world.put('person', personRow('insider', 'agent', { clientIds: [names.acme], active: false }))
    const as = { actor: { personId: limited, role: 'administrator', clientIds: [names.acme] } } as const
    const refused = { ok: false, error: { type: 'out-of-scope', field: 'clientIds' } }
    const wider = [null, [names.acme, names.globex]]
    for (const clientIds of wider) {
      expect(await world.run('person.edit', { id: limited, fields: { clientIds } }, as)).toMatchObject(refused)
      expect(await world.run('person.edit', { id: insider, fields: { clientIds } }, as)).toMatchObject(refused)
      const helper = { name: 'Helper', email: 'helper@desk.example', role: 'administrator', timeZone: 'UTC', clientIds }
      expect(await world.run('person.create', helper, as)).toMatchObject(refused)
    }
    for (const id of [admin, outsider]) {
      expect(await world.run('person.edit', { id, fields: { email: 'mine@desk.example' } }, as)).toMatchObject(refused)
      expect(await world.run('person.deactivate', { id }, as)).toMatchObject(refused)
    }
    world.put('person', personRow('outsider', 'agent', { clientIds: [names.acme, names.globex], active: false }))
    expect(await world.run('person.activate', { id: outsider }, as)).toMatchObject(refused)
    await world.must('person.activate', { id: insider }, as)
    await world.must('person.edit', { id: insider, fields: { name: 'Inside' } }, as)
    const made = await world.must('person.create', { name: 'New', email: 'new@desk.example', role: 'agent', timeZone: 'UTC' }, as)
    expect(world.get('person', createdBy(made)).clientIds).toEqual([names.acme])
  })

  it('have one cost record under their own id', async () => {
    const { world } = await smallWorld()
    const rates = { personId: admin, costRateMinor: 5000, chargeRateMinor: 11_000, currency: 'EUR' }
    await world.must('person.set-cost', rates)
    await world.must('person.set-cost', { ...rates, costRateMinor: 5100 })
    expect(world.all('person_cost')).toMatchObject([{ id: admin, costRateMinor: 5100 }])
  })
})

describe('devices', () => {
  it('are renamed and revoked by their owner or an administrator, by nobody else', async () => {
    const { world } = await smallWorld()
    const id = idOf('device/laptop')
    const agent = { actor: { personId: idOf('person/agent'), role: 'agent' } } as const
    expect(await world.run('device.revoke', { id }, agent)).toMatchObject({ error: { type: 'forbidden' } })
    expect(await world.run('device.rename', { id, fields: { name: 'Mine' } }, agent)).toMatchObject({ error: { type: 'forbidden' } })
    await world.must('device.revoke', { id })
    expect(world.get('device', id).revokedAt).toBe(world.now)
    expect((await world.must('device.revoke', { id })).rows).toEqual([])
  })
})

describe('saved views', () => {
  it('that are private are changed by their owner only, shared ones by anybody', async () => {
    const { world, names } = await smallWorld()
    const agent = { actor: { personId: idOf('person/agent'), role: 'agent' } } as const
    expect(await world.run('saved-view.edit', { id: names.view, fields: { name: 'x' } }, agent)).toMatchObject({
      error: { type: 'forbidden' }
    })
    expect(await world.run('saved-view.archive', { id: names.view }, agent)).toMatchObject({ error: { type: 'forbidden' } })
    await world.must('saved-view.edit', { id: names.view, fields: { ownerId: null } })
    expect((await world.run('saved-view.edit', { id: names.view, fields: { name: 'x' } }, agent)).ok).toBe(true)
  })
})

describe('import profiles', () => {
  it('are written over under their id and left alone when nothing changed', async () => {
    const { world } = await smallWorld()
    const profile = { name: 'Log', target: 'ticket', headers: ['number'], mapping: { number: 'externalNumber' }, settings: { zone: 'UTC' } }
    const id = createdBy(await world.must('import-profile.save', profile))
    expect((await world.must('import-profile.save', { id, ...profile })).rows).toEqual([])
    await world.must('import-profile.save', { id, ...profile, name: 'Log 2' })
    expect(world.all('import_profile')).toMatchObject([{ name: 'Log 2' }])
  })
})
