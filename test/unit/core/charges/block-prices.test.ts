// The price of a prepaid block: charged by the run, once, with its reason.

import { describe, expect, it } from 'vitest'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { lineOf } from '#core/charges/invoice-drafts.ts'
import { issuedRow } from '#test/unit/core/documents/random-invoices.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { billable, blockOf, bookOf, contractOf, entryOf, factsOf, post } from './desk.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
const december = { from: '2026-12-01', to: '2026-12-31' }
const sold = blockOf('ten', 600, {
  name: 'Ten hours',
  priceMinor: 90_000,
  boughtOn: '2026-11-10',
  isCharged: true,
  contractId: idOf('contract')
})
const facts = factsOf({ blocks: [sold], contracts: [contractOf({ feeMinor: 0 })] })
const book = bookOf()

describe('the price of a block', () => {
  it('is charged by the run of the day it was bought, with the tax of its contract and the reason', () => {
    const { lines } = clientCharges(book, facts, november)
    expect(lines).toMatchObject([
      { kind: 'block', date: '2026-11-10', netMinor: 90_000, taxRate: 2300, contractId: idOf('contract'), description: 'Ten hours (10 h)' }
    ])
    expect(lines[0]?.steps[0]).toMatchObject({ type: 'block-bought', values: { minutes: 600, priceMinor: 90_000 } })
    expect(clientCharges(book, facts, december).lines).toEqual([])
  })

  it('is named in the language of the client', () => {
    const half = { ...sold, minutes: 150 }
    const german = { ...facts, blocks: [half], client: { ...facts.client, language: 'de' } }
    expect(clientCharges(book, german, november).lines[0]?.description).toBe('Ten hours (2,5 h)')
    expect(clientCharges(book, { ...facts, blocks: [half] }, november).lines[0]?.description).toBe('Ten hours (2.5 h)')
  })

  it('is charged once: posted, or on a document, or late when its day was posted before', () => {
    const posted = post(facts, clientCharges(book, facts, november), november.from, november.to)
    expect(clientCharges(book, posted, december).lines).toEqual([])
    const line = lineOf(clientCharges(book, facts, november).lines[0] ?? (null as never))
    const invoices = [{ ...issuedRow([line]), creditsId: null } as Invoice]
    expect(clientCharges(book, { ...facts, invoices }, november).lines).toEqual([])
    const none = { ...facts, blocks: [] }
    const late = { ...post(none, clientCharges(book, none, november), november.from, november.to), blocks: [sold] }
    expect(clientCharges(book, late, december).lines).toMatchObject([{ kind: 'block', isLate: true, netMinor: 90_000 }])
  })

  it('costs nothing here where it is charged elsewhere, as all blocks from before were, and where the block was put away', () => {
    for (const fields of [{ isCharged: false }, { isCharged: null }, { archivedAt: 1 }, { priceMinor: 0 }])
      expect(clientCharges(book, { ...facts, blocks: [{ ...sold, ...fields }] }, november).lines, JSON.stringify(fields)).toEqual([])
  })

  it('stays charged where the block is put away afterwards: it may have expired, and only a person knows whether to credit it', () => {
    const charged = post(facts, clientCharges(book, facts, november), november.from, november.to)
    expect(clientCharges(book, { ...charged, blocks: [{ ...sold, archivedAt: 1 }] }, december).lines).toEqual([])
  })

  it('is not paid by money that was paid ahead, and its hours pay for work as before', () => {
    const money = blockOf('money', 1, {
      kind: 'money',
      minutes: null,
      amountMinor: 500_000,
      priceMinor: 500_000,
      boughtOn: '2026-11-01',
      contractId: idOf('contract'),
      isCharged: true
    })
    const entries = [entryOf('a', Date.parse('2026-11-12T10:00:00Z'), 60)]
    const judge = () => ({ ...billable, type: 'drawn' as const, contractId: idOf('contract') })
    const { lines, balances } = clientCharges(book, { ...facts, blocks: [sold, money], entries, judge }, november)
    expect(lines.filter(({ kind }) => kind === 'block').map(({ netMinor }) => netMinor)).toEqual([500_000, 90_000])
    expect(balances.find(({ blockId }) => blockId === sold.id)).toMatchObject({ used: 3600 })
  })
})
