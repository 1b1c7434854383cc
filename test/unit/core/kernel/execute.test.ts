// Running one command: parse, permission, merge, decide, effects.

import { describe, expect, it } from 'vitest'
import type { Event } from '#core/history/event.entity.ts'
import { createdBy, smallWorld } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

describe('execute', () => {
  it('refuses a command that it does not know, with its name', async () => {
    const { world } = await smallWorld()
    expect(await world.run('ticket.explode', {})).toMatchObject({
      ok: false,
      error: { type: 'unknown-command', values: { name: 'ticket.explode' } }
    })
  })

  it('names the field of an input that does not parse', async () => {
    const { world, names } = await smallWorld()
    const result = await world.run('ticket.edit', { id: names.ticket, fields: { impact: 9 } })
    expect(result).toMatchObject({ ok: false, error: { type: 'invalid-input', field: 'fields.impact' } })
  })

  it('refuses to edit derived fields and says which', async () => {
    const { world, names } = await smallWorld()
    for (const field of ['priority', 'status', 'stage', 'number', 'clientId', 'resolvedAt'])
      expect(await world.run('ticket.edit', { id: names.ticket, fields: { [field]: 1 } })).toMatchObject({
        ok: false,
        error: { type: 'field-not-editable', field: `fields.${field}` }
      })
  })

  it('reports a row that is missing, or out of the actor’s scope, as missing', async () => {
    const { world, names } = await smallWorld()
    expect(await world.run('ticket.set-status', { id: idOf('nowhere'), status: 'open' })).toMatchObject({
      ok: false,
      error: { type: 'missing' }
    })
    const result = await world.run('ticket.set-status', { id: names.ticket, status: 'open' }, { actor: { clientIds: [names.globex] } })
    expect(result).toMatchObject({ ok: false, error: { type: 'missing', entity: 'ticket', id: names.ticket } })
  })

  it('merges concurrent edits of different fields and keeps both', async () => {
    const { world, names } = await smallWorld()
    const seen = { impact: 3, category: null }
    await world.must('ticket.edit', { id: names.ticket, fields: { impact: 1 } }, { base: seen })
    await world.must('ticket.edit', { id: names.ticket, fields: { category: 'Printing' } }, { base: seen })
    expect(world.get('ticket', names.ticket)).toMatchObject({ impact: 1, category: 'Printing' })
  })

  it('reports the loser of a clash with both values and writes the winner', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.edit', { id: names.ticket, fields: { subject: 'Jams' } }, { base: { subject: 'Printer jams' } })
    const effects = await world.must(
      'ticket.edit',
      { id: names.ticket, fields: { subject: 'Broken' } },
      { base: { subject: 'Printer jams' } }
    )
    expect(effects.clashes).toMatchObject([
      { entity: 'ticket', rowId: names.ticket, field: 'subject', kept: 'Jams', lost: 'Broken', incomingLost: true }
    ])
    expect(effects.rows).toEqual([])
    expect(world.get('ticket', names.ticket).subject).toBe('Jams')
  })

  it('writes history with what changed, but not its own bookkeeping', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('ticket.edit', { id: names.ticket, fields: { impact: 1 } })
    const event = effects.rows.find((row) => row.entity === 'event')?.after as unknown as Event
    expect(event).toMatchObject({ kind: 'ticket.edited', subjectId: names.ticket, clientId: names.acme, actorId: idOf('person/admin') })
    expect(event.changes.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'impact', from: 3, to: 1 },
      { field: 'priority', from: 4, to: 2 }
    ])
  })

  it('keeps values of sensitive records out of the history', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('contract.edit', { id: names.contract, fields: { feeMinor: 99_000 } })
    const event = effects.rows.find((row) => row.entity === 'event')?.after as unknown as Event
    expect(event.changes).toEqual([{ field: 'feeMinor', from: null, to: null }])
  })

  it('does nothing at all for an edit that changes nothing', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('ticket.edit', { id: names.ticket, fields: { subject: 'Printer jams' } })
    expect(effects).toMatchObject({ rows: [], inverse: [] })
  })

  it('derives the ids of new rows from the command, so that device and server agree', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('ticket.open', { clientId: names.acme, subject: 'New one' })
    const event = effects.rows.find((row) => row.entity === 'event')
    expect(createdBy(effects).slice(0, 32)).toBe(event?.id.slice(0, 32))
    expect(createdBy(effects).endsWith('0001')).toBe(true)
  })
})
