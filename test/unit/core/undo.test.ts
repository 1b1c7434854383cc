// Every command that says how to take it back really can be taken back.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commands } from '#core/registry.ts'
import { workedMs } from '#core/work/work.rules.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import type { Rows } from './support/rows.ts'
import { invoiceLine, type Names, pricePeriod, reportContent, smallWorld } from './support/small-world.ts'
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
  'contract.restore': ({ contract }, world) => {
    archived(world, 'contract_cover', contract)
    return archived(world, 'contract', contract)
  },
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
  'calendar.create': () => ({ name: 'Always', alwaysOpen: true }),
  'calendar.edit': ({ calendar }) => ({ id: calendar, fields: { holidayRegion: 'DE-BE', timeZone: 'Europe/Berlin' } }),
  'calendar.archive': ({ calendar }) => ({ id: calendar }),
  'calendar.restore': ({ calendar }, world) => archived(world, 'calendar', calendar),
  'sla-policy.create': ({ calendar }) => ({ name: 'Silver', calendarId: calendar, targets: {} }),
  'sla-policy.edit': ({ policy }) => ({ id: policy, fields: { warnAt: 5000, pausedClocks: ['first-response', 'resolution'] } }),
  'sla-policy.archive': ({ policy }) => ({ id: policy }),
  'sla-policy.restore': ({ policy }, world) => archived(world, 'sla_policy', policy),
  'tax-rate.create': () => ({ name: 'Reverse charge', category: 'AE', rate: 0, exemptionReason: 'Reverse charge' }),
  'tax-rate.edit': ({ taxRate }) => ({ id: taxRate, fields: { rate: 2100 } }),
  'tax-rate.archive': ({ taxRate }) => ({ id: taxRate }),
  'tax-rate.restore': ({ taxRate }, world) => archived(world, 'tax_rate', taxRate),
  'price-list.create': () => ({ name: 'Dollars', currency: 'USD', periods: [] }),
  'price-list.edit': ({ priceList }) => ({ id: priceList, fields: { periods: [pricePeriod('other', { hourlyMinor: 9900 })] } }),
  'price-list.archive': ({ priceList }) => ({ id: priceList }),
  'price-list.restore': ({ priceList }, world) => archived(world, 'price_list', priceList),
  'prepaid-block.create': ({ acme }) => ({ clientId: acme, name: 'Money', kind: 'money', amountMinor: 50_000, boughtOn: '2026-02-01' }),
  'prepaid-block.edit': ({ block }) => ({ id: block, fields: { expiresOn: '2026-12-31', minutes: 660 } }),
  'prepaid-block.archive': ({ block }) => ({ id: block }),
  'prepaid-block.restore': ({ block }, world) => archived(world, 'prepaid_block', block),
  'charge.add': ({ acme }) => ({ clientId: acme, date: '2026-03-02', description: 'Advice', quantity: '1.5', unitMinor: 9000 }),
  'invoice.draft': ({ acme }) => ({ clientId: acme, title: 'April', lines: [] }),
  'invoice.edit': ({ invoice }) => ({ id: invoice, fields: { lines: [invoiceLine('Other', '2', 9000, 18_000)], note: 'Thanks' } }),
  'invoice.discard': ({ invoice }) => ({ id: invoice }),
  'invoice.restore': ({ invoice }, world) => archived(world, 'invoice', invoice),
  'invoice.draft-deposit': ({ acme, taxRate }) => ({
    clientId: acme,
    title: 'Ahead',
    netMinor: 50_000,
    taxRateId: taxRate,
    date: '2026-03-02'
  }),
  'invoice.approve': ({ invoice }) => ({ id: invoice }),
  'invoice.reopen': ({ invoice }, world) => withStatus(world, invoice, 'approved'),
  'invoice.credit': ({ invoice }, world) => withStatus(world, invoice, 'issued'),
  'part.create': () => ({ sku: 'TNR-1', name: 'Toner', priceMinor: 8900, currency: 'EUR' }),
  'part.edit': ({ item }) => ({ id: item, fields: { priceMinor: 5200, supplier: 'Parts Ltd' } }),
  'part.archive': ({ item }) => ({ id: item }),
  'part.restore': ({ item }, world) => archived(world, 'part', item),
  'part.set-cost': ({ item }, world) => {
    world.put('part_cost', { id: item, clientId: null, partId: item, costMinor: 2000, currency: 'EUR', updatedAt: startOfTime } as Doc)
    return { partId: item, costMinor: 2400, currency: 'EUR' }
  },
  'stock-place.create': () => ({ name: 'Shelf', kind: 'warehouse' }),
  'stock-place.edit': ({ van, item }) => ({ id: van, fields: { reorder: { [item]: { level: 2, upTo: 6 } } } }),
  'stock-place.archive': ({ van }) => ({ id: van }),
  'stock-place.restore': ({ van }, world) => archived(world, 'stock_place', van),
  'stock.receive': ({ item, warehouse }) => ({ partId: item, toPlaceId: warehouse, quantity: 5, reference: 'DN 7' }),
  'stock.move': ({ item, warehouse, van }) => ({ partId: item, fromPlaceId: warehouse, toPlaceId: van, quantity: 2 }),
  'stock.count': ({ item, van }) => ({ partId: item, placeId: van, delta: -1 }),
  'stock.return-vendor': ({ item, van }) => ({ partId: item, fromPlaceId: van, quantity: 1, reference: 'RMA 12' }),
  'stock.reverse': ({ item, van }, world) => {
    const nothing = { serials: [], reference: '', note: '', ticketId: null, partUseId: null, reversesId: null }
    const places = { partId: item, fromPlaceId: null, toPlaceId: van, quantity: 3 }
    const row = { id: idOf('move'), clientId: null, kind: 'receive', ...places, ...nothing, personId: idOf('person/tech'), at: startOfTime }
    world.put('stock_move', row)
    return { id: idOf('move') }
  },
  'service-report.write': ({ ticket }) => ({ ticketId: ticket, content: reportContent }),
  'service-report.revise': ({ ticket, report }) => ({ id: report, ticketId: ticket, content: { ...reportContent, summary: 'Cleaned.' } }),
  'service-report.discard': ({ ticket, report }) => ({ id: report, ticketId: ticket }),
  'service-report.restore': ({ ticket, report }, world) => ({ ...archived(world, 'service_report', report), ticketId: ticket }),
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

function withStatus(world: World, id: string, status: 'approved' | 'issued'): { id: string } {
  const by = { approvedAt: startOfTime, approvedById: idOf('person/admin') }
  const number = status === 'issued' ? 'INV-00001' : null
  world.put('invoice', { ...world.get('invoice', id), ...by, status, number, creditedById: null, rebill: null } as Doc)
  return { id }
}

const passing = new Set(['updatedAt', 'approvedAt', 'reassignCount', 'reopenCount'])

/** What the world means: rows but their bookkeeping; what was added and put away again doesn't count; work counts by its content. */
function meaning(world: World, known: ReadonlySet<string>): readonly string[] {
  const rows = [...world.rows.entries()]
    .filter(([key]) => !/^(event|stock_move)\//.test(key))
    .flatMap(([key, row]) => meaningOf(key, row, known, world))
  return [...rows, ...stockLines(world)].toSorted()
}

/** What lies where: moves count by what they come to. */
function stockLines(world: World): string[] {
  const pieces = new Map<string, number>()
  for (const { partId, fromPlaceId, toPlaceId, quantity } of world.all('stock_move')) {
    for (const [place, by] of [
      [fromPlaceId, -quantity],
      [toPlaceId, quantity]
    ] as const)
      if (place !== null) pieces.set(`${place} ${partId}`, (pieces.get(`${place} ${partId}`) ?? 0) + by)
  }
  return [...pieces].filter(([, count]) => count !== 0).map(([place, count]) => `stock ${place} ${count}`)
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
