// Importing: a second run updates what changed at the source, adds what is new, and leaves the rest alone.

import { describe, expect, it } from 'vitest'
import { importedId } from '#core/records/import-record.ts'
import { smallWorld } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

const opened = Date.UTC(2016, 1, 29, 1, 16)

function incident(clientId: string, fields: object = {}, more: object = {}): object {
  return {
    source: 'servicenow',
    key: 'INC0000045',
    clientId,
    fields: {
      subject: 'Symptom 72',
      externalNumber: 'INC0000045',
      status: 'resolved',
      openedAt: opened,
      resolvedAt: opened + 3_600_000,
      impact: 2,
      urgency: 2,
      ...fields
    },
    events: [
      { key: '0', kind: 'ticket.opened', at: opened, actorName: 'Opened by  8', changes: [] },
      {
        key: '1',
        kind: 'ticket.resolved',
        at: opened + 3_600_000,
        actorName: 'Resolved by 149',
        changes: [{ field: 'status', from: 'new', to: 'resolved' }]
      }
    ],
    comments: [{ key: 'a', at: opened, authorName: 'Caller 2403', visibility: 'public', body: 'Broken' }],
    ...more
  }
}

const id = importedId('ticket', 'servicenow', 'INC0000045')

describe('importing a ticket', () => {
  it('keeps the source’s times, names and state, and derives stage and priority', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    expect(world.get('ticket', id)).toMatchObject({
      status: 'resolved',
      stage: 'solved',
      priority: 3,
      openedAt: opened,
      statusSince: opened + 3_600_000,
      channel: 'import',
      updatedAt: opened + 3_600_000,
      createdById: null,
      clientId: names.acme,
      externalNumber: 'INC0000045'
    })
    expect(world.get('ticket', id).number).toBeGreaterThan(0)
    const events = world.all('event').filter((event) => event.subjectId === id && event.kind !== 'ticket.imported')
    expect(events.map(({ kind, at, actorName, actorId }) => [kind, at, actorName, actorId])).toEqual([
      ['ticket.opened', opened, 'Opened by  8', null],
      ['ticket.resolved', opened + 3_600_000, 'Resolved by 149', null]
    ])
    expect(world.all('comment')).toMatchObject([{ authorName: 'Caller 2403', channel: 'import', at: opened }])
  })

  it('does nothing on a second run of the same file', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    expect((await world.must('import.ticket', incident(names.acme))).rows).toEqual([])
  })

  it('updates what changed at the source and adds only new history', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    const before = world.all('event').length
    const closing = { key: '2', kind: 'ticket.closed', at: opened + 7_200_000, actorName: 'Updated by 1', changes: [] }
    const first = incident(names.acme, { status: 'closed', closedAt: opened + 7_200_000 }) as { events: object[] }
    await world.must('import.ticket', { ...first, events: [...first.events, closing] })
    expect(world.get('ticket', id)).toMatchObject({ status: 'closed', closedAt: opened + 7_200_000 })
    expect(world.all('event')).toHaveLength(before + 2)
    expect(world.all('ticket').filter((row) => row.externalNumber === 'INC0000045')).toHaveLength(1)
  })

  it('leaves alone what people changed here meanwhile, as long as the source says the same as before', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    await world.must('ticket.edit', { id, fields: { subject: 'Printer of Caller 2403' } })
    await world.must('import.ticket', incident(names.acme, { category: 'Category 55' }))
    expect(world.get('ticket', id)).toMatchObject({ subject: 'Printer of Caller 2403', category: 'Category 55' })
  })

  it('finds a ticket of the client by its external number when another source brought it', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    await world.must('import.ticket', incident(names.acme, { category: 'Mail' }, { source: 'csv' }))
    expect(world.get('ticket', id).category).toBe('Mail')
    await world.must('import.ticket', incident(names.globex, {}, { source: 'csv' }))
    expect(world.all('ticket').filter((row) => row.externalNumber === 'INC0000045')).toHaveLength(2)
  })

  it('stays with the client to which it was moved here', async () => {
    const { world, names } = await smallWorld()
    await world.must('import.ticket', incident(names.acme))
    await world.must('ticket.move', { id, fromClientId: names.acme, clientId: names.globex })
    await world.must('import.ticket', incident(names.acme, { contactId: names.contact, category: 'Mail' }))
    expect(world.get('ticket', id)).toMatchObject({ clientId: names.globex, contactId: null, category: 'Mail' })
  })

  it('names the event, field and reason of what does not parse', async () => {
    const { world, names } = await smallWorld()
    const bad = incident(names.acme, {}, { events: [{ key: '0', kind: 'ticket.opened', at: 'yesterday', changes: [] }] })
    expect(await world.run('import.ticket', bad)).toMatchObject({ error: { type: 'invalid-input', field: 'events.0.at' } })
  })
})

describe('importing other records', () => {
  it('brings clients, sites, contacts and assets that refer to each other by the source’s keys', async () => {
    const { world } = await smallWorld()
    const clientId = importedId('client', 'csv', '17')
    const siteId = importedId('site', 'csv', '17/1')
    for (let run = 0; run < 2; run += 1) {
      await world.must('import.client', { source: 'csv', key: '17', fields: { name: 'Umbrella', currency: 'EUR' } })
      await world.must('import.site', { source: 'csv', key: '17/1', clientId, fields: { name: 'Lab', timeZone: 'Europe/Berlin' } })
      await world.must('import.contact', { source: 'csv', key: 'w', clientId, fields: { name: 'William', siteId } })
      await world.must('import.asset', { source: 'csv', key: 's1', clientId, fields: { name: 'SRV', kind: 'server', siteId } })
    }
    expect(world.get('client', clientId)).toMatchObject({ name: 'Umbrella', code: '17', clientId })
    for (const entity of ['site', 'contact', 'asset'] as const)
      expect(world.all(entity).filter((row) => row.clientId === clientId)).toHaveLength(1)
  })

  it('writes nothing and no history on a second run', async () => {
    const { world, names } = await smallWorld()
    const input = { source: 'csv', key: 'a', clientId: names.acme, fields: { name: 'SRV', kind: 'server' } }
    await world.must('import.asset', input)
    expect((await world.must('import.asset', input)).rows).toEqual([])
    expect(world.all('event').filter((event) => event.kind === 'asset.imported')).toHaveLength(1)
  })

  it('never writes over another client’s row that has the same key under the same source', async () => {
    const { world, names } = await smallWorld()
    const input = { source: 'csv', key: '1', clientId: names.acme, fields: { name: 'PC of Acme' } }
    await world.must('import.asset', input)
    const other = await world.run('import.asset', { ...input, clientId: names.globex, fields: { name: 'PC of Globex' } })
    expect(other).toMatchObject({ error: { type: 'wrong-client', field: 'clientId' } })
    expect(world.get('asset', importedId('asset', 'csv', '1')).name).toBe('PC of Acme')
  })

  it('refuses an archived client and a link to a stranger’s row', async () => {
    const { world, names } = await smallWorld()
    const input = { source: 'csv', key: 'b', clientId: names.globex, fields: { name: 'PC', siteId: names.site } }
    expect(await world.run('import.asset', input)).toMatchObject({ error: { type: 'wrong-client', field: 'siteId' } })
    await world.must('client.archive', { id: names.globex })
    expect(await world.run('import.asset', { ...input, fields: { name: 'PC' } })).toMatchObject({ error: { type: 'archived' } })
    expect(await world.run('import.asset', { ...input, clientId: idOf('nobody') })).toMatchObject({ error: { type: 'missing' } })
  })
})
