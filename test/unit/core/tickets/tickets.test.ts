// Opening, assigning, tagging, linking, moving tickets.

import { describe, expect, it } from 'vitest'
import { createdBy, personRow, smallWorld } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

describe('opening a ticket', () => {
  it('gives it the server’s number and keeps the device’s own beside it', async () => {
    const { world, names } = await smallWorld()
    const id = createdBy(await world.must('ticket.open', { clientId: names.acme, subject: '  No mail  ' }))
    const row = world.get('ticket', id)
    expect(row.number).toBeGreaterThan(100)
    expect(row.provisionalNumber).toMatch(/^K7-/)
    expect(row).toMatchObject({ subject: 'No mail', status: 'new', stage: 'requested', priority: 4, createdById: idOf('person/admin') })
  })

  it('refuses a contact, a site or an asset of another client, and names the field', async () => {
    const { world, names } = await smallWorld()
    const wrong = { siteId: names.site, contactId: names.contact, assetIds: [names.asset], parentId: names.ticket }
    for (const [field, value] of Object.entries(wrong)) {
      const result = await world.run('ticket.open', { clientId: names.globex, subject: 'x', [field]: value })
      expect(result).toMatchObject({ ok: false, error: { type: 'wrong-client', field } })
    }
  })

  it('refuses an archived client', async () => {
    const { world, names } = await smallWorld()
    await world.must('client.archive', { id: names.globex })
    expect(await world.run('ticket.open', { clientId: names.globex, subject: 'x' })).toMatchObject({
      error: { type: 'archived', field: 'clientId' }
    })
  })
})

describe('assigning', () => {
  it('counts handing a ticket on from one person to another, and nothing else', async () => {
    const { world, names } = await smallWorld()
    const counts: number[] = []
    for (const assigneeId of [idOf('person/agent'), idOf('person/tech'), null, idOf('person/agent')]) {
      await world.must('ticket.assign', { id: names.ticket, assigneeId })
      counts.push(world.get('ticket', names.ticket).reassignCount)
    }
    expect(counts).toEqual([0, 1, 1, 1])
  })

  it('refuses people who are inactive or may not see the client', async () => {
    const { world, names } = await smallWorld()
    world.put('person', personRow('gone', 'agent', { active: false }))
    world.put('person', personRow('narrow', 'technician', { clientIds: [names.globex] }))
    const assign = (name: string) => world.run('ticket.assign', { id: names.ticket, assigneeId: idOf(`person/${name}`) })
    expect(await assign('gone')).toMatchObject({ error: { type: 'wrong-state', field: 'assigneeId' } })
    expect(await assign('narrow')).toMatchObject({ error: { type: 'wrong-client', field: 'assigneeId' } })
  })
})

describe('tags', () => {
  it('add up when two people tag from the same list', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.tag', { id: names.ticket, add: ['urgent'], remove: [] })
    await world.must('ticket.tag', { id: names.ticket, add: ['printer', 'urgent'], remove: [] })
    expect(world.get('ticket', names.ticket).tags).toEqual(['urgent', 'printer'])
  })

  it('merge as a set when whole lists are edited concurrently', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.edit', { id: names.ticket, fields: { tags: ['a', 'b'] } }, { base: { tags: [] } })
    await world.must('ticket.edit', { id: names.ticket, fields: { tags: ['a', 'c'] } }, { base: { tags: [] } })
    expect(world.get('ticket', names.ticket).tags.toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('stop at fifty', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.tag', { id: names.ticket, add: Array.from({ length: 50 }, (_, at) => `t${at}`), remove: [] })
    expect(await world.run('ticket.tag', { id: names.ticket, add: ['more'], remove: [] })).toMatchObject({
      error: { type: 'invalid-input' }
    })
  })
})

describe('links', () => {
  it('never lead back to the ticket', async () => {
    const { world, names } = await smallWorld()
    const link = (id: string, targetId: string) => world.run('ticket.link', { id, kind: 'parent', targetId })
    expect(await link(names.ticket, names.ticket)).toMatchObject({ error: { type: 'wrong-state' } })
    expect((await link(names.ticket, names.other)).ok).toBe(true)
    expect(await link(names.other, names.ticket)).toMatchObject({ error: { type: 'wrong-state' } })
  })

  it('stay within a client', async () => {
    const { world, names } = await smallWorld()
    const foreign = createdBy(await world.must('ticket.open', { clientId: names.globex, subject: 'Elsewhere' }))
    expect(await world.run('ticket.link', { id: names.ticket, kind: 'caused-by', targetId: foreign })).toMatchObject({
      error: { type: 'wrong-client' }
    })
  })

  it('close a duplicate', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.mark-duplicate', { id: names.other, duplicateOfId: names.ticket })
    expect(world.get('ticket', names.other)).toMatchObject({ status: 'closed', duplicateOfId: names.ticket })
  })
})

describe('moving a ticket to another client', () => {
  it('takes everything that hangs on it along, and lets go of what belongs to the old client', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.comment', { ticketId: names.ticket, visibility: 'internal', channel: 'note', body: 'Hm' })
    await world.must('ticket.move', { id: names.ticket, fromClientId: names.acme, clientId: names.globex })
    expect(world.get('ticket', names.ticket)).toMatchObject({ clientId: names.globex, siteId: null, contactId: null, assetIds: [] })
    for (const entity of ['comment', 'time_entry', 'part_use', 'timer', 'conflict'] as const)
      expect(
        world.all(entity).map((row) => row.clientId),
        entity
      ).toEqual([names.globex])
    const events = world.all('event').filter((event) => event.subjectId === names.ticket)
    expect(new Set(events.map((event) => event.clientId))).toEqual(new Set([names.globex]))
  })

  it('is refused when somebody moved it meanwhile', async () => {
    const { world, names } = await smallWorld()
    const third = createdBy(await world.must('client.create', { name: 'Third', code: 'THD', currency: 'EUR' }))
    await world.must('ticket.move', { id: names.ticket, fromClientId: names.acme, clientId: names.globex })
    expect(await world.run('ticket.move', { id: names.ticket, fromClientId: names.acme, clientId: third })).toMatchObject({
      error: { type: 'wrong-client' }
    })
  })

  it('lets go of an assignee who may not see the new client', async () => {
    const { world, names } = await smallWorld()
    world.put('person', personRow('narrow', 'technician', { clientIds: [names.acme] }))
    await world.must('ticket.assign', { id: names.ticket, assigneeId: idOf('person/narrow') })
    await world.must('ticket.move', { id: names.ticket, fromClientId: names.acme, clientId: names.globex })
    expect(world.get('ticket', names.ticket).assigneeId).toBeNull()
  })
})

describe('comments', () => {
  it('may still be written on a closed ticket, but not on an archived one', async () => {
    const { world, names } = await smallWorld()
    const body = { ticketId: names.ticket, visibility: 'public', channel: 'reply', body: 'Thank you' }
    await world.must('ticket.set-status', { id: names.ticket, status: 'closed' })
    expect((await world.run('ticket.comment', body)).ok).toBe(true)
    await world.must('ticket.archive', { id: names.ticket })
    expect(await world.run('ticket.comment', body)).toMatchObject({ error: { type: 'archived' } })
    expect(world.all('comment')).toHaveLength(1)
  })
})
