// Deposits, taken off with their tax from what is to be paid, or without it from what is taxed.

import { describe, expect, it } from 'vitest'
import { creditableLines, creditLines, creditSums } from '#core/billing/credit-note.ts'
import { checkBooks } from '#core/billing/invoice-charges.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { invoiceSums } from '#core/billing/invoice.rules.ts'
import { depositsTaken, openDeposits, takeDeposits } from '#core/charges/deposits.ts'
import { checkSums } from '#core/documents/check-document.ts'
import { issuedDocument } from '#core/documents/issued-document.ts'
import { ublOf } from '#core/documents/ubl.ts'
import { readXml } from '#test/support/xml-reader.ts'
import { brokenRules } from '#test/unit/core/documents/en16931.ts'
import { issuedRow, lineOf } from '#test/unit/core/documents/random-invoices.ts'
import { idOf } from '#test/unit/core/support/world.ts'

const net = (minor: number, taxRate = 1900) => lineOf(minor, { quantity: '1', unitMinor: minor, netMinor: minor, taxRate })
const deposit = issuedRow([{ ...net(10_000), kind: 'deposit' }], {
  id: idOf('deposit'),
  kind: 'deposit',
  number: 'D-1',
  issuedAt: 1,
  title: 'Ahead'
})

/** An issued document of these lines that takes off what is left of the deposit. */
function documentOf(lines: readonly ReturnType<typeof net>[], how: 'gross' | 'net', others: readonly Invoice[] = []): Invoice {
  const plain = { lines: [...lines], currency: 'EUR', taxRounding: 'document' as const }
  const taken = takeDeposits(plain, openDeposits([deposit, ...others], 'EUR'), how)
  return issuedRow(taken.lines, { id: idOf(`document/${others.length}`), deposits: taken.deposits })
}

describe('a deposit', () => {
  it('taken off with its tax lowers what is to be paid: the document is taxed in full', () => {
    const row = documentOf([net(50_000)], 'gross')
    expect(row).toMatchObject({ netMinor: 50_000, taxMinor: 9500, grossMinor: 59_500, payableMinor: 47_600, lines: [{}] })
    expect(row.deposits).toEqual([{ invoiceId: deposit.id, number: 'D-1', amountMinor: 11_900 }])
    expect(openDeposits([deposit, row], 'EUR')).toEqual([])
  })

  it('taken off without its tax is a line with its reason that lowers what is taxed; the same is left to pay, and the e-invoice is valid', () => {
    const row = documentOf([net(50_000)], 'net')
    expect(row).toMatchObject({ netMinor: 40_000, taxMinor: 7600, grossMinor: 47_600, payableMinor: 47_600, deposits: [] })
    expect(row.lines[1]).toMatchObject({
      kind: 'deposit',
      netMinor: -10_000,
      sourceId: deposit.id,
      steps: [{ type: 'deposit-net', values: { taxMinor: 1900 } }]
    })
    expect(openDeposits([deposit, row], 'EUR')).toEqual([])
    expect(checkSums(row)).toBeNull()
    const document = issuedDocument(row, null)
    expect(document && brokenRules(readXml(ublOf(document)))).toEqual([])
  })

  it('goes no further than the document charges at its rate, the rest waits for the next one; at another rate it is taken off with its tax', () => {
    const first = documentOf([net(4000)], 'net')
    expect(first).toMatchObject({ netMinor: 0, grossMinor: 0 })
    expect(openDeposits([deposit, first], 'EUR')).toMatchObject([{ leftMinor: 7140 }])
    const second = documentOf([net(9000)], 'net', [first])
    expect(second).toMatchObject({ netMinor: 3000 })
    expect(openDeposits([deposit, first, second], 'EUR')).toEqual([])
    expect(documentOf([net(9000, 700)], 'net')).toMatchObject({ grossMinor: 9630, payableMinor: 0, deposits: [{ amountMinor: 9630 }] })
  })

  it('comes back with the credit note of a document that took it off without its tax', () => {
    const row = documentOf([net(50_000)], 'net')
    const made = creditLines(idOf('note'), creditableLines(row, []), null, false)
    const lines = made.ok ? made.value : []
    const note = { ...row, id: idOf('note'), kind: 'credit-note' as const, creditsId: row.id, lines }
    const credited = { ...row, creditedById: note.id }
    expect(creditSums(note, row, [])).toMatchObject({ netMinor: -40_000, grossMinor: -47_600 })
    expect(depositsTaken([deposit, credited, note]).get(deposit.id)).toBe(0)
    expect(openDeposits([deposit, credited, note], 'EUR')).toMatchObject([{ leftMinor: 11_900 }])
    expect(invoiceSums(note).netMinor).toBe(-40_000)
  })

  it('that came back with a credit note can be taken off again, by the document that is drafted next', () => {
    const row = documentOf([net(50_000)], 'net')
    const note = { ...row, id: idOf('note'), kind: 'credit-note' as const, creditsId: row.id, status: 'issued' as const }
    const made = creditLines(note.id, creditableLines(row, []), null, false)
    const invoices = [deposit, { ...row, creditedById: note.id }, { ...note, lines: made.ok ? made.value : [] }]
    const next = documentOf([net(50_000)], 'net', invoices.slice(1))
    expect(next).toMatchObject({ netMinor: 40_000 })
    expect(checkBooks(next, { invoices, charges: [], periods: [] })).toBeNull()
  })

  it('never turns a document into one that gives money back', () => {
    const back = net(-4500, 700)
    const row = documentOf([net(5000), back], 'net')
    expect(row.payableMinor).toBeGreaterThanOrEqual(0)
    expect(documentOf([net(5000), net(-90_000, 700)], 'net').lines).toHaveLength(2)
  })
})
