// Documents in the language of who reads them: dates, periods, titles and lines.

import { fc } from '#test/support/cases.ts'
import { describe, expect, test } from 'vitest'
import { addDays, daysInclusive } from '#core/sla/calendar-date.ts'
import { creditTitle, documentTitle, lineWords } from '#core/words/charges.ts'
import { documentDate, documentLanguageOf, documentPeriod } from '#core/words/document-language.ts'
import { paperWords } from '#core/words/paper-words.ts'

const ticket = { number: 42, provisionalNumber: 'X-1', subject: 'Drucker steht' }

describe('the language of a document', () => {
  test('is the client’s own, else the organisation’s, else English; a region is no other language', () => {
    expect(documentLanguageOf({ language: 'de-AT' }, { language: 'en' })).toBe('de')
    expect(documentLanguageOf({ language: null }, { language: 'DE' })).toBe('de')
    expect(documentLanguageOf({ language: 'fr' }, { language: 'de' })).toBe('de')
    expect(documentLanguageOf(null, { language: 'fr' })).toBe('en')
  })

  test('writes dates as people do, and names a whole month or year', () => {
    expect([documentDate('2026-03-05', 'en'), documentDate('2026-03-05', 'de')]).toEqual(['5 Mar 2026', '05.03.2026'])
    expect(documentPeriod('2026-10-01', '2026-10-31', 'en')).toBe('October 2026')
    expect(documentPeriod('2028-02-01', '2028-02-29', 'de')).toBe('Februar 2028')
    expect(documentPeriod('2026-01-01', '2026-12-31', 'de')).toBe('2026')
    expect(documentPeriod('2026-10-05', '2026-11-04', 'en')).toBe('5 Oct 2026 – 4 Nov 2026')
    expect(documentPeriod('2026-10-05', '2026-10-05', 'de')).toBe('05.10.2026')
  })

  test('never leaves a date of a machine on a line or over a document, whatever the days', () => {
    const from = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days))
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 400 }), fc.constantFrom('en' as const, 'de' as const), (start, more, language) => {
        const to = addDays(start, more)
        const words = lineWords[language]
        const texts = [documentTitle({ from: start, to }, language), words.fee('Care', start, to), words.feeBack('Care', start, to)]
        for (const text of texts) expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/)
        expect(documentPeriod(start, to, language).includes('–')).toBe(daysInclusive(start, to) > 1 && !isWhole(start, to))
      })
    )
  })

  test('is German where German is asked for', () => {
    expect(documentTitle({ from: '2026-10-01', to: '2026-10-31' }, 'de')).toBe('Leistungen Oktober 2026')
    expect(lineWords.de.time('on-site', ticket, 'Walze getauscht')).toBe('Arbeit vor Ort, #42 Drucker steht – Walze getauscht')
    expect(creditTitle('R-7', 'de')).toBe('Gutschrift zu R-7')
    expect(paperWords.de.kinds.invoice).toBe('Rechnung')
  })
})

function isWhole(from: string, to: string): boolean {
  const next = addDays(to, 1)
  return (
    from.endsWith('-01') &&
    next.endsWith('-01') &&
    (from.slice(0, 7) === to.slice(0, 7) || (from.slice(5) === '01-01' && from.slice(0, 4) === to.slice(0, 4) && next.slice(5) === '01-01'))
  )
}
