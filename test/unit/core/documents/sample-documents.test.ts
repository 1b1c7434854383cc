// Every document that the sample company issued is a valid e-invoice, and the tables for the books add up to them.

import { expect, it } from 'vitest'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { issuedDocument } from '#core/documents/issued-document.ts'
import { ublOf } from '#core/documents/ubl.ts'
import { eInvoiceProblems } from '#core/documents/ubl-rules.ts'
import { generateSample } from '#server/sample/sample.ts'
import { sampleScales } from '#server/sample/scale.ts'
import { readXml } from '#test/support/xml-reader.ts'
import { brokenRules } from './en16931.ts'

it('what the sample company issued are valid e-invoices, credit notes among them, each number once', () => {
  const scale = { ...sampleScales.sample, tickets: 1500 }
  const rows = [...generateSample({ seed: 1, now: Date.UTC(2026, 10, 20, 13, 40), scale })]
  const invoices = rows.flatMap(({ entity, doc }) => (entity === 'invoice' ? [doc as unknown as Invoice] : []))
  const issued = invoices.flatMap((row) => issuedDocument(row, invoices.find(({ id }) => id === row.creditsId) ?? null) ?? [])
  expect(issued.length).toBeGreaterThan(20)
  expect(new Set(issued.map(({ kind }) => kind))).toContain('credit-note')
  expect(new Set(issued.map(({ number }) => number)).size).toBe(issued.length)
  const broken = issued.flatMap((document) => [
    ...eInvoiceProblems(document).map(({ rule, field }) => `${document.number} ${rule} ${field}`),
    ...brokenRules(readXml(ublOf(document))).map((rule) => `${document.number} ${rule}`)
  ])
  expect(broken).toEqual([])
})
