// What can't be counted with is refused with the field and the reason, and nothing of it is kept.

import { describe, expect, it } from 'vitest'
import { clauseOf } from '../coverage/desk.ts'
import { officeWeek, pricePeriod, smallWorld } from '../support/small-world.ts'
import { organisationId } from '../support/world.ts'

type World = Awaited<ReturnType<typeof smallWorld>>

/** Runs a command that must be refused, and proves that nothing changed. */
async function refusal(name: string, input: (names: World['names']) => object): Promise<{ type: string; field: string; expected: string }> {
  const { world, names } = await smallWorld()
  const before = JSON.stringify([...world.rows])
  const result = await world.run(name, input(names))
  expect(result.ok).toBe(false)
  expect(JSON.stringify([...world.rows])).toBe(before)
  return (result as unknown as { error: { type: string; field: string; expected: string } }).error
}

describe('calendars are refused', () => {
  it.each([
    ['that never open', { name: 'Never' }, 'weekly', 'never opens'],
    [
      'with hours that overlap',
      {
        name: 'Twice',
        weekly: week([
          ['09:00', '12:00'],
          ['11:00', '17:00']
        ])
      },
      'weekly.mon.1',
      'do not overlap'
    ],
    ['that close before they open', { name: 'Back', weekly: week([['17:00', '09:00']]) }, 'weekly.mon.0', 'after the start'],
    ['with a time that is none', { name: 'Late', weekly: week([['09:00', '25:00']]) }, 'weekly.mon.0.1', '24:00'],
    ['in a zone that is none', { name: 'Mars', weekly: officeWeek, timeZone: 'Mars/Olympus' }, 'timeZone', 'IANA'],
    ['of a region that is none', { name: 'Nowhere', weekly: officeWeek, holidayRegion: 'XX' }, 'holidayRegion', 'region'],
    [
      'that are closed all year',
      { name: 'Closed', weekly: officeWeek, holidays: [{ name: 'All', from: '2026-01-01', to: '2026-12-31', everyYear: true }] },
      'holidays',
      'never opens'
    ]
  ])('%s', async (_what, input, field, expected) => {
    const refused = await refusal('calendar.create', () => input)
    expect(refused).toMatchObject({ type: 'invalid-input', field })
    expect(refused.expected).toContain(expected)
  })

  it('when an edit would leave them never open', async () => {
    expect(await refusal('calendar.edit', ({ calendar }) => ({ id: calendar, fields: { weekly: week([]) } }))).toMatchObject({
      field: 'weekly'
    })
  })
})

function week(monday: readonly (readonly [string, string])[]): object {
  return { mon: monday, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
}

describe('prices are refused', () => {
  const list = { name: 'New', currency: 'EUR' }
  it.each([
    ['without a currency', { name: 'None', periods: [] }, 'currency', ''],
    ['in a currency that is none', { ...list, currency: 'Euro', periods: [] }, 'currency', 'ISO 4217'],
    ['below zero', { ...list, periods: [pricePeriod('p', { hourlyMinor: -1 })] }, 'periods.0.hourlyMinor', 'not negative'],
    [
      'of periods that overlap',
      { ...list, periods: [pricePeriod('a', { validTo: '2026-06-30' }), pricePeriod('b', { validFrom: '2026-06-30' })] },
      'periods.1.validFrom',
      'may not overlap'
    ],
    [
      'of a period that follows one without end',
      { ...list, periods: [pricePeriod('b', { validFrom: '2026-06-30' }), pricePeriod('a')] },
      'periods.0.validFrom',
      'ends'
    ],
    ['that end before they begin', { ...list, periods: [pricePeriod('p', { validTo: '2025-12-31' })] }, 'periods.0.validTo', '2026-01-01']
  ])('%s', async (_what, input, field, expected) => {
    const refused = await refusal('price-list.create', () => input)
    expect(refused).toMatchObject({ type: 'invalid-input', field })
    expect(refused.expected).toContain(expected)
  })
})

describe('taxes are refused', () => {
  it.each([
    ['with a rate where none is charged', { name: 'Zero', category: 'Z', rate: 700 }, 'rate'],
    ['standard without a rate', { name: 'Standard', category: 'S', rate: 0 }, 'rate'],
    ['below zero', { name: 'Negative', category: 'S', rate: -100 }, 'rate'],
    ['with more than four decimals of a percent', { name: 'Odd', category: 'S', rate: 887.505 }, 'rate'],
    ['without the reason why none is charged', { name: 'Exempt', category: 'E', rate: 0 }, 'exemptionReason']
  ])('%s', async (_what, input, field) => {
    expect(await refusal('tax-rate.create', () => input)).toMatchObject({ type: 'invalid-input', field })
  })
})

describe('contracts are refused', () => {
  const dated = { name: 'New', model: 'flat-fee', startsOn: '2026-01-01' }
  const rank = { assetKinds: ['server' as const, 'network' as const], position: 1 }
  it.each([
    ['that end before they begin', { endsOn: '2025-12-31' }, 'endsOn', '2026-01-01'],
    ['with a negative fee', { feeMinor: -1 }, 'feeMinor', ''],
    [
      'with tiers that do not ascend',
      {
        tiers: [
          { upTo: 10, unitFeeMinor: 1 },
          { upTo: 5, unitFeeMinor: 1 }
        ]
      },
      'tiers.1.upTo',
      'ascend'
    ],
    [
      'with changes of units out of order',
      {
        unitSteps: [
          { from: '2026-05-01', units: 1 },
          { from: '2026-04-01', units: 2 }
        ]
      },
      'unitSteps.1.from',
      '2026-05-01'
    ],
    [
      'with overlapping clauses of equal rank',
      { clauses: [clauseOf('Servers', rank), clauseOf('Network', { ...rank, assetKinds: ['network'], verdict: 'excluded' })] },
      'clauses.1.position',
      'Servers'
    ],
    [
      'with a clause that ends before it begins',
      { clauses: [clauseOf('Back', { validFrom: '2026-02-01', validTo: '2026-01-01' })] },
      'clauses.0.validTo',
      '2026-02-01'
    ]
  ])('%s', async (_what, fields, field, expected) => {
    const refused = await refusal('contract.create', ({ acme }) => ({ clientId: acme, ...dated, ...fields }))
    expect(refused).toMatchObject({ type: 'invalid-input', field })
    expect(refused.expected).toContain(expected)
  })

  it('with a clause about a site of another client, or a policy that is not there', async () => {
    const { world, names } = await smallWorld()
    const clauses = [clauseOf('Site', { siteIds: [names.site] })]
    const input = { ...dated, clauses }
    expect(await world.run('contract.create', { ...input, clientId: names.globex })).toMatchObject({
      ok: false,
      error: { type: 'wrong-client', field: 'clauses' }
    })
    await world.must('contract.create', { ...input, clientId: names.acme })
    const policy = { clauses: [clauseOf('Own', { slaPolicyId: names.van })] }
    expect(await world.run('contract.edit', { id: names.contract, fields: policy })).toMatchObject({
      ok: false,
      error: { type: 'missing' }
    })
  })

  it('but clauses of equal rank may stand beside each other where their order, dates or kinds differ', async () => {
    const { world, names } = await smallWorld()
    const clauses = [
      clauseOf('Servers', { ...rank, assetKinds: ['server'] }),
      clauseOf('Network', { ...rank, assetKinds: ['network'] }),
      clauseOf('Network later', { ...rank, assetKinds: ['network'], position: 2 }),
      clauseOf('Servers before', { ...rank, assetKinds: ['server'], position: 3, validTo: '2025-12-31' })
    ]
    await world.must('contract.create', { clientId: names.acme, ...dated, clauses })
  })
})

describe('prepaid blocks are refused', () => {
  const bought = { name: 'Block', boughtOn: '2026-01-05' }
  it.each([
    ['of hours without hours', { ...bought, kind: 'hours' }, 'minutes'],
    ['of money with hours', { ...bought, kind: 'money', amountMinor: 100, minutes: 60 }, 'minutes'],
    ['of nothing', { ...bought, kind: 'money', amountMinor: 0 }, 'amountMinor'],
    [
      'that expire before they begin',
      { ...bought, kind: 'hours', minutes: 60, validFrom: '2026-03-01', expiresOn: '2026-02-01' },
      'expiresOn'
    ]
  ])('%s', async (_what, input, field) => {
    expect(await refusal('prepaid-block.create', ({ acme }) => ({ clientId: acme, ...input }))).toMatchObject({
      type: 'invalid-input',
      field
    })
  })
})

describe('what was decided stays', () => {
  it('a charge on an invoice or in a posting is not taken back', async () => {
    const { world, names } = await smallWorld()
    const added = await world.must('charge.add', {
      clientId: names.acme,
      date: '2026-03-02',
      description: 'Advice',
      quantity: '0.5',
      unitMinor: 9001
    })
    const charge = world.get('charge', added.rows[0]?.id ?? '')
    expect(charge.netMinor).toBe(4501)
    const posted = { ...charge, periodId: names.block }
    world.put('charge', posted)
    expect(await world.run('charge.void', { id: charge.id })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
  })

  it('an approved invoice is not edited or discarded', async () => {
    const { world, names } = await smallWorld()
    const approved = { ...world.get('invoice', names.invoice), status: 'approved' }
    world.put('invoice', approved)
    const title = { id: names.invoice, fields: { title: 'Other' } }
    expect(await world.run('invoice.edit', title)).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
    expect(await world.run('invoice.discard', { id: names.invoice })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
  })

  it('the sums of a draft are those of its lines, whatever is typed', async () => {
    const { world, names } = await smallWorld()
    expect(world.get('invoice', names.invoice)).toMatchObject({
      netMinor: 13_500,
      taxMinor: 2565,
      grossMinor: 16_065,
      payableMinor: 16_065
    })
    const typed = await world.run('invoice.edit', { id: names.invoice, fields: { grossMinor: 1 } })
    expect(typed).toMatchObject({ ok: false, error: { type: 'field-not-editable' } })
  })

  it('what a contract covers is kept beside it, without its fee, for those who may not see it', async () => {
    const { world, names } = await smallWorld()
    await world.must('contract.edit', { id: names.contract, fields: { feeMinor: 99_900, clauses: [clauseOf('All')] } })
    const cover = world.get('contract_cover', names.contract)
    expect(cover.clauses.map(({ title }) => title)).toEqual(['All'])
    expect(JSON.stringify(cover)).not.toContain('99900')
    await world.must('contract.archive', { id: names.contract })
    expect(world.get('contract_cover', names.contract).archivedAt).not.toBeNull()
  })

  it('a client and the organisation only name price lists and policies that are there', async () => {
    const { world, names } = await smallWorld()
    const missing = { fields: { priceListId: names.van } }
    expect(await world.run('client.edit', { id: names.acme, ...missing })).toMatchObject({ ok: false, error: { type: 'missing' } })
    expect(await world.run('organisation.edit', { id: organisationId, ...missing })).toMatchObject({
      ok: false,
      error: { type: 'missing' }
    })
    await world.must('client.edit', { id: names.acme, fields: { priceListId: names.priceList, slaPolicyId: names.policy } })
  })

  it('what a contact said is told as theirs, and only of a contact of that client', async () => {
    const { world, names } = await smallWorld()
    const said = { ticketId: names.ticket, visibility: 'public', channel: 'call', body: 'Any news?', contactId: names.contact }
    const { rows } = await world.must('ticket.comment', said)
    expect(rows.find(({ entity }) => entity === 'comment')?.after).toMatchObject({ authorId: null, contactId: names.contact })
    expect(rows.find(({ entity }) => entity === 'event')?.after).toMatchObject({ data: { contactId: names.contact } })
    const elsewhere = (await world.must('ticket.open', { clientId: names.globex, subject: 'No mail' })).rows[0]?.id
    expect(await world.run('ticket.comment', { ...said, ticketId: elsewhere })).toMatchObject({
      ok: false,
      error: { type: 'wrong-client' }
    })
  })
})
