// How a paper writes amounts, dates and names in the language of its document, whatever the language of the screen.

import { percentText } from '#core/documents/amount-text.ts'
import { type DocumentLanguage, documentDate, documentPeriod } from '#core/words/document-language.ts'
import { type PaperWords, paperWords } from '#core/words/paper-words.ts'
import { minorDigits } from '#renderer/features/records/index.ts'

/** Words and formats of one paper. */
export interface PaperFormats {
  readonly words: PaperWords
  /** BCP 47 tag of the text. */
  readonly language: DocumentLanguage
  readonly money: (minor: number, currency: string) => string
  readonly date: (date: string) => string
  readonly period: (from: string, to: string) => string
  /** A tax rate in basis points: `19 %`. */
  readonly percent: (basisPoints: number) => string
  /** A decimal text: `0.75`. */
  readonly quantity: (decimal: string) => string
  readonly country: (code: string) => string
  readonly clock: (at: number, timeZone: string) => string
  readonly moment: (at: number, timeZone: string) => string
}

const locales: Readonly<Record<DocumentLanguage, string>> = { en: 'en-GB', de: 'de-DE' }

/** Formats of a document's language; null stands for English, in which older documents were written. */
export function paperFormats(written: DocumentLanguage | null | undefined): PaperFormats {
  const language = written ?? 'en'
  const locale = locales[language]
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const decimal = (text: string): string => (language === 'de' ? text.replace('.', ',') : text)
  return {
    words: paperWords[language],
    language,
    money: (minor, currency) =>
      new Intl.NumberFormat(language === 'de' ? locale : 'en', { style: 'currency', currency }).format(minor / 10 ** minorDigits(currency)),
    date: (date) => documentDate(date, language),
    period: (from, to) => documentPeriod(from, to, language),
    percent: (basisPoints) => (language === 'de' ? `${decimal(percentText(basisPoints))} %` : `${percentText(basisPoints)}%`),
    quantity: decimal,
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    clock: (at, timeZone) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at),
    moment: (at, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
  }
}
