// Words of time and parts on a ticket beside the stopwatch: what is billed and why, parts from stock, the service report, the invoice on
// the spot.

/** Words of charges on a ticket. */
export const ticketChargeWords = {
  title: 'What it comes to',
  lead: 'As of now. Work is computed again whenever something is added.',
  nothing: 'Nothing to bill yet.',
  worked: 'worked',
  billed: (time: string) => `${time} billed`,
  notBilled: 'not billed',
  covered: 'Covered',
  invoiced: 'On an invoice',
  total: 'Together, without tax',
  gross: 'With tax',
  problems: 'Can’t be priced yet',
  failed: 'What this comes to could not be computed',
  why: (what: string) => `Why: ${what}`,
  emergency: 'Emergency',
  travelKm: 'Way, in km',
  badKm: 'Expected kilometres such as 12 or 12.5'
} as const

/** Words of parts from stock. */
export const ticketPartWords = {
  fromStock: 'From stock',
  other: 'Other part',
  part: 'Part',
  place: 'Taken from',
  here: (count: number) => `${count.toLocaleString('en')} there`,
  quantity: 'How many',
  serials: 'Serial numbers',
  serialsMissing: 'Choose the piece’s serial number',
  choosePart: 'Choose a part',
  choosePlace: 'Choose where it came from',
  use: 'Use'
} as const

/** Words of service reports on a ticket. */
export const reportWords = {
  title: 'Service reports',
  none: 'No report yet. It gathers time, parts and machines of this ticket for the client to sign.',
  write: 'Write a report',
  writeTitle: 'Service report',
  summary: 'What was done, for the client',
  written: 'Report written',
  sign: 'Have it signed',
  signed: (name: string) => `Signed by ${name}`,
  draft: 'Not signed yet',
  print: 'Print or PDF',
  discard: 'Discard',
  discarded: 'Report discarded',
  revise: 'Bring up to date',
  revised: 'Report brought up to date',
  of: (date: string) => `Report of ${date}`
} as const

/** Words of invoices on a ticket. */
export const ticketInvoiceWords = {
  title: 'Invoices',
  issue: 'Invoice on the spot…',
  dialog: 'Invoice on the spot',
  text: 'Everything of this ticket that is not billed yet. The number comes from this device’s own series, so it works without a network.',
  line: 'Line',
  net: 'Net',
  gross: 'Total with tax',
  confirm: (number: string) => `Issue ${number}`,
  issued: (number: string) => `Invoice ${number} issued`,
  noSeries: 'This device has no number series yet. It gets one when it is signed in with the server in reach.',
  open: 'Print or PDF',
  titleOf: (ticket: string, subject: string) => `${ticket} ${subject}`,
  nothing: 'There is nothing left to bill on this ticket.'
} as const
