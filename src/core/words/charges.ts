// Words of charges: what stands on a line, and the steps behind its amount.

import type { TimeEntry } from '../work/time-entry.entity.ts'

const workWords: Readonly<Record<TimeEntry['kind'], string>> = { remote: 'Remote work', 'on-site': 'Work on site', travel: 'Travel' }

/** A ticket as lines name it. */
export interface NamedTicket {
  readonly number: number | null
  readonly provisionalNumber: string
  readonly subject: string
}

/** Descriptions of lines. */
export const lineWords = {
  time: (kind: TimeEntry['kind'], ticket: NamedTicket, note: string) =>
    note === '' ? `${workWords[kind]}, ${named(ticket)}` : `${workWords[kind]}, ${named(ticket)} – ${note}`,
  incident: (ticket: NamedTicket) => `Incident at a fixed price, ${named(ticket)}`,
  callOut: (ticket: NamedTicket, isAfterHours: boolean) => `${isAfterHours ? 'Call-out outside of hours' : 'Call-out'}, ${named(ticket)}`,
  distance: (ticket: NamedTicket) => `Way to the site, ${named(ticket)}`,
  visit: (ticket: NamedTicket) => `Travel, flat per visit, ${named(ticket)}`,
  cap: (ticket: NamedTicket) => `Cap on the time of ${named(ticket)}`,
  part: (description: string, sku: string) => (sku === '' ? description : `${description} (${sku})`),
  fee: (contract: string, from: string, to: string) => (from === to ? contract : `${contract}, ${from} to ${to}`),
  feeBack: (contract: string, from: string, to: string) => `${contract}, given back for ${from} to ${to}`,
  feeChange: (contract: string, from: string, to: string) => `${contract}, changed for ${from} to ${to}`,
  reversal: (description: string) => `Taken back: ${description}`
} as const

/** Title of a document: the period that it is for, or the job. */
export function documentTitle(range: { readonly from: string; readonly to: string } | null): string {
  return range === null ? 'Invoice' : `Services ${range.from} to ${range.to}`
}

/** Title of a credit note. */
export function creditTitle(number: string): string {
  return `Credit note for ${number}`
}

function named({ number, provisionalNumber, subject }: NamedTicket): string {
  return `#${number ?? provisionalNumber} ${subject}`
}
