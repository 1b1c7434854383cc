// Every command that says how to take it back really can be taken back.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commands } from '#core/registry.ts'
import { workedMs } from '#core/work/work.rules.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import type { Rows } from './support/rows.ts'
import { type Names, smallWorld } from './support/small-world.ts'
import { idOf, organisationId, startOfTime, type World } from './support/world.ts'

/** An input that changes something, for every invertible command. */
const examples: Readonly<Record<string, (names: Names, world: World) => unknown>> = {
  'organisation.edit': () => ({ id: organisationId, fields: { name: 'Desk & Sons' } }),
  'person.create': () => ({ name: 'New', email: 'new@desk.example', role: 'agent', timeZone: 'Europe/Berlin' }),
  'person.edit': () => ({ id: idOf('person/tech'), fields: { skills: ['printers'], role: 'agent' } }),
  'person.deactivate': () => ({ id: idOf('person/tech') }),
  'person.activate': (_names, world) => {
    world.put('person', { ...world.get('person', idOf('person/tech')), active: false } as Doc)
    return { id: idOf('person/tech') }
  },
  'person.set-cost': (_names, world) => {
    const cost = { costRateMinor: 3000, chargeRateMinor: 9500, currency: 'EUR', updatedAt: startOfTime }
    world.put('person_cost', { id: idOf('person/tech'), clientId: null, personId: idOf('person/tech'), ...cost } as Doc)
    return { personId: idOf('person/tech'), costRateMinor: 3300, chargeRateMinor: 9900, currency: 'EUR' }
  },
  'team.create': () => ({ name: 'Field' }),
  'team.edit': ({ team }) => ({ id: team, fields: { name: 'First line', leadId: idOf('person/agent') } }),
  'team.archive': ({ team }) => ({ id: team }),
  'team.restore': ({ team }, world) => archived(world, 'team', team),
  'device.rename': () => ({ id: idOf('device/laptop'), fields: { name: 'Old laptop' } }),
  'custom-field.create': () => ({ entity: 'asset', label: 'Colour', kind: 'text' }),
  'custom-field.edit': ({ field }) => ({ id: field, fields: { options: ['S', 'M', 'L'] } }),
  'custom-field.archive': ({ field }) => ({ id: field }),
  'custom-field.restore': ({ field }, world) => archived(world, 'custom_field', field),
  'saved-view.create': () => ({ entity: 'asset', name: 'Printers', query: null, ownerId: null }),
  'saved-view.edit': ({ view }) => ({ id: view, fields: { name: 'Ours', ownerId: null } }),
  'saved-view.archive': ({ view }) => ({ id: view }),
  'saved-view.restore': ({ view }, world) => archived(world, 'saved_view', view),
  'client.create': () => ({ name: 'Initech', code: 'INI', currency: 'USD' }),
  'client.edit': ({ acme }) => ({ id: acme, fields: { name: 'Acme Ltd', size: 12, tags: ['key'] } }),
  'client.archive': ({ acme }) => ({ id: acme }),
  'client.restore': ({ globex }, world) => archived(world, 'client', globex),
  'site.create': ({ acme }) => ({ clientId: acme, name: 'Yard', timeZone: 'Europe/Berlin' }),
  'site.edit': ({ site }) => ({ id: site, fields: { accessNotes: 'Ring twice' } }),
  'site.archive': ({ site }) => ({ id: site }),
  'site.restore': ({ site }, world) => archived(world, 'site', site),
  'contact.create': ({ acme }) => ({ clientId: acme, name: 'Bob Stone' }),
  'contact.edit': ({ contact }) => ({ id: contact, fields: { siteId: null, vip: true } }),
  'contact.archive': ({ contact }) => ({ id: contact }),
  'contact.restore': ({ contact }, world) => archived(world, 'contact', contact),
  'asset.create': ({ acme }) => ({ clientId: acme, name: 'SRV-1', kind: 'server' }),
  'asset.edit': ({ asset }) => ({ id: asset, fields: { status: 'in-repair', serial: 'X1', replacementCostMinor: 49_900 } }),
  'asset.archive': ({ asset }) => ({ id: asset }),
  'asset.restore': ({ asset }, world) => archived(world, 'asset', asset),
  'contract.create': ({ acme }) => ({ clientId: acme, name: 'Block', model: 'prepaid-hours', startsOn: '2026-02-01' }),
  'contract.edit': ({ contract }) => ({ id: contract, fields: { feeMinor: 120_000, endsOn: '2027-12-31' } }),
  'contract.archive': ({ contract }) => ({ id: contract }),
  'contract.restore': ({ contract }, world) => archived(world, 'contract', contract),
  'ticket.open': ({ globex }) => ({ clientId: globex, subject: 'No mail' }),
  'ticket.edit': ({ ticket, field }) => ({ id: ticket, fields: { impact: 1, subject: 'Jams', custom: { [field]: 'M' }, assetIds: [] } }),
  'ticket.assign': ({ ticket, team }) => ({ id: ticket, assigneeId: idOf('person/tech'), teamId: team }),
  'ticket.set-status': ({ ticket }) => ({ id: ticket, status: 'resolved' }),
  'ticket.advance-stage': ({ ticket }) => ({ id: ticket, stage: 'diagnosed' }),
  'ticket.tag': ({ ticket }) => ({ id: ticket, add: ['urgent', 'printer'], remove: [] }),
  'ticket.link': ({ ticket, other }) => ({ id: ticket, kind: 'parent', targetId: other }),
  'ticket.mark-duplicate': ({ ticket, other }) => ({ id: other, duplicateOfId: ticket }),
  'ticket.move': ({ ticket, acme, globex }) => ({ id: ticket, fromClientId: acme, clientId: globex }),
  'ticket.archive': ({ ticket }) => ({ id: ticket }),
  'ticket.restore': ({ ticket }, world) => archived(world, 'ticket', ticket),
  'timer.start': ({ other }) => ({ ticketId: other, kind: 'on-site' }),
  'timer.edit': ({ timer }) => ({ id: timer, fields: { note: 'Rollers', kind: 'on-site' } }),
  'timer.stop': ({ timer }) => ({ id: timer }),
  'timer.discard': ({ timer }) => ({ id: timer }),
  'time.log': ({ ticket }) => ({ ticketId: ticket, startedAt: startOfTime, endedAt: startOfTime + 600_000, kind: 'travel' }),
  'time.void': ({ ticket, entry }) => ({ id: entry, ticketId: ticket, reason: 'Typed wrong' }),
  'part.use': ({ ticket }) => ({ ticketId: ticket, description: 'Pad', quantity: 2, unitPriceMinor: 900, currency: 'EUR' }),
  'part.return': ({ ticket, part }) => ({ id: part, ticketId: ticket, reason: 'Not needed' }),
  'attachment.attach': ({ ticket }) => ({ ticketId: ticket, ...photo }),
  'attachment.archive': ({ ticket }, world) => file(world, ticket, null),
  'attachment.restore': ({ ticket }, world) => file(world, ticket, startOfTime),
  'conflict.settle': ({ conflict }) => ({ conflictId: conflict, choice: 'lost' })
}

const photo = { name: 'rack.jpg', mime: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) }

function file(world: World, ticketId: string, archivedAt: number | null): { id: string; ticketId: string } {
  const { clientId } = world.get('ticket', ticketId)
  const made = { commentId: null, addedById: idOf('person/admin'), at: startOfTime, archivedAt }
  world.put('attachment', { id: idOf('attachment/photo'), clientId, ticketId, ...photo, ...made } as Doc)
  return { id: idOf('attachment/photo'), ticketId }
}

function archived(world: World, entity: keyof Rows, id: string): { id: string } {
  world.put(entity, { ...world.get(entity, id), archivedAt: startOfTime } as Doc)
  return { id }
}

const passing = new Set(['updatedAt', 'reassignCount', 'reopenCount'])

/** What the world means: rows but their bookkeeping; what was added and put away again doesn't count; work counts by its content. */
function meaning(world: World, known: ReadonlySet<string>): readonly string[] {
  const rows = [...world.rows.entries()]
    .filter(([key]) => !key.startsWith('event/'))
    .flatMap(([key, row]) => meaningOf(key, row, known, world))
  return rows.toSorted()
}

function meaningOf(key: string, row: Doc, known: ReadonlySet<string>, world: World): string[] {
  const entity = key.split('/')[0] ?? ''
  if (row['voidedAt'] || row['returnedAt']) return []
  if (!known.has(key) && (row['archivedAt'] || row['active'] === false)) return []
  const isWork = ['time_entry', 'part_use', 'timer'].includes(entity)
  const timed = entity === 'timer' ? { accumulatedMs: Math.round(workedMs(row as unknown as Timer, world.now) / 3_600_000) } : {}
  // Put away is put away, whenever it was.
  const away = 'archivedAt' in row ? { archivedAt: row['archivedAt'] !== null } : {}
  const left = isWork ? [...passing, 'id', 'createdAt', 'at', 'resumedAt'] : [...passing]
  const kept = Object.entries({ ...row, ...away, ...timed }).filter(([field]) => !left.includes(field))
  return [
    `${entity} ${canonicalJson(Object.fromEntries(kept.map(([field, value]) => [field, Array.isArray(value) ? value.map(canonicalJson).sort() : value])))}`
  ]
}

describe('undo', () => {
  const invertible = commands.filter((command) => command.invert)

  it('has an example of every invertible command here', () => {
    expect(Object.keys(examples).toSorted()).toEqual(invertible.map((command) => command.name).toSorted())
  })

  it.each(invertible.map((command) => command.name))('takes %s back', async (name) => {
    const { world, names } = await smallWorld()
    const input = examples[name]?.(names, world)
    const known = new Set(world.rows.keys())
    const before = meaning(world, known)
    const effects = await world.must(name, input)
    expect(meaning(world, known)).not.toEqual(before)
    expect(effects.inverse.length).toBeGreaterThan(0)
    await world.undo(effects.inverse)
    expect(meaning(world, known)).toEqual(before)
  })

  it('takes any edit of a ticket back, whatever fields it touched', async () => {
    const fields = fc.record(
      {
        subject: fc.string({ minLength: 1 }).filter((text) => text.trim().length > 0 && text.isWellFormed() && !text.includes('\u0000')),
        description: fc.string().filter((text) => text.isWellFormed() && !text.includes('\u0000')),
        impact: fc.constantFrom(1, 2, 3),
        urgency: fc.constantFrom(1, 2, 3),
        category: fc.constantFrom(null, 'Printing', 'Network'),
        kind: fc.constantFrom('incident', 'request'),
        tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
        assetIds: fc.constant([])
      },
      { requiredKeys: [] }
    )
    await fc.assert(
      fc.asyncProperty(fields, async (changed) => {
        const { world, names } = await smallWorld()
        const known = new Set(world.rows.keys())
        const before = meaning(world, known)
        const effects = await world.must('ticket.edit', { id: names.ticket, fields: changed })
        await world.undo(effects.inverse)
        expect(meaning(world, known)).toEqual(before)
      }),
      { numRuns: 60 }
    )
  })
})
