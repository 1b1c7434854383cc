// Words of charges: what stands on a line and over a document, in each language of documents.

import type { TimeEntry } from '../work/time-entry.entity.ts'
import { type DocumentLanguage, documentPeriod } from './document-language.ts'

/** A ticket as lines name it. */
export interface NamedTicket {
  readonly number: number | null
  readonly provisionalNumber: string
  readonly subject: string
}

/** Part of an entry. */
export interface WorkShare {
  readonly minutes: number
  readonly ofMinutes: number
}

/** Descriptions of lines; `from` and `to` are calendar dates, both included. */
export interface LineWords {
  /** `share`: how much of the work it is, where hours of cover leave out the rest. */
  readonly time: (kind: TimeEntry['kind'], ticket: NamedTicket, note: string, share?: WorkShare | null) => string
  readonly incident: (ticket: NamedTicket) => string
  readonly callOut: (ticket: NamedTicket, isAfterHours: boolean) => string
  readonly distance: (ticket: NamedTicket) => string
  readonly visit: (ticket: NamedTicket) => string
  readonly cap: (ticket: NamedTicket) => string
  /** `minutes` of a block of hours; null: of money. */
  readonly block: (name: string, minutes: number | null) => string
  readonly part: (description: string, sku: string) => string
  readonly fee: (contract: string, from: string, to: string) => string
  readonly feeBack: (contract: string, from: string, to: string) => string
  readonly feeChange: (contract: string, from: string, to: string) => string
  readonly reversal: (description: string) => string
}

const workWords: Readonly<Record<DocumentLanguage, Readonly<Record<TimeEntry['kind'], string>>>> = {
  en: { remote: 'Remote work', 'on-site': 'Work on site', travel: 'Travel' },
  de: { remote: 'Fernwartung', 'on-site': 'Arbeit vor Ort', travel: 'Anfahrt' }
}

const english: LineWords = {
  ...shared('en'),
  incident: (ticket) => `Incident at a fixed price, ${named(ticket)}`,
  callOut: (ticket, isAfterHours) => `${isAfterHours ? 'Call-out outside of hours' : 'Call-out'}, ${named(ticket)}`,
  distance: (ticket) => `Way to the site, ${named(ticket)}`,
  visit: (ticket) => `Travel, flat per visit, ${named(ticket)}`,
  cap: (ticket) => `Cap on the time of ${named(ticket)}`,
  feeBack: (contract, from, to) => `${contract}, given back for ${documentPeriod(from, to, 'en')}`,
  feeChange: (contract, from, to) => `${contract}, changed for ${documentPeriod(from, to, 'en')}`,
  reversal: (description) => `Taken back: ${description}`
}

const german: LineWords = {
  ...shared('de'),
  incident: (ticket) => `Störung zum Festpreis, ${named(ticket)}`,
  callOut: (ticket, isAfterHours) => `${isAfterHours ? 'Einsatzpauschale außerhalb der Zeiten' : 'Einsatzpauschale'}, ${named(ticket)}`,
  distance: (ticket) => `Wegstrecke, ${named(ticket)}`,
  visit: (ticket) => `Anfahrtspauschale, ${named(ticket)}`,
  cap: (ticket) => `Obergrenze der Arbeitszeit, ${named(ticket)}`,
  feeBack: (contract, from, to) => `${contract}, Gutschrift für ${documentPeriod(from, to, 'de')}`,
  feeChange: (contract, from, to) => `${contract}, geändert für ${documentPeriod(from, to, 'de')}`,
  reversal: (description) => `Rücknahme: ${description}`
}

/** Descriptions of lines, by the language of the document. */
export const lineWords: Readonly<Record<DocumentLanguage, LineWords>> = { en: english, de: german }

/** Title of a document: the period that it is for, or the job. */
export function documentTitle(range: { readonly from: string; readonly to: string } | null, language: DocumentLanguage): string {
  if (range === null) return language === 'de' ? 'Rechnung' : 'Invoice'
  return `${language === 'de' ? 'Leistungen' : 'Services'} ${documentPeriod(range.from, range.to, language)}`
}

/** Title of a credit note. */
export function creditTitle(number: string, language: DocumentLanguage): string {
  return language === 'de' ? `Gutschrift zu ${number}` : `Credit note for ${number}`
}

function shared(language: DocumentLanguage): Pick<LineWords, 'time' | 'part' | 'block' | 'fee'> {
  return {
    time: (kind, ticket, note, share) => {
      const work = `${workWords[language][kind]}, ${named(ticket)}${!share ? '' : `, ${shareWords(share, language)}`}`
      return note === '' ? work : `${work} – ${note}`
    },
    block: (name, minutes) => (minutes === null ? name : `${name} (${hoursWords(minutes, language)} h)`),
    part: (description, sku) => (sku === '' ? description : `${description} (${sku})`),
    fee: (contract, from, to) => (from === to ? contract : `${contract}, ${documentPeriod(from, to, language)}`)
  }
}

function hoursWords(minutes: number, language: DocumentLanguage): string {
  const hours = String(Math.round((minutes * 100) / 60) / 100)
  return language === 'de' ? hours.replace('.', ',') : hours
}

function shareWords({ minutes, ofMinutes }: WorkShare, language: DocumentLanguage): string {
  return `${minutes} ${language === 'de' ? 'von' : 'of'} ${ofMinutes} min`
}

function named({ number, provisionalNumber, subject }: NamedTicket): string {
  return `#${number ?? provisionalNumber} ${subject}`
}
