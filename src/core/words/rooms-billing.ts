// Words of the billing room: unbilled work, the run, documents, locked periods.

import type { Invoice } from '../billing/invoice.entity.ts'
import type { Charge } from '../billing/charge.entity.ts'

/** Words of the room as a whole. */
export const billingWords = {
  title: 'Billing',
  sections: 'Sections of billing',
  unbilled: 'Unbilled',
  documents: 'Documents',
  periods: 'Locked periods',
  notAllowed: 'Billing is for managers',
  notAllowedText: 'Your role can’t see what clients owe. Ask an administrator.',
  client: 'Client',
  contract: 'Contract',
  ticket: 'Ticket',
  amount: 'Amount',
  date: 'Date',
  what: 'What',
  quantity: 'Quantity',
  price: 'Price',
  net: 'Net',
  back: 'Back'
} as const

/** Words of what is behind an amount. */
export const chargeWords = {
  why: (what: string) => `Why: ${what}`,
  comesTo: (amount: string) => `Comes to ${amount}.`
} as const

/** What a line charges for. */
export const chargeKindWords: Readonly<Record<Charge['kind'], string>> = {
  time: 'Time',
  incident: 'Incident',
  'call-out': 'Call-out',
  travel: 'Travel',
  part: 'Part',
  fee: 'Fee',
  block: 'Prepaid',
  overage: 'Overage',
  cap: 'Cap',
  discount: 'Discount',
  deposit: 'Deposit',
  adjustment: 'Adjustment',
  manual: 'By hand'
}

/** Units beside a quantity. */
export const unitSigns: Readonly<Record<Charge['unit'], string>> = { HUR: 'h', C62: '', KMT: 'km', MON: 'mo.', DAY: 'd' }

/** Words of unbilled work and the run. */
export const runWords = {
  from: 'From',
  through: 'Through',
  period: 'Period',
  monthBefore: 'A month earlier',
  monthAfter: 'A month later',
  ownDays: 'Chosen days',
  lastMonth: 'Last month',
  everyClient: 'Every client',
  preview: 'Preview the run',
  again: 'Compute again',
  cancel: 'Stop',
  cancelled: 'Stopped. Nothing was changed.',
  running: 'Computing what is owed',
  progress: (done: number, total: number, rate: number) =>
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} clients${rate > 0 ? ` · ${rate.toLocaleString('en')} a second` : ''}`,
  left: (seconds: number) => (seconds <= 1 ? 'about a second left' : `about ${String(seconds)} seconds left`),
  lead: 'What was worked, used and agreed and stands on no invoice yet. Every amount opens the steps behind it.',
  startTitle: 'Nothing computed yet',
  startText:
    'Choose a period. Fixpoint computes, on this device, what each client owes for it and why, and changes nothing until you create the drafts.',
  nothing: 'Nothing is left to bill in this period',
  nothingText: 'Everything up to then stands on invoices, is covered, or wasn’t billable.',
  clients: (count: number) => (count === 1 ? '1 client' : `${count.toLocaleString('en')} clients`),
  lines: (count: number) => (count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`),
  linesHead: 'Lines',
  drafts: (count: number) => (count === 1 ? '1 draft' : `${count.toLocaleString('en')} drafts`),
  total: 'Total, without tax',
  late: 'Late',
  lateHint: 'Belongs to days that are posted already; it stands as an adjustment.',
  create: (count: number) => (count === 1 ? 'Create the draft' : `Create ${count.toLocaleString('en')} drafts`),
  creating: 'Creating drafts',
  created: (count: number) => (count === 1 ? '1 draft created' : `${count.toLocaleString('en')} drafts created`),
  choose: (client: string) => `Bill ${client}`,
  chooseAll: 'Bill all of them',
  problems: 'Can’t be priced yet',
  problemsText: 'These are left out until somebody mends what is missing; nothing is passed over.',
  open: (client: string) => `Lines of ${client}`,
  covered: 'Covered',
  byHand: 'Line by hand',
  byHandTitle: 'A line by hand',
  byHandAdded: 'Line added; the next run bills it',
  byHandVoid: 'Take this line back',
  byHandVoided: 'Line taken back',
  byHandQuantity: 'Quantity',
  byHandPrice: 'Price of one',
  failed: 'The run could not be computed',
  post: 'Lock the period for these clients afterwards',
  postHint: 'What comes later for these days becomes a visible adjustment.'
} as const

/** Why something couldn't be priced. */
export const billingProblemWords: Readonly<Record<string, string>> = {
  'no-price-list': 'No price list: neither the contract nor the organisation names one',
  'no-price-on-date': 'The price list has no prices on that day',
  'no-tax-rate': 'No tax rate is known for it',
  'no-ticket': 'Its ticket isn’t on this device',
  'no-tier': 'The steps of its fee end below the number of units'
}

/** Words of documents. */
export const documentWords = {
  count: (total: number) => (total === 1 ? '1 document' : `${total.toLocaleString('en')} documents`),
  search: 'Number or title',
  views: 'Which documents',
  all: 'All',
  failed: 'The documents could not be read',
  missing: 'This document isn’t here',
  missingText: 'It may belong to a client you can’t see, or the link is old.',
  backToList: 'All documents',
  number: 'Number',
  pendingNumber: 'The server gives the number',
  title: 'Title',
  status: 'Status',
  total: 'Total',
  payable: 'To pay',
  taxSum: 'Tax',
  noNumber: (kind: string) => `${kind}, not issued`,
  issued: 'Issued',
  due: 'Due',
  updated: 'Changed',
  period: 'Period',
  lines: 'Lines',
  emptyTitle: 'No documents here',
  emptyText: 'Drafts come from a billing run under Unbilled, or from a single ticket. Approved and issued, they stay as they are.',
  approve: 'Approve',
  approved: (count: number) => (count === 1 ? 'Document approved' : `${count.toLocaleString('en')} documents approved`),
  reopen: 'Back to draft',
  reopened: 'Back to draft',
  issue: 'Issue',
  issuedDone: (count: number) => (count === 1 ? 'Document issued' : `${count.toLocaleString('en')} documents issued`),
  discard: 'Discard',
  discarded: 'Draft discarded',
  restore: 'Take up again',
  restored: 'Draft taken up again',
  credit: 'Credit',
  creditTitle: (number: string) => `Credit ${number}`,
  creditText: 'The document itself stays as it was issued. Only whole lines can be billed anew.',
  creditOver: 'What is taken back',
  creditOvers: { all: 'All that is left of it', parts: 'Some of its lines' },
  creditPartsHint: 'Of each chosen line a quantity or an amount without tax; leave both empty for all that is left of it.',
  leftToCredit: (left: string) => `${left} left`,
  creditFields: { quantity: 'Quantity', amount: 'Amount' },
  creditOf: (field: 'quantity' | 'amount', what: string) => `${field === 'quantity' ? 'Quantity' : 'Amount'} of ${what}`,
  expectedQuantity: 'A quantity such as 1.5',
  expectedAmount: 'An amount above zero, such as 49.90',
  noPartChosen: 'Choose at least one line',
  creditReason: 'Reason, printed on the credit note',
  rebill: 'Open its work again, to be billed anew',
  credited: 'Credit note drafted',
  creditedBy: 'Credited by',
  credits: 'Credits',
  edit: 'Edit',
  editTitle: 'Edit the draft',
  removeLine: 'Take this line off',
  removed: 'Line taken off',
  fields: { title: 'Title', note: 'Note', dueOn: 'Due on', buyerReference: 'Buyer’s reference' },
  pdf: 'Print or PDF',
  ubl: 'E-invoice (UBL)',
  export: 'Export',
  exported: 'Exported',
  saved: (name: string) => `${name} saved`,
  xero: 'CSV for Xero',
  quickBooks: 'CSV for QuickBooks',
  charges: 'CSV of all lines',
  account: 'Revenue account',
  creditNotesApart:
    'Credit notes come in a file of their own: in QuickBooks it belongs to “Import credit notes”, the other one to “Import invoices”.',
  left: (numbers: readonly string[]) =>
    `Not in the file, because the program takes no document that comes to less than nothing; enter by hand: ${numbers.join(', ')}`,
  eInvoiceTitle: 'Not a valid e-invoice yet',
  eInvoiceText: 'The document itself is fine. For the e-invoice something is missing at the seller or the buyer:',
  eInvoiceSettings: 'Open the seller’s data',
  saveAnyway: 'Save it anyway',
  net: 'Net',
  tax: (reason: string, rate: string) => (rate === '0' ? `No tax${reason === '' ? '' : ` (${reason})`}` : `Tax ${rate} %`),
  gross: 'Total',
  deposit: (number: string) => `Deposit ${number}`,
  depositSteps: {
    why: (number: string) => `Why deposit ${number} is taken off with its tax`,
    taxed: 'The whole document, taxed in full',
    paid: (number: string) => `Paid before by deposit ${number}, its tax included`,
    rule: 'Taken off the total, not off what is taxed (EN 16931, BT-113), as the organisation’s settings say.'
  },
  addDeposit: 'Deduct a deposit',
  depositTitle: 'Deduct a deposit invoice',
  noDeposits: 'No issued deposit invoice of this client is left to deduct.',
  seller: 'Seller',
  buyer: 'Buyer',
  details: 'Details',
  history: 'History',
  selectAll: 'Select every document',
  actions: 'Actions on the selected documents',
  selected: (count: number) => `${count.toLocaleString('en')} selected`,
  newDeposit: 'New deposit invoice',
  depositAmount: 'Amount without tax',
  depositText: 'What it is for',
  depositDrafted: 'Deposit invoice drafted',
  taxRate: 'Tax'
} as const

/** Kinds of document. */
export const invoiceKindWords: Readonly<Record<Invoice['kind'], string>> = {
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  deposit: 'Deposit invoice'
}

/** Where a document stands. */
export const invoiceStatusWords: Readonly<Record<Invoice['status'] | 'credited' | 'part-credited' | 'exported' | 'discarded', string>> = {
  draft: 'Draft',
  approved: 'Approved',
  issued: 'Issued',
  credited: 'Credited',
  'part-credited': 'Credited in part',
  exported: 'Exported',
  discarded: 'Discarded'
}

/** Words of locked periods. */
export const periodWords = {
  lead: 'Posting locks a client’s days. What comes late for them is billed as an adjustment later; what was issued never changes.',
  none: 'Nothing is locked yet',
  noneText: 'Create drafts from a run and let it lock the period, or lock one here.',
  through: 'Locked through',
  from: 'From',
  everything: 'the beginning',
  posted: 'Posted',
  by: 'By',
  note: 'Note',
  adjustments: 'Adjustments',
  noAdjustments: 'Nothing came late.'
} as const
