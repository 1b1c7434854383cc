// Credit notes over parts of a document: never more than is left, taxes that add up, work that opens again only when asked.

import { fc } from '#test/support/cases.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditableLines, creditLines, creditSums } from '#core/billing/credit-note.ts'
import type { Invoice, InvoiceLine } from '#core/billing/invoice.entity.ts'
import { invoiceSums } from '#core/billing/invoice.rules.ts'
import { checkSums } from '#core/documents/check-document.ts'
import { issuedDocument } from '#core/documents/issued-document.ts'
import { ublOf } from '#core/documents/ubl.ts'
import { eInvoiceProblems } from '#core/documents/ubl-rules.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { gatherFixed } from '#core/charges/fixed-work.ts'
import { lineOf as documentLine } from '#core/charges/invoice-drafts.ts'
import { readXml } from '#test/support/xml-reader.ts'
import { bookOf, entryOf, factsOf, partOf, vat } from '#test/unit/core/charges/desk.ts'
import { brokenRules } from '#test/unit/core/documents/en16931.ts'
import { issuedRow, lineOf } from '#test/unit/core/documents/random-invoices.ts'
import { createdBy, smallWorld } from '#test/unit/core/support/small-world.ts'
import { idOf, type World } from '#test/unit/core/support/world.ts'

let world: World
let id: string

const stored = (which: string): Invoice => world.get('invoice', which)
const notes = (): readonly Invoice[] => world.all('invoice').filter(({ kind, archivedAt }) => kind === 'credit-note' && archivedAt === null)

/** A document of two hours at 100.00, a part at 49.99, and a cap of −30.00, issued. */
beforeEach(async () => {
  const made = await smallWorld()
  world = made.world
  const lines = [
    lineOf(1, { quantity: '2', unit: 'HUR', unitMinor: 10_000, netMinor: 20_000 }),
    lineOf(2, { quantity: '1', unitMinor: 4999, netMinor: 4999 }),
    lineOf(3, { quantity: '-1', unitMinor: 3000, netMinor: -3000 })
  ].map((line) => ({ ...line, sourceId: null, sourceEntity: null }))
  id = createdBy(await world.must('invoice.draft', { clientId: made.names.acme, title: 'Work', lines }))
  await world.must('invoice.approve', { id })
  world.put('invoice', { ...stored(id), status: 'issued', number: 'INV-00001', issuedOn: '2026-12-01' } as Invoice)
})

const lineId = (place: number): string => stored(id).lines[place]?.id ?? ''
/** The cap as one of 160.00. */
const deep = (line: InvoiceLine): InvoiceLine => ({ ...line, unitMinor: 16_000, netMinor: -16_000 })
const credit = (parts: readonly object[], more: object = {}) => world.run('invoice.credit', { id, parts, ...more })
const mustCredit = async (parts: readonly object[], more: object = {}) =>
  createdBy(await world.must('invoice.credit', { id, parts, ...more }))

describe('a credit note for parts', () => {
  it('takes back a quantity, an amount, or all that is left of a line, and leaves the document uncredited until nothing is left', async () => {
    const first = await mustCredit([{ lineId: lineId(0), quantity: '0.5' }])
    expect(stored(first)).toMatchObject({ netMinor: -5000, lines: [{ quantity: '-0.5', unitMinor: 10_000, netMinor: -5000, unit: 'HUR' }] })
    const second = await mustCredit([{ lineId: lineId(1), amountMinor: 4000 }, { lineId: lineId(2) }])
    expect(stored(second).lines).toMatchObject([
      { quantity: '-1', unitMinor: 4000, netMinor: -4000 },
      { quantity: '1', unitMinor: 3000, netMinor: 3000 }
    ])
    expect(stored(id)).toMatchObject({ creditedById: null })
    const last = createdBy(await world.must('invoice.credit', { id }))
    expect(stored(last).lines).toMatchObject([
      { quantity: '-1.5', netMinor: -15_000 },
      { quantity: '-1', unitMinor: 999, netMinor: -999 }
    ])
    expect(stored(id)).toMatchObject({ creditedById: last, status: 'issued' })
    const all = notes()
    for (const field of ['netMinor', 'taxMinor', 'grossMinor'] as const)
      expect(all.reduce((sum, note) => sum + note[field], 0)).toBe(-stored(id)[field])
  })

  it('is refused beyond what is left, naming the field, and half-saves nothing', async () => {
    await mustCredit([{ lineId: lineId(0), quantity: '1.5' }])
    const before = world.all('invoice').length
    const refusals = [
      [{ lineId: lineId(0), quantity: '0.6' }, 'parts.0.quantity'],
      [{ lineId: lineId(0), amountMinor: 5001 }, 'parts.0.amountMinor'],
      [{ lineId: lineId(0), amountMinor: 0 }, 'input.parts.0.amountMinor'],
      [{ lineId: lineId(0), quantity: '1', amountMinor: 1 }, 'parts.0.amountMinor'],
      [{ lineId: idOf('nobody') }, 'parts.0.lineId']
    ] as const
    for (const [part, field] of refusals) {
      const refused = await credit([part])
      expect(refused.ok, field).toBe(false)
      if (!refused.ok) expect(field.endsWith(('field' in refused.error ? refused.error.field : null) ?? 'nothing')).toBe(true)
    }
    expect(await credit([{ lineId: lineId(1) }, { lineId: lineId(1) }])).toMatchObject({ ok: false, error: { field: 'parts.1.lineId' } })
    expect(world.all('invoice')).toHaveLength(before)
    await mustCredit([{ lineId: lineId(0), amountMinor: 2000 }])
    expect(await credit([{ lineId: lineId(0), quantity: '0.1' }])).toMatchObject({ ok: false, error: { field: 'parts.0.quantity' } })
    await mustCredit([{ lineId: lineId(0) }])
    expect(await credit([{ lineId: lineId(0) }])).toMatchObject({ ok: false, error: { field: 'parts.0.lineId' } })
  })

  it('that is discarded frees what it took, and is not taken up again when another one took it meanwhile', async () => {
    const first = await mustCredit([{ lineId: lineId(1) }])
    await world.must('invoice.discard', { id: first })
    const second = await mustCredit([{ lineId: lineId(1), amountMinor: 4000 }])
    expect(await world.run('invoice.restore', { id: first })).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
    await world.must('invoice.discard', { id: second })
    await world.must('invoice.restore', { id: first })
    expect(stored(first)).toMatchObject({ archivedAt: null, netMinor: -4999 })
  })

  it('gives back no more than the document charged: a discount goes back with what it was taken off', async () => {
    const refused = { ok: false, error: { type: 'invalid-input', field: 'parts' } }
    expect(await credit([{ lineId: lineId(2) }])).toMatchObject(refused)
    expect(await credit([{ lineId: lineId(2) }, { lineId: lineId(1), amountMinor: 3000 }])).toMatchObject({ ok: true })
    world.put('invoice', { ...notes()[0], archivedAt: 1 } as Invoice)
    expect(await credit([{ lineId: lineId(0) }, { lineId: lineId(1) }])).toMatchObject(refused)
    expect(await credit([{ lineId: lineId(0) }, { lineId: lineId(1), amountMinor: 1999 }])).toMatchObject({ ok: true })
    expect(await credit([{ lineId: lineId(1) }])).toMatchObject(refused)
    expect(await world.run('invoice.credit', { id })).toMatchObject({ ok: true })
    expect(notes().reduce((sum, { grossMinor }) => sum + grossMinor, stored(id).grossMinor)).toBe(0)
  })

  it('is not taken up again where the discount of what it takes back would be given back too', async () => {
    const cheaper: Invoice = { ...stored(id), lines: stored(id).lines.map((line, place) => (place === 2 ? deep(line) : line)) }
    world.put('invoice', cheaper)
    const first = await mustCredit([{ lineId: lineId(0), amountMinor: 4000 }])
    await world.must('invoice.discard', { id: first })
    await mustCredit([{ lineId: lineId(1) }, { lineId: lineId(0), amountMinor: 3001 }])
    expect(await world.run('invoice.restore', { id: first })).toMatchObject({ ok: false, error: { type: 'invalid-input', field: 'parts' } })
  })

  it('is never edited but in its texts: it is discarded and made anew', async () => {
    const note = await mustCredit([{ lineId: lineId(0) }])
    await world.must('invoice.edit', { id: note, fields: { note: 'Wrong hours' } })
    expect(stored(note)).toMatchObject({ note: 'Wrong hours', netMinor: -20_000 })
    const [line] = stored(note).lines
    const edit = { id: note, fields: { lines: [{ ...line, unitMinor: 1, netMinor: -2 }] } }
    expect(await world.run('invoice.edit', edit)).toMatchObject({ ok: false, error: { type: 'wrong-state', field: 'lines' } })
  })

  it('keeps the taxes of all notes at the document’s, also when one that was counted on is discarded before its issue', async () => {
    const first = await mustCredit([{ lineId: lineId(0), amountMinor: 3333 }])
    const rest = createdBy(await world.must('invoice.credit', { id }))
    await world.must('invoice.discard', { id: first })
    await world.must('invoice.approve', { id: rest })
    expect(stored(id)).toMatchObject({ creditedById: null })
    const other = await mustCredit([{ lineId: lineId(0) }])
    expect(stored(id)).toMatchObject({ creditedById: other })
    expect(notes().reduce((sum, note) => sum + note.taxMinor, 0)).toBe(-stored(id).taxMinor)
  })
})

describe('what a credit note says', () => {
  const document = issuedRow([lineOf(1, { quantity: '2', unitMinor: 5000, netMinor: 10_000 })], { id: idOf('told') })
  const noteOver = (row: Invoice, amountMinor: number | null): Invoice => {
    const parts = amountMinor === null ? null : [{ lineId: row.lines[0]?.id ?? '', amountMinor }]
    const made = creditLines(idOf('note'), creditableLines(row, []), parts, false)
    const note = { ...row, id: idOf('note'), kind: 'credit-note' as const, creditsId: row.id, lines: made.ok ? made.value : [] }
    return { ...note, ...creditSums(note, row, []) }
  }

  it('is whether it takes back all of its document or a part', () => {
    expect(issuedDocument(noteOver(document, null), document)?.preceding).toMatchObject({ isPart: false })
    expect(issuedDocument(noteOver(document, 1), document)?.preceding).toMatchObject({ isPart: true })
  })

  it('has the right sign also where the document itself gave something back', () => {
    const negative = issuedRow([lineOf(1, { quantity: '-1', unitMinor: 5000, netMinor: -5000 })], { id: idOf('negative') })
    expect(issuedDocument(noteOver(negative, null), negative)).toMatchObject({
      netMinor: -5000,
      lines: [{ quantity: '-1', netMinor: -5000 }]
    })
  })
})

describe('work on a document of which parts are credited', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' }
  const at = Date.parse('2026-11-02T10:00:00Z')
  const facts = factsOf({ entries: [entryOf('a', at, 30), entryOf('b', at, 60)], parts: [partOf('a', at, { taxRateId: vat.id })] })
  const book = bookOf()
  const lines = clientCharges(book, facts, november).lines.map(documentLine)
  const row = { ...issuedRow(lines), id: idOf('billed'), creditsId: null, currency: 'EUR' } as Invoice
  const noteOf = (parts: readonly { lineId: string; amountMinor?: number }[] | null, rebill: boolean): Invoice => {
    const made = creditLines(idOf('note'), creditableLines(row, []), parts, rebill)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return { ...row, id: idOf('note'), kind: 'credit-note', creditsId: row.id, lines: made.value, rebill }
  }
  const owed = (invoices: readonly Invoice[], entries = facts.entries) =>
    clientCharges(book, { ...facts, invoices, entries }, november).lines.filter(({ netMinor }) => netMinor !== 0)

  it('stays billed, and is billed anew only where that was asked', () => {
    const [first] = lines as [InvoiceLine]
    expect(owed([row])).toEqual([])
    expect(owed([row, noteOf([{ lineId: first.id }], false)])).toEqual([])
    expect(owed([row, noteOf([{ lineId: first.id }], true)]).map(({ netMinor }) => netMinor)).toEqual([first.netMinor])
    expect(() => noteOf([{ lineId: first.id, amountMinor: 1 }], true)).toThrow(/rebill/)
  })

  it('that is voided gives back only what no note gave back', () => {
    const line = lines.find(({ sourceId }) => sourceId === idOf('entry/b')) as InvoiceLine
    const voided = facts.entries.map((entry) => (entry.id === idOf('entry/b') ? { ...entry, voidedAt: 1 } : entry))
    const netOf = (invoices: readonly Invoice[]) => owed(invoices, voided).map(({ netMinor }) => netMinor)
    expect(netOf([row])).toEqual([-line.netMinor])
    expect(netOf([row, noteOf([{ lineId: line.id, amountMinor: 1000 }], false)])).toEqual([1000 - line.netMinor])
    expect(netOf([row, noteOf([{ lineId: line.id }], false)])).toEqual([])
    expect(gatherFixed({ charges: [], periods: [], invoices: [row, noteOf(null, false)] }).creditedMinor.get(line.id)).toBe(line.netMinor)
  })
})

it.each(['document', 'line'] as const)('a tax of half a cent on each of a hundred notes never piles up (rounded by %s)', (taxRounding) => {
  const row = issuedRow([lineOf(1, { quantity: '100', unitMinor: 3, netMinor: 300 })], { id: idOf('cents'), taxRounding })
  const notes: Invoice[] = []
  for (let place = 0; place < 100; place += 1) {
    const noteId = idOf(`cent/${place}`)
    const made = creditLines(noteId, creditableLines(row, notes), [{ lineId: row.lines[0]?.id ?? '', quantity: '1' }], false)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    const note = { ...row, id: noteId, kind: 'credit-note' as const, creditsId: row.id, lines: made.value }
    notes.push({ ...note, ...creditSums(note, row, notes) })
  }
  expect(notes.reduce((sum, note) => sum + note.taxMinor, row.taxMinor)).toBe(0)
  for (const { taxMinor } of notes) expect([0, -1]).toContain(taxMinor)
})

it('however a document is credited in parts, its notes add up to it to the cent, tie, and make valid e-invoices', () => {
  const made = fc.record({
    lines: fc.array(
      fc.record({ quantity: fc.constantFrom('1', '3', '0.35', '2.5', '-1'), unitMinor: fc.integer({ min: 1, max: 99_999 }) }),
      {
        minLength: 1,
        maxLength: 6
      }
    ),
    rates: fc.constantFrom([1900], [1900, 700], [2100, 900, 550]),
    cuts: fc.array(fc.record({ line: fc.nat(20), share: fc.integer({ min: 1, max: 99 }) }), { maxLength: 8 })
  })
  fc.assert(
    fc.property(made, ({ lines, rates, cuts }) => {
      const drafted = lines.map((line, index) => lineOf(index, { ...line, taxRate: rates[index % rates.length] ?? 1900 }))
      const row = issuedRow(drafted, { id: idOf('document'), number: 'INV-1' })
      const notes: Invoice[] = []
      const take = (parts: { lineId: string; amountMinor: number }[] | null): void => {
        const noteId = idOf(`note/${notes.length}`)
        const taken = creditLines(noteId, creditableLines(row, notes), parts, false)
        if (!taken.ok) return
        const note = {
          ...row,
          id: noteId,
          number: `CN-${notes.length}`,
          kind: 'credit-note' as const,
          creditsId: row.id,
          deposits: [],
          lines: taken.value
        }
        notes.push({ ...note, ...creditSums(note, row, notes) })
      }
      for (const { line, share } of cuts) {
        const left = creditableLines(row, notes)[line % row.lines.length]
        const amountMinor = Math.floor((Math.abs(left?.netMinor ?? 0) * share) / 100)
        if (left && amountMinor > 0) take([{ lineId: left.line.id, amountMinor }])
      }
      take(null)
      for (const field of ['netMinor', 'taxMinor', 'grossMinor'] as const)
        expect(notes.reduce((sum, note) => sum + note[field], row[field])).toBe(0)
      expect(row).toMatchObject(invoiceSums(row))
      for (const note of notes) {
        expect(checkSums(note)).toBeNull()
        for (const { taxableMinor, rate, taxMinor } of note.taxes)
          expect(Math.abs((taxableMinor * rate) / 10_000 - taxMinor)).toBeLessThan(1)
        const document = issuedDocument(note, row)
        if (!document) throw new Error('issued')
        expect(eInvoiceProblems(document)).toEqual([])
        expect(brokenRules(readXml(ublOf(document)))).toEqual([])
      }
    }),
    { numRuns: 200 }
  )
})
