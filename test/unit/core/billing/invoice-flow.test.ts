// Postings and documents by their commands: what one bills no other bills, what is issued stays, what is credited is taken back to the cent.

import { beforeEach, describe, expect, it } from 'vitest'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { type ClientCharges, clientCharges } from '#core/charges/client-charges.ts'
import { chargeIdOf, isPostable } from '#core/charges/charge-line.ts'
import { draftsOf } from '#core/charges/invoice-drafts.ts'
import { billable, bookOf, entryOf, factsOf, partOf, vat } from '#test/unit/core/charges/desk.ts'
import { createdBy, smallWorld } from '#test/unit/core/support/small-world.ts'
import type { World } from '#test/unit/core/support/world.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
const at = Date.parse('2026-11-02T10:00:00Z')

let world: World
let clientId: string
let charges: ClientCharges

beforeEach(async () => {
  const made = await smallWorld()
  world = made.world
  clientId = made.names.acme
  const client = { ...factsOf().client, id: clientId }
  const ticketId = made.names.ticket
  const entries = [entryOf('a', at, 30, { ticketId }), entryOf('b', at, 20, { ticketId })]
  const parts = [partOf('a', at, { ticketId, taxRateId: vat.id })]
  const tickets = new Map([[ticketId, world.get('ticket', ticketId)]])
  const facts = factsOf({ client, tickets, entries, parts, judge: () => billable })
  charges = clientCharges(bookOf(), facts, november)
})

function books() {
  const of = <T extends { clientId: string | null }>(rows: readonly T[]): T[] => rows.filter((row) => row.clientId === clientId)
  return { charges: of(world.all('charge')), invoices: of(world.all('invoice')), periods: of(world.all('billing_period')) }
}

function postInput(through = november.to) {
  const fixed = charges.lines
    .filter(isPostable)
    .map(({ key, clientId: _client, isLate: _late, ...line }) => ({ ...line, id: chargeIdOf(clientId, key) }))
  return { clientId, from: november.from, through, draws: charges.draws, charges: fixed }
}

function draftInput(lines = charges.lines, waiting = charges.waiting) {
  const [draft] = draftsOf(
    { clientId, lines, waiting },
    { organisation: {}, client: world.get('client', clientId), invoices: [] },
    november
  )
  if (!draft) throw new Error('there is something to draft')
  return draft.input
}

const stored = (id: string): Invoice => world.get('invoice', id)

async function issued(): Promise<string> {
  const id = createdBy(await world.must('invoice.draft', draftInput()))
  await world.must('invoice.approve', { id })
  world.put('invoice', { ...stored(id), status: 'issued', number: 'INV-00001', issuedOn: '2026-12-01' } as Invoice)
  return id
}

describe('a posting', () => {
  it('fixes its lines as charges and what the work drew', async () => {
    await world.must('billing-period.post', postInput())
    expect(
      books()
        .charges.map(({ netMinor }) => netMinor)
        .toSorted((a, b) => a - b)
    ).toEqual([4800, 4800, 4900])
    expect(books().periods).toMatchObject([{ through: '2026-11-30', draws: charges.draws }])
  })

  it('is refused as a whole when a day, or a line, was fixed before', async () => {
    await world.must('billing-period.post', postInput())
    expect(await world.run('billing-period.post', postInput())).toMatchObject({
      ok: false,
      error: { type: 'wrong-state', field: 'through' }
    })
    const later = { ...postInput('2026-12-31'), from: '2026-12-01' }
    expect(await world.run('billing-period.post', later)).toMatchObject({
      ok: false,
      error: { type: 'already-exists', field: 'charges.0.id' }
    })
    expect(books().charges).toHaveLength(3)
  })

  it('refuses an amount that is not quantity times price, naming the field', async () => {
    const input = postInput()
    const wrong = { ...input, charges: input.charges.map((line, index) => (index === 1 ? { ...line, netMinor: line.netMinor + 1 } : line)) }
    expect(await world.run('billing-period.post', wrong)).toMatchObject({
      ok: false,
      error: { type: 'invalid-input', field: 'charges.1.netMinor' }
    })
    expect(books().periods).toEqual([])
  })

  it('is for managers', async () => {
    const refused = await world.run('billing-period.post', postInput(), { actor: { role: 'dispatcher' } })
    expect(refused).toMatchObject({ ok: false, error: { type: 'forbidden' } })
  })
})

describe('a draft', () => {
  it('adds up, and what it bills no other document and no posting bills', async () => {
    const id = createdBy(await world.must('invoice.draft', draftInput()))
    expect(stored(id)).toMatchObject({ netMinor: 14_500, taxMinor: 3335, grossMinor: 17_835, payableMinor: 17_835, status: 'draft' })
    expect(await world.run('invoice.draft', draftInput())).toMatchObject({ ok: false, error: { type: 'already-exists', field: 'lines.0' } })
    expect(await world.run('billing-period.post', postInput())).toMatchObject({ ok: false, error: { type: 'already-exists' } })
  })

  it('of posted charges binds them, and lets them go when it is discarded or a line is taken off', async () => {
    await world.must('billing-period.post', postInput())
    const waiting = books().charges
    const id = createdBy(await world.must('invoice.draft', draftInput([], waiting)))
    expect(books().charges.every(({ invoiceId }) => invoiceId === id)).toBe(true)
    expect(await world.run('invoice.draft', draftInput([], waiting))).toMatchObject({ ok: false, error: { type: 'already-exists' } })
    await world.must('invoice.edit', { id, fields: { lines: stored(id).lines.slice(1) } })
    expect(books().charges.filter(({ invoiceId }) => invoiceId === null)).toHaveLength(1)
    await world.must('invoice.discard', { id })
    expect(books().charges.filter(({ invoiceId }) => invoiceId === null)).toHaveLength(3)
    await world.must('invoice.restore', { id })
    expect(books().charges.filter(({ invoiceId }) => invoiceId === id)).toHaveLength(2)
  })

  it('that was discarded can’t be taken up again when its work was billed meanwhile', async () => {
    const id = createdBy(await world.must('invoice.draft', draftInput()))
    await world.must('invoice.discard', { id })
    await world.must('invoice.draft', draftInput())
    expect(await world.run('invoice.restore', { id })).toMatchObject({ ok: false, error: { type: 'already-exists' } })
  })

  it('never mixes currencies: each has a document of its own', () => {
    const dollars = charges.lines.map((line, index) => (index === 0 ? { ...line, currency: 'USD' } : line))
    const drafts = draftsOf(
      { clientId, lines: dollars, waiting: [] },
      { organisation: {}, client: world.get('client', clientId), invoices: [] },
      november
    )
    expect(drafts.map(({ input }) => [input.currency, input.lines.length])).toEqual([
      ['EUR', 2],
      ['USD', 1]
    ])
  })
})

describe('an approved document', () => {
  it('can’t be changed, goes back to a draft, and an empty one is not approved', async () => {
    const id = createdBy(await world.must('invoice.draft', draftInput()))
    const effects = await world.must('invoice.approve', { id })
    expect(stored(id)).toMatchObject({ status: 'approved' })
    expect(await world.run('invoice.edit', { id, fields: { lines: [] } })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
    await world.undo(effects.inverse)
    await world.must('invoice.edit', { id, fields: { lines: [] } })
    expect(await world.run('invoice.approve', { id })).toMatchObject({ ok: false, error: { type: 'invalid-input' } })
  })
})

describe('a credit note', () => {
  it('takes an issued document back to the cent and leaves it byte for byte as it was', async () => {
    const id = await issued()
    const frozen = JSON.stringify(stored(id).lines)
    const note = createdBy(await world.must('invoice.credit', { id, reason: 'Wrong hours' }))
    expect(stored(note)).toMatchObject({
      kind: 'credit-note',
      status: 'draft',
      creditsId: id,
      netMinor: -14_500,
      taxMinor: -3335,
      note: 'Wrong hours'
    })
    expect(stored(id)).toMatchObject({ creditedById: note, status: 'issued', number: 'INV-00001' })
    expect(JSON.stringify(stored(id).lines)).toBe(frozen)
    expect(await world.run('invoice.credit', { id })).toMatchObject({ ok: false, error: { type: 'already-exists' } })
    expect(await world.run('invoice.draft', draftInput())).toMatchObject({ ok: false, error: { type: 'already-exists' } })
  })

  it('opens the work again where that is wanted, and closes it when it is discarded', async () => {
    const id = await issued()
    const effects = await world.must('invoice.credit', { id, rebill: true })
    expect((await world.dryRun('invoice.draft', draftInput())).ok).toBe(true)
    await world.undo(effects.inverse)
    expect(stored(id)).toMatchObject({ creditedById: null })
    expect(await world.run('invoice.draft', draftInput())).toMatchObject({ ok: false, error: { type: 'already-exists' } })
  })

  it('is not discarded when the work was billed anew meanwhile', async () => {
    const id = await issued()
    const note = createdBy(await world.must('invoice.credit', { id, rebill: true }))
    await world.must('invoice.draft', draftInput())
    expect(await world.run('invoice.discard', { id: note })).toMatchObject({
      ok: false,
      error: { type: 'already-exists', field: 'lines.0' }
    })
    expect(stored(id)).toMatchObject({ creditedById: note, rebill: true })
  })

  it('is only for what was issued', async () => {
    const id = createdBy(await world.must('invoice.draft', draftInput()))
    expect(await world.run('invoice.credit', { id })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
  })
})

describe('a deposit', () => {
  it('may be taxed at a rate with a fraction of a basis point, such as 8.875 %', async () => {
    const tax = createdBy(await world.must('tax-rate.create', { name: 'New York City', category: 'S', rate: 887.5 }))
    const id = createdBy(
      await world.must('invoice.draft-deposit', { clientId, title: 'Ahead', netMinor: 6000, taxRateId: tax, date: '2026-10-01' })
    )
    expect(stored(id)).toMatchObject({ taxes: [{ rate: 887.5, taxableMinor: 6000, taxMinor: 533 }], grossMinor: 6533 })
    expect(stored(id).lines[0]).toMatchObject({ taxRate: 887.5 })
  })

  it('is taken off the next document as far as it goes, and never twice', async () => {
    const tax = createdBy(await world.must('tax-rate.create', { name: 'VAT', category: 'S', rate: 2300 }))
    const deposit = createdBy(
      await world.must('invoice.draft-deposit', { clientId, title: 'Ahead', netMinor: 10_000, taxRateId: tax, date: '2026-10-01' })
    )
    expect(stored(deposit)).toMatchObject({ kind: 'deposit', grossMinor: 12_300 })
    world.put('invoice', { ...stored(deposit), status: 'issued', number: 'INV-00001', issuedAt: 5 } as Invoice)
    const parties = { organisation: {}, client: world.get('client', clientId), invoices: books().invoices }
    const [draft] = draftsOf(charges, parties, november)
    const id = createdBy(await world.must('invoice.draft', draft?.input))
    expect(stored(id)).toMatchObject({
      grossMinor: 17_835,
      payableMinor: 5535,
      deposits: [{ invoiceId: deposit, number: 'INV-00001', amountMinor: 12_300 }]
    })
    const other = { ...draftInput(), lines: [{ ...stored(id).lines[0], id: deposit, sourceId: null }], deposits: stored(id).deposits }
    expect(await world.run('invoice.draft', other)).toMatchObject({
      ok: false,
      error: { type: 'invalid-input', field: 'deposits.0.amountMinor' }
    })
  })

  it('that was taken off is not credited, and not taken off again when the document is credited: the note gives all of it back', async () => {
    const tax = createdBy(await world.must('tax-rate.create', { name: 'VAT', category: 'S', rate: 2300 }))
    const input = { clientId, title: 'Ahead', netMinor: 10_000, taxRateId: tax, date: '2026-10-01' }
    const deposit = createdBy(await world.must('invoice.draft-deposit', input))
    world.put('invoice', { ...stored(deposit), status: 'issued', number: 'INV-00001', issuedAt: 5 } as Invoice)
    const parties = () => ({ organisation: {}, client: world.get('client', clientId), invoices: books().invoices })
    const id = createdBy(await world.must('invoice.draft', draftsOf(charges, parties(), november)[0]?.input))
    expect(await world.run('invoice.credit', { id: deposit })).toMatchObject({ ok: false, error: { type: 'wrong-state', field: 'id' } })
    await world.must('invoice.approve', { id })
    world.put('invoice', { ...stored(id), status: 'issued', number: 'INV-00002', issuedAt: 6 } as Invoice)
    const note = createdBy(await world.must('invoice.credit', { id, rebill: true }))
    expect(stored(note).payableMinor).toBe(-17_835)
    expect(draftsOf(charges, parties(), november)[0]?.sums.payableMinor).toBe(17_835)
    expect(await world.run('invoice.credit', { id: deposit })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
  })
})

describe('a line by hand', () => {
  it('has the tax of its client where none is named, none where that is said, and an amount that can be counted', async () => {
    const tax = createdBy(await world.must('tax-rate.create', { name: 'VAT', category: 'S', rate: 2300 }))
    world.put('client', { ...world.get('client', clientId), taxRateId: tax } as never)
    const line = { clientId, date: '2026-11-05', description: 'Cable', quantity: '2.5', unitMinor: 199 }
    const added = async (fields: object) => world.get('charge', createdBy(await world.must('charge.add', { ...line, ...fields })))
    expect(await added({})).toMatchObject({ netMinor: 498, taxCategory: 'S', taxRate: 2300 })
    expect(await added({ taxRateId: null })).toMatchObject({ taxCategory: 'O', taxRate: 0 })
    const huge = { ...line, quantity: '999999999', unitMinor: 9_000_000_000_000 }
    expect(await world.run('charge.add', huge)).toMatchObject({ ok: false, error: { type: 'invalid-input', field: 'unitMinor' } })
  })
})
