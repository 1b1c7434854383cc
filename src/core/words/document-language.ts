// The languages that documents are written in, and dates and periods in each. Months are spelled here and not by the runtime, so that two
// devices never write the same line differently.

/** Languages of documents as BCP 47 base tags; the first is taken where none fits. */
export const documentLanguages = ['en', 'de'] as const

/** A language that documents can be written in. */
export type DocumentLanguage = (typeof documentLanguages)[number]

/** Who may have a language of their own. */
interface Speaker {
  readonly language?: string | null | undefined
}

/** The language for one who reads a document: the client's own, else the organisation's, else English. */
export function documentLanguageOf(client: Speaker | null, organisation: Speaker | null): DocumentLanguage {
  return knownLanguage(client?.language) ?? knownLanguage(organisation?.language) ?? 'en'
}

/** The language of a tag such as `de-AT`; null where documents can't be written in it. */
export function knownLanguage(tag: string | null | undefined): DocumentLanguage | null {
  const base = tag?.toLowerCase().split('-')[0]
  return documentLanguages.find((language) => language === base) ?? null
}

const months: Readonly<Record<DocumentLanguage, readonly string[]>> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember']
}

/** A calendar date (YYYY-MM-DD) as it stands on a document: `1 Oct 2026`, `01.10.2026`. */
export function documentDate(date: string, language: DocumentLanguage): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (language === 'de') return `${day}.${month}.${year}`
  return `${Number(day)} ${(months.en[Number(month) - 1] ?? month).slice(0, 3)} ${year}`
}

/** Days from `from` to `to`, both included: a whole month or year by its name, anything else by its first and last day. */
export function documentPeriod(from: string, to: string, language: DocumentLanguage): string {
  if (from === to) return documentDate(from, language)
  const [year = '', month = ''] = from.split('-')
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year
  if (from.endsWith('-01') && to === lastOfMonth(year, month)) return `${months[language][Number(month) - 1] ?? month} ${year}`
  return `${documentDate(from, language)} – ${documentDate(to, language)}`
}

function lastOfMonth(year: string, month: string): string {
  return `${year}-${month}-${String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()).padStart(2, '0')}`
}
