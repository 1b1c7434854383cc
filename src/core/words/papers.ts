// Words on what is printed: invoices, credit notes, service reports; and of the view from which they are printed.

import type { Charge } from '../billing/charge.entity.ts'
import type { Invoice } from '../billing/invoice.entity.ts'

/** Words of the view around a paper. */
export const printWords = {
  tools: 'Print',
  paper: 'Paper',
  print: 'Save as PDF or print',
  back: 'Back',
  saved: (name: string) => `${name} saved`,
  failed: 'The PDF could not be made',
  missing: 'This document isn’t here',
  missingText: 'It may belong to a client you can’t see, or the link is old.',
  notIssued: 'Nothing to print yet',
  notIssuedText: 'An invoice can be printed when it is issued and the server has given it its number.'
} as const

/** Kinds of document, as they head the paper. */
export const paperKindWords: Readonly<Record<Invoice['kind'], string>> = {
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  deposit: 'Deposit invoice'
}

/** Units beside a quantity. */
export const paperUnitWords: Readonly<Record<Charge['unit'], string>> = { HUR: 'h', C62: 'pcs', KMT: 'km', MON: 'months', DAY: 'days' }

/** Words on an invoice. */
export const invoicePaperWords = {
  number: 'Number',
  issuedOn: 'Date',
  dueOn: 'Due',
  period: 'Period',
  reference: 'Your reference',
  vatId: 'VAT ID',
  taxNumber: 'Tax number',
  registration: 'Register number',
  position: 'No.',
  date: 'Date',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Price',
  tax: 'Tax',
  net: 'Net',
  lines: 'Lines',
  sums: 'Sums',
  netSum: 'Net',
  taxOf: (percent: string, amount: string) => `${percent}% tax on ${amount}`,
  noTaxOf: (amount: string) => `No tax on ${amount}`,
  gross: 'Total',
  deposit: (number: string) => `Deposit ${number}`,
  payable: 'To pay',
  givenBack: 'Given back',
  credits: (number: string, date: string) => `Takes back invoice ${number} of ${date}.`,
  pay: (amount: string, date: string, number: string) => `Please pay ${amount} by ${date}, quoting ${number}.`,
  account: 'Bank',
  contact: 'Contact'
} as const

/** Words on a service report. */
export const reportPaperWords = {
  title: 'Service report',
  number: 'Number',
  ticket: 'Ticket',
  client: 'Client',
  site: 'Site',
  technician: 'Technician',
  subject: 'Subject',
  summary: 'What was done',
  work: 'Time',
  date: 'Date',
  from: 'From',
  to: 'To',
  kind: 'Kind',
  person: 'By',
  note: 'Note',
  minutes: 'Time',
  total: 'Together',
  zone: (zone: string) => `Times in ${zone}`,
  parts: 'Parts',
  part: 'Part',
  sku: 'Article',
  quantity: 'Quantity',
  serials: 'Serial numbers',
  assets: 'Machines',
  signature: 'Signature',
  signedBy: (name: string, moment: string) => `Signed by ${name}, ${moment}`,
  typedName: 'Signed by typed name',
  unsigned: 'Not signed yet'
} as const

/** Words of having a report signed. */
export const signWords = {
  title: 'Have the report signed',
  text: 'What is signed stays exactly as it is shown, whatever changes on the ticket later.',
  name: 'Name of who signs',
  nameNeeded: 'Whoever signs gives a name.',
  pad: 'Signature',
  padHint: 'Draw with finger, pen or mouse. Without a drawing the typed name signs.',
  strokes: (count: number) => (count === 0 ? 'Signature: nothing drawn' : `Signature: ${String(count)} strokes drawn`),
  clear: 'Clear',
  sign: 'Sign',
  cancel: 'Cancel',
  signed: 'Report signed'
} as const
