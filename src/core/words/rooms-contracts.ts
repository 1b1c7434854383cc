// Words of the contracts room: the list, one contract, its clauses, prepaid hours, margin and dates.

import type { clauseVerdicts, Contract } from '../contracts/contract.entity.ts'
import type { TermDate } from '../contracts/contract-term.ts'

/** What a clause or the engine says about work. */
export const verdictWords: Readonly<Record<(typeof clauseVerdicts)[number], string>> = {
  covered: 'Covered',
  drawn: 'Drawn from prepaid',
  billable: 'Billable',
  excluded: 'Excluded'
}

/** What happens at the end of the term. */
export const renewalWords: Readonly<Record<Contract['renewal'], string>> = {
  none: 'Ends',
  manual: 'Renewed by hand',
  automatic: 'Renews by itself'
}

/** How often the fee is due. */
export const intervalWords: Readonly<Record<Contract['interval'], string>> = {
  monthly: 'a month',
  quarterly: 'a quarter',
  yearly: 'a year',
  once: 'once'
}

/** Where a contract stands today. */
export const contractStateWords = {
  upcoming: 'Not begun',
  active: 'In force',
  ending: 'Ends soon',
  ended: 'Ended',
  archived: 'Archived'
} as const

/** What happens on a date of a contract. */
export const termDateWords: Readonly<Record<TermDate['type'], string>> = {
  notice: 'Last day for notice',
  renews: 'Renews',
  ends: 'Ends',
  indexation: 'Fee rises'
}

/** Words of the contracts room. */
export const contractWords = {
  title: 'Contracts',
  list: 'List of contracts',
  count: (total: number) => (total === 1 ? '1 contract' : `${total.toLocaleString('en')} contracts`),
  search: 'Find a contract',
  views: 'Which contracts',
  coming: 'Coming up',
  past: 'Ended',
  all: 'All',
  archivedView: 'Archived',
  model: 'Model',
  anyModel: 'Any model',
  client: 'Client',
  anyClient: 'Any client',
  name: 'Contract',
  fee: 'Fee',
  ends: 'Ends',
  state: 'State',
  openEnd: 'Open end',
  newContract: 'New contract',
  create: 'Create contract',
  editContract: (name: string) => `Edit ${name}`,
  edit: 'Edit',
  archive: 'Archive',
  restore: 'Restore',
  created: (name: string) => `${name} written down`,
  saved: (name: string) => `${name} saved`,
  archived: (name: string) => `${name} archived`,
  restored: (name: string) => `${name} is back`,
  back: 'All contracts',
  missing: 'This contract isn’t on this device',
  missingText: 'It may belong to a client you can’t see, or it hasn’t arrived yet.',
  forbidden: 'Contracts are not for your role',
  forbiddenText:
    'Fees and contracts are shown to help-desk agents, dispatchers, managers and administrators. What is covered stands on each ticket.',
  failed: 'The contracts could not be read',
  emptyTitle: 'Contracts live here',
  emptyText:
    'A contract says what a client pays for and what that covers. Clauses decide, asset by asset, what is covered before work starts.',
  nothingComing: 'Nothing to decide',
  nothingComingText: (days: number) => `No contract ends, renews or gets dearer within ${String(days)} days.`,
  comingDate: 'Day',
  comingWhat: 'What happens',
  comingLead: (days: number) => `What has to be decided, or changes by itself, within ${String(days)} days.`,
  emptyFiltered: 'No contract fits',
  emptyFilteredText: 'Change the filters, or clear them.',
  clear: 'Clear filters',
  due: 'Due',
  perUnit: (fee: string, units: number) => `${units.toLocaleString('en')} × ${fee}`,
  byTiers: (units: number) => `${units.toLocaleString('en')} by tiers`,
  byHour: 'By the hour',
  terms: 'Terms',
  history: 'History',
  term: 'Term',
  notice: 'Notice',
  noticeDays: (days: number) => (days === 0 ? 'None' : `${String(days)} days before`),
  included: 'Included time',
  includedOf: (time: string, interval: string) => `${time} ${interval}`,
  indexationOf: (percent: number, months: number, from: string) =>
    `${String(percent)} % every ${months === 12 ? 'year' : `${String(months)} months`} from ${from}`,
  promise: 'Promise',
  noPromise: 'No SLA policy',
  prices: 'Prices',
  usualPrices: 'Usual prices',
  calendar: 'Hours of cover',
  usualCalendar: 'As the promise says',
  tax: 'Tax',
  units: 'Units'
} as const

/** Labels of a contract's fields in its form. */
export const contractFieldWords = {
  client: 'Client',
  name: 'Name',
  model: 'Model',
  startsOn: 'First day',
  endsOn: 'Last day',
  endsHint: 'Empty: open end',
  renewal: 'At the end',
  renewalMonths: 'Renews for, in months',
  noticeDays: 'Notice, in days',
  fee: 'Fee',
  feeHint: 'Per unit, where there are units',
  currency: 'Currency',
  interval: 'Due',
  billing: 'The fee is charged',
  billingHint: 'Empty: in advance',
  billings: { 'in-advance': 'In advance', 'in-arrears': 'In arrears' },
  units: 'Users or devices',
  unitSteps: 'Other numbers from a day on',
  addUnitStep: 'Add a change',
  unitsFrom: 'From',
  expectedUnitStep: 'Each needs a day, once, and a whole number',
  position: 'Order among contracts',
  positionHint: 'Decides between clauses that are equally specific; the lowest first',
  tiers: 'Tiers',
  addTier: 'Add a tier',
  upTo: 'Up to … units',
  upToHint: 'Empty: without end',
  unitFee: 'Fee per unit',
  expectedTier: 'Each needs an amount, and all but the last a number of units that rises',
  tierModel: 'How tiers count',
  tierModels: { graduated: 'Each unit at its own tier', volume: 'All units at the tier reached' },
  includedMinutes: 'Included time',
  includedHint: 'Per interval, such as 8 h',
  rollover: 'Time that is left',
  rollovers: { none: 'Is lost', 'unused-base': 'Is kept for the next interval, once' },
  indexation: 'The fee rises by itself',
  indexationPercent: 'By percent',
  indexationMonths: 'Every … months',
  indexationFrom: 'For the first time on',
  expectedIndexation: 'Expected a percentage, a number of months and a date, or nothing at all',
  slaPolicy: 'SLA policy',
  priceList: 'Price list',
  calendar: 'Calendar of cover',
  taxRate: 'Tax',
  hourlyRate: 'Own hourly rate',
  hourlyRateHint: 'Empty: the price list’s',
  notes: 'Notes',
  groups: { term: 'Term', fee: 'Fee', promise: 'What is promised and charged', further: 'Further terms' },
  models: {
    'flat-fee': 'Flat fee',
    'per-user': 'Per user',
    'per-device': 'Per device',
    tiered: 'Tiered',
    'prepaid-hours': 'Prepaid hours',
    'rate-agreement': 'Rate agreement'
  },
  intervals: { monthly: 'Every month', quarterly: 'Every quarter', yearly: 'Every year', once: 'Once' }
} as const

/** Words of the clauses. */
export const clauseWords = {
  title: 'Clauses',
  lead: 'The most specific clause that fits decides; among equals the upper one.',
  empty: 'No clause yet. Without clauses nothing is covered, and all work is billable.',
  new: 'New clause',
  edit: (title: string) => `Edit clause ${title}`,
  remove: (title: string) => `Remove clause ${title}`,
  up: (title: string) => `Move clause ${title} up`,
  down: (title: string) => `Move clause ${title} down`,
  removed: (title: string) => `Clause “${title}” removed`,
  moved: (title: string) => `Clause “${title}” moved`,
  saved: (title: string) => `Clause “${title}” saved`,
  everything: 'everything',
  always: 'at any time',
  business: 'in opening hours',
  assets: (count: number) => (count === 1 ? '1 asset' : `${String(count)} assets`),
  sites: (count: number) => (count === 1 ? '1 site' : `${String(count)} sites`),
  from: (date: string) => `from ${date}`,
  until: (date: string) => `until ${date}`,
  rate: (rate: string) => `${rate} an hour`,
  afterHours: (factor: number) => `× ${String(factor)} after hours`,
  fields: {
    title: 'Title',
    verdict: 'Work that fits is',
    assetKinds: 'Kinds of asset',
    assetIds: 'Single assets',
    siteIds: 'Sites',
    workKinds: 'Kinds of work',
    ticketKinds: 'Kinds of ticket',
    services: 'Services',
    servicesHint: 'Categories of tickets',
    hours: 'When',
    calendar: 'Opening hours of',
    calendarHint: 'Empty: the contract’s',
    rate: 'Hourly rate',
    rateHint: 'Empty: the price list’s',
    afterHours: 'Factor after hours',
    afterHoursHint: 'Empty: the price list’s',
    slaPolicy: 'Promise',
    slaPolicyHint: 'Empty: the contract’s',
    validFrom: 'First day',
    validTo: 'Last day',
    note: 'Note',
    any: 'All'
  },
  hoursChoices: { always: 'At any time', business: 'In opening hours' },
  groups: { what: 'What it is about', money: 'What follows', when: 'When it holds' }
} as const

/** Words of prepaid hours and money. */
export const prepaidWords = {
  title: 'Prepaid and fees',
  lead: 'Work draws by its own day, from the first block in line. Late work stands at its day, not at its arrival.',
  empty: 'No prepaid hours or money.',
  new: 'New block',
  edit: (name: string) => `Edit ${name}`,
  archive: (name: string) => `Archive ${name}`,
  created: (name: string) => `${name} added`,
  saved: (name: string) => `${name} saved`,
  archived: (name: string) => `${name} archived`,
  included: 'Included time of this period',
  fee: 'Fee of this period',
  feeOver: 'The work is worth more than the fee',
  feeLead: 'Against it stands what the covered work would have cost at the prices without the contract.',
  unpriced: (count: number) =>
    count === 1 ? '1 entry has no price and isn’t in it.' : `${count.toLocaleString('en')} entries have no price and aren’t in it.`,
  leftOf: (left: string, total: string) => `${left} of ${total} left`,
  ofClient: 'for all contracts of this client',
  expires: (date: string) => `until ${date}`,
  noEnd: 'without end',
  lasts: (date: string) => `At the pace of the last 90 days it lasts until about ${date}.`,
  usedUp: 'Used up',
  chart: (name: string, left: string, total: string, from: string, to: string) =>
    `${name}: ${left} of ${total} left; drawn from ${from} to ${to}`,
  why: (name: string) => `What was drawn from ${name}`,
  draws: (count: number) => (count === 1 ? '1 draw' : `${count.toLocaleString('en')} draws`),
  bought: 'Paid in advance',
  given: 'Given back',
  unknownWork: 'Work that isn’t on this device',
  left: 'Left',
  failed: 'The balances could not be computed',
  fields: {
    name: 'Name',
    kind: 'Of what',
    kinds: { hours: 'Hours', money: 'Money' },
    minutes: 'Time',
    amount: 'Amount',
    price: 'Price that the client pays',
    currency: 'Currency',
    boughtOn: 'Bought on',
    validFrom: 'First day of work it covers',
    validFromHint: 'Empty: earlier work too',
    expiresOn: 'Last day of work it covers',
    expiresHint: 'Empty: without end',
    position: 'Place in line',
    positionHint: 'The lowest is used first',
    isCharged: 'The invoice run charges the price',
    isChargedHint: 'Once, in the run of the day it was bought. Off: it is invoiced by hand or elsewhere.',
    onlyHere: 'Only for work under this contract',
    notes: 'Notes'
  }
} as const

/** Words of the margin. */
export const marginWords = {
  title: 'Margin',
  lead: (from: string, to: string) => `The term that runs: ${from} to ${to}, open work included.`,
  nothing: 'Nothing was charged or worked under this contract in this term.',
  charged: 'Charged',
  timeCost: 'Cost of time',
  partCost: 'Cost of parts',
  margin: 'Margin',
  marginShare: (percent: number) => `${percent.toLocaleString('en', { maximumFractionDigits: 1 })} %`,
  perHour: 'Earned per hour worked',
  worked: 'Worked',
  why: 'How the margin came about',
  uncosted: 'Some work or parts have no cost written down, so the real margin is lower.',
  failed: 'The margin could not be computed'
} as const
