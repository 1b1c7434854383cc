// What a run owes after parts of a document were credited: what was given away stays given away, and nothing is given back twice.

import { describe, expect, it } from 'vitest'
import { creditableLines, creditLines, type CreditPart } from '#core/billing/credit-note.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { clientCharges, type ClientFacts } from '#core/charges/client-charges.ts'
import { draftsOf, lineOf } from '#core/charges/invoice-drafts.ts'
import { issuedRow } from '#test/unit/core/documents/random-invoices.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { bookOf, client, contractOf, entryOf, factsOf, post } from './desk.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
const december = { from: '2026-12-01', to: '2026-12-31' }
const january = { from: '2027-01-01', to: '2027-01-31' }
const at = Date.parse('2026-11-02T10:00:00Z')
const book = bookOf()

/** The facts with an issued invoice of all that a month owes, on charges where it was posted. */
function billed(facts: ClientFacts, isPosted: boolean): ClientFacts {
  const computed = clientCharges(book, facts, november)
  const after = isPosted ? post(facts, computed, november.from, november.to) : facts
  const lines = isPosted
    ? draftsOf(clientCharges(book, after, november), { organisation: {}, client, invoices: [] }, november).flatMap(
        ({ input }) => input.lines
      )
    : computed.lines.filter(({ netMinor }) => netMinor !== 0).map(lineOf)
  const row = { ...issuedRow(lines), id: idOf('billed'), creditsId: null, currency: 'EUR' } as Invoice
  const charges = after.charges.map((charge) => ({ ...charge, invoiceId: row.id }))
  return { ...after, charges, invoices: [...facts.invoices, row] }
}

/** The facts after a note over parts of that invoice. */
function credited(facts: ClientFacts, part: Omit<CreditPart, 'lineId'>, place = 0): ClientFacts {
  const row = facts.invoices.find(({ kind }) => kind === 'invoice') as Invoice
  const notes = facts.invoices.filter(({ kind }) => kind === 'credit-note')
  const id = idOf(`note/${notes.length}`)
  const made = creditLines(id, creditableLines(row, notes), [{ ...part, lineId: row.lines[place]?.id ?? '' }], false)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return {
    ...facts,
    invoices: [...facts.invoices, { ...row, id, kind: 'credit-note', creditsId: row.id, lines: made.value, rebill: null }]
  }
}

const netsOf = (facts: ClientFacts, range: typeof november): readonly number[] =>
  clientCharges(book, facts, range)
    .lines.map(({ netMinor }) => netMinor)
    .filter((netMinor) => netMinor !== 0)

describe.each([true, false])('a fee of which a part was credited (posted: %s)', (isPosted) => {
  const facts = billed(factsOf({ contracts: [contractOf()] }), isPosted)

  it('is not charged again by the runs that follow', () => {
    const less = credited(facts, { amountMinor: 30_000 })
    expect(netsOf(less, november)).toEqual([])
    expect(netsOf(less, december)).toEqual([100_000])
  })

  it('gives back only what is left of the days after the contract’s end', () => {
    const ended = { contracts: [contractOf({ endsOn: '2026-11-15' })] }
    expect(netsOf({ ...facts, ...ended }, december)).toEqual([-50_000])
    expect(netsOf({ ...credited(facts, { amountMinor: 30_000 }), ...ended }, december)).toEqual([-50_000 + 30_000])
    expect(netsOf({ ...credited(facts, { amountMinor: 70_000 }), ...ended }, december)).toEqual([])
  })

  it('is charged for units that come later in full', () => {
    const made = billed(factsOf({ contracts: [contractOf({ model: 'per-user', feeMinor: 1000, units: 10 })] }), isPosted)
    const less = credited(made, { amountMinor: 4000 })
    const more = {
      ...less,
      contracts: [contractOf({ model: 'per-user', feeMinor: 1000, units: 10, unitSteps: [{ from: '2026-11-01', units: 12 }] })]
    }
    expect(netsOf(more, december).toSorted((a, b) => a - b)).toEqual([2000, 12_000])
    const charged = post(more, clientCharges(book, more, december), december.from, december.to)
    expect(netsOf(charged, january)).toEqual([12_000])
  })
})

describe('a line of several charges', () => {
  it('that was credited gives back each of them, so that voided work is not given back again', () => {
    const facts = billed(factsOf({ entries: [entryOf('a', at, 60), entryOf('b', at, 30)] }), true)
    const [row] = facts.invoices as [Invoice]
    const [first, second] = row.lines as [Invoice['lines'][number], Invoice['lines'][number]]
    const together = {
      ...first,
      quantity: '1',
      unit: 'C62' as const,
      unitMinor: 14_400,
      netMinor: 14_400,
      chargeIds: [...first.chargeIds, ...second.chargeIds]
    }
    const joined = { ...facts, invoices: [{ ...row, lines: [together] }] }
    const voided = facts.entries.map((entry) => ({ ...entry, voidedAt: 5 }))
    const sum = (nets: readonly number[]): number => nets.reduce((total, net) => total + net, 0)
    expect(sum(netsOf({ ...joined, entries: voided }, december))).toBe(-14_400)
    expect(netsOf({ ...credited(joined, {}), entries: voided }, december)).toEqual([])
    expect(sum(netsOf({ ...credited(joined, { amountMinor: 10_000 }), entries: voided }, december))).toBe(-4400)
  })
})
