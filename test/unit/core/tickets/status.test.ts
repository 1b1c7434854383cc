// Status and stage: moves with rules, and a stage that always follows from the facts.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { type Ticket, ticketStages, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { isDone, priorityOf, stageOf, statusEvent, withStatus } from '#core/tickets/ticket.rules.ts'
import { smallWorld } from '../support/small-world.ts'
import type { World } from '../support/world.ts'

const status = fc.constantFrom(...ticketStatuses)

async function at(world: World, id: string, next: Ticket['status']): Promise<Ticket> {
  await world.must('ticket.set-status', { id, status: next })
  return world.get('ticket', id)
}

describe('status', () => {
  it('makes taking the status that it has a no-op, not an error: closing a closed ticket too', async () => {
    const { world, names } = await smallWorld()
    await at(world, names.ticket, 'closed')
    const before = world.get('ticket', names.ticket)
    const effects = await world.must('ticket.set-status', { id: names.ticket, status: 'closed' })
    expect(effects).toMatchObject({ rows: [], inverse: [] })
    expect(world.get('ticket', names.ticket)).toEqual(before)
  })

  it('notes when it was resolved, when closed, and forgets both on reopening, which it counts', async () => {
    const { world, names } = await smallWorld()
    const resolved = await at(world, names.ticket, 'resolved')
    expect(resolved).toMatchObject({ resolvedAt: world.now, closedAt: null, reopenCount: 0, stage: 'solved' })
    const closed = await at(world, names.ticket, 'closed')
    expect(closed).toMatchObject({ resolvedAt: resolved.resolvedAt, closedAt: world.now })
    expect(await at(world, names.ticket, 'in-progress')).toMatchObject({ resolvedAt: null, closedAt: null, reopenCount: 1 })
  })

  it('refuses to go back to new, and anything on an archived ticket', async () => {
    const { world, names } = await smallWorld()
    await at(world, names.ticket, 'open')
    expect(await world.run('ticket.set-status', { id: names.ticket, status: 'new' })).toMatchObject({ error: { type: 'wrong-status' } })
    await world.must('ticket.archive', { id: names.ticket })
    expect(await world.run('ticket.set-status', { id: names.ticket, status: 'closed' })).toMatchObject({ error: { type: 'archived' } })
  })

  it('does not count taking a resolution back as a reopening', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('ticket.set-status', { id: names.ticket, status: 'resolved' })
    await world.undo(effects.inverse)
    expect(world.get('ticket', names.ticket)).toMatchObject({ status: 'new', reopenCount: 0, resolvedAt: null })
  })

  it('refuses to take a step back that somebody else built on', async () => {
    const { world, names } = await smallWorld()
    const effects = await world.must('ticket.set-status', { id: names.ticket, status: 'resolved' })
    await at(world, names.ticket, 'closed')
    const call = effects.inverse[0]
    expect(await world.run(call?.name ?? '', call?.input)).toMatchObject({ error: { type: 'wrong-status' } })
  })

  it('holds its facts together over any walk: done has an instant, open has none, the count only rises, the stage follows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(status, { maxLength: 8 }), async (walk) => {
        const { world, names } = await smallWorld()
        let reopened = 0
        for (const next of walk) {
          const before = world.get('ticket', names.ticket)
          const result = await world.run('ticket.set-status', { id: names.ticket, status: next })
          expect(result.ok).toBe(next !== 'new' || before.status === 'new')
          const after = world.get('ticket', names.ticket)
          if (isDone(before.status) && !isDone(after.status)) reopened += 1
          expect(after.resolvedAt !== null).toBe(isDone(after.status))
          expect(after.closedAt !== null).toBe(after.status === 'closed')
          expect(after.reopenCount).toBe(reopened)
          expect(after.stage).toBe(stageOf(after))
        }
      }),
      { numRuns: 40 }
    )
  })

  it('tells each move by an event of its own kind', () => {
    expect(statusEvent('open', 'resolved')).toBe('ticket.resolved')
    expect(statusEvent('closed', 'open')).toBe('ticket.reopened')
    expect(statusEvent('open', 'closed')).toBe('ticket.closed')
    expect(statusEvent('closed', 'resolved')).toBe('ticket.status-changed')
    expect(statusEvent('open', 'waiting-client')).toBe('ticket.status-changed')
  })
})

describe('stage', () => {
  it('goes through all five in order for a ticket that an alert opened', async () => {
    const { world, names } = await smallWorld()
    const opened = await world.must('ticket.open', { clientId: names.acme, subject: 'Disk full', channel: 'alert', kind: 'alert' })
    const id = opened.rows[0]?.id ?? ''
    const seen = [world.get('ticket', id).stage]
    for (const stage of ['requested', 'diagnosed', 'solved', 'billed']) {
      await world.must('ticket.advance-stage', { id, stage })
      seen.push(world.get('ticket', id).stage)
    }
    expect(seen).toEqual([...ticketStages])
  })

  it('never goes back by hand, and nothing is billed before it is solved', async () => {
    const { world, names } = await smallWorld()
    expect(await world.run('ticket.advance-stage', { id: names.ticket, stage: 'billed' })).toMatchObject({ error: { type: 'wrong-state' } })
    await world.must('ticket.advance-stage', { id: names.ticket, stage: 'diagnosed' })
    expect(await world.run('ticket.advance-stage', { id: names.ticket, stage: 'requested' })).toMatchObject({
      error: { type: 'wrong-state' }
    })
  })

  it('keeps the diagnosis when it is reopened, and must be billed anew', async () => {
    const { world, names } = await smallWorld()
    for (const stage of ['diagnosed', 'solved', 'billed']) await world.must('ticket.advance-stage', { id: names.ticket, stage })
    expect((await at(world, names.ticket, 'open')).stage).toBe('diagnosed')
    expect((await at(world, names.ticket, 'resolved')).stage).toBe('solved')
  })

  it('is solved wherever the status is done and nothing was billed since', () => {
    fc.assert(
      fc.property(fc.constantFrom('resolved', 'closed'), fc.constantFrom('phone', 'alert'), (done, channel) => {
        const row = { status: done, channel, diagnosedAt: null, resolvedAt: 10, billedAt: 5 } as const
        expect(stageOf(row)).toBe('solved')
        expect(stageOf({ ...row, billedAt: 10 })).toBe('billed')
      })
    )
  })

  it('leaves the channel’s mark out of a ticket that somebody took up', () => {
    const row = { channel: 'alert', diagnosedAt: null, resolvedAt: null, billedAt: null } as const
    expect(stageOf({ ...row, status: 'new' })).toBe('identified')
    expect(stageOf({ ...row, status: 'open' })).toBe('requested')
  })
})

describe('priority', () => {
  it('follows from impact and urgency: both high is critical, both low is planning', () => {
    const matrix = ([1, 2, 3] as const).map((impact) => ([1, 2, 3] as const).map((urgency) => priorityOf(impact, urgency)))
    expect(matrix).toEqual([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5]
    ])
  })

  it('is derived again whenever one of them changes, also by concurrent edits', async () => {
    const { world, names } = await smallWorld()
    const base = { impact: 3, urgency: 2 }
    await world.must('ticket.edit', { id: names.ticket, fields: { impact: 1 } }, { base })
    await world.must('ticket.edit', { id: names.ticket, fields: { urgency: 1 } }, { base })
    expect(world.get('ticket', names.ticket)).toMatchObject({ impact: 1, urgency: 1, priority: 1 })
  })

  it('keeps the time of the status when nothing moved', () => {
    const row = { status: 'open', channel: 'phone', statusSince: 1, resolvedAt: null, closedAt: null, diagnosedAt: null } as Ticket
    expect(withStatus({ ...row, billedAt: null, reopenCount: 0 }, 'resolved', 9)).toMatchObject({ statusSince: 9, resolvedAt: 9 })
  })

  it('goes back only to facts that its history knows: nobody writes instants of their own', async () => {
    const { world, names } = await smallWorld()
    const { id } = world.get('ticket', names.ticket)
    const [undo] = (await world.must('ticket.set-status', { id, status: 'resolved' })).inverse
    const input = undo?.input as { readonly facts: object }
    for (const invented of [{ statusSince: 1 }, { reopenCount: 7 }, { diagnosedAt: 1 }, { billedAt: 1 }, { status: 'in-progress' }])
      expect(await world.run('ticket.undo-status', { ...input, facts: { ...input.facts, ...invented } })).toMatchObject({
        error: { type: 'wrong-status' }
      })
    await world.must('ticket.undo-status', input)
    expect(world.get('ticket', id)).toMatchObject(input.facts)
  })
})
