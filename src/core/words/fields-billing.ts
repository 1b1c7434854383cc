// What the fields of contracts, terms, stock and billing are called.

import type { BillingPeriod } from '../billing/billing-period.entity.ts'
import type { Charge } from '../billing/charge.entity.ts'
import type { Invoice } from '../billing/invoice.entity.ts'
import type { NumberSeries } from '../billing/number-series.entity.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { PriceListRow } from '../billing/price-list.entity.ts'
import type { TaxRate } from '../billing/tax-rate.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import type { CalendarRow } from '../sla/calendar.entity.ts'
import type { SlaPolicyRow } from '../sla/sla-policy.entity.ts'
import type { PartCost } from '../stock/part-cost.entity.ts'
import type { Part } from '../stock/part.entity.ts'
import type { StockMove } from '../stock/stock-move.entity.ts'
import type { StockPlace } from '../stock/stock-place.entity.ts'
import { common, type Labels } from './field-labels.ts'

const contractLabels: Labels<Contract> = {
  ...common,
  model: 'Model',
  startsOn: 'Starts',
  endsOn: 'Ends',
  renewal: 'Renewal',
  noticeDays: 'Notice, days',
  feeMinor: 'Fee',
  currency: 'Currency',
  interval: 'Interval',
  units: 'Units',
  tiers: 'Tiers',
  prepaidMinutes: 'Prepaid time',
  hourlyRateMinor: 'Hourly rate',
  clauses: 'Clauses',
  slaPolicyName: 'SLA policy, by name',
  slaPolicyId: 'SLA policy',
  priceListId: 'Price list',
  calendarId: 'Hours of cover',
  taxRateId: 'Tax rate',
  tierModel: 'Tiers count',
  unitSteps: 'Changes of units',
  includedMinutes: 'Included time',
  rollover: 'Unused time',
  indexation: 'Indexation',
  renewalMonths: 'Renews by, months',
  billing: 'Billed',
  position: 'Order'
}
const calendarLabels: Labels<CalendarRow> = {
  ...common,
  timeZone: 'Time zone',
  alwaysOpen: 'Always open',
  weekly: 'Opening hours',
  holidayRegion: 'Public holidays of',
  holidays: 'Other closed days',
  shifts: 'Other hours on a date',
  breaks: 'Breaks on a date'
}
const slaPolicyLabels: Labels<SlaPolicyRow> = {
  ...common,
  calendarId: 'Calendar',
  targets: 'Targets',
  pausingStatuses: 'Waiting that pauses',
  pausedClocks: 'Clocks that pause',
  closedTimeIsPause: 'Closed time counts as a pause',
  breachIsFinal: 'A missed target stays missed',
  anchor: 'Clocks start when',
  warnAt: 'Warn at'
}
const priceListLabels: Labels<PriceListRow> = {
  ...common,
  currency: 'Currency',
  calendarId: 'Ordinary hours',
  taxRateId: 'Tax rate',
  periods: 'Prices'
}
const taxRateLabels: Labels<TaxRate> = {
  ...common,
  category: 'Category',
  rate: 'Rate',
  country: 'Country',
  exemptionReason: 'Reason for no tax',
  validFrom: 'Valid from',
  validTo: 'Valid until'
}
const prepaidBlockLabels: Labels<PrepaidBlockRow> = {
  ...common,
  contractId: 'Contract',
  kind: 'Holds',
  minutes: 'Time',
  amountMinor: 'Amount',
  priceMinor: 'Price',
  currency: 'Currency',
  boughtOn: 'Bought',
  validFrom: 'Valid from',
  expiresOn: 'Expires',
  position: 'Order',
  isCharged: 'Price charged by the run'
}
const billedLabels = {
  kind: 'Kind',
  date: 'Date',
  description: 'Description',
  quantity: 'Quantity',
  unit: 'Unit',
  unitMinor: 'Unit price',
  netMinor: 'Net',
  taxCategory: 'Tax category',
  taxRate: 'Tax rate',
  exemptionReason: 'Reason for no tax',
  contractId: 'Contract',
  ticketId: 'Ticket',
  sourceEntity: 'Source',
  sourceId: 'Source',
  steps: 'Why'
} as const
const chargeLabels: Labels<Charge> = {
  ...common,
  ...billedLabels,
  currency: 'Currency',
  taxRateId: 'Tax rate',
  periodId: 'Posting',
  adjustsId: 'Adjusts',
  invoiceId: 'Invoice',
  addedById: 'Added by',
  voidedAt: 'Voided',
  voidReason: 'Reason'
}
const billingPeriodLabels: Labels<BillingPeriod> = {
  ...common,
  from: 'From',
  through: 'Through',
  postedAt: 'Posted',
  postedById: 'Posted by',
  draws: 'Drawn from blocks',
  note: 'Note'
}
const invoiceLabels: Labels<Invoice> = {
  ...common,
  kind: 'Kind',
  status: 'Status',
  number: 'Number',
  seriesId: 'Number series',
  currency: 'Currency',
  contractId: 'Contract',
  ticketId: 'Ticket',
  periodFrom: 'From',
  periodThrough: 'Through',
  issuedOn: 'Issued',
  dueOn: 'Due',
  paymentDays: 'Days to pay',
  taxRounding: 'Tax is rounded',
  lines: 'Lines',
  taxes: 'Taxes',
  netMinor: 'Net',
  taxMinor: 'Tax',
  grossMinor: 'Gross',
  deposits: 'Deposits',
  payableMinor: 'To pay',
  creditsId: 'Credits',
  seller: 'Seller',
  buyer: 'Buyer',
  buyerReference: 'Buyer’s reference',
  title: 'Title',
  note: 'Note',
  createdById: 'Drafted by',
  approvedAt: 'Approved',
  approvedById: 'Approved by',
  issuedAt: 'Issued',
  issuedById: 'Issued by',
  creditedById: 'Credited by',
  exportedAt: 'Exported',
  rebill: 'To be billed anew',
  language: 'Language'
}
const numberSeriesLabels: Labels<NumberSeries> = {
  ...common,
  kind: 'Numbers of',
  prefix: 'Prefix',
  digits: 'Digits',
  next: 'Next number',
  deviceId: 'Device',
  epoch: 'Identity',
  grantedAt: 'Granted',
  closedAt: 'Closed'
}
const partLabels: Labels<Part> = {
  ...common,
  sku: 'Article number',
  description: 'Description',
  category: 'Category',
  manufacturer: 'Manufacturer',
  supplier: 'Supplier',
  unit: 'Unit',
  priceMinor: 'Price',
  currency: 'Currency',
  taxRateId: 'Tax rate',
  serialised: 'Has serial numbers'
}
const partCostLabels: Labels<PartCost> = { ...common, partId: 'Part', costMinor: 'Cost', currency: 'Currency' }
const stockPlaceLabels: Labels<StockPlace> = {
  ...common,
  kind: 'Kind',
  personId: 'Whose',
  address: 'Address',
  reorder: 'Reorder levels'
}
const stockMoveLabels: Labels<StockMove> = {
  ...common,
  kind: 'Kind',
  partId: 'Part',
  fromPlaceId: 'From',
  toPlaceId: 'To',
  quantity: 'Quantity',
  serials: 'Serial numbers',
  reference: 'Reference',
  note: 'Note',
  ticketId: 'Ticket',
  partUseId: 'Part used',
  reversesId: 'Takes back',
  personId: 'Person',
  at: 'When'
}

/** Labels by wire name of the record, then by field. */
export const billingLabels = {
  contract: contractLabels,
  calendar: calendarLabels,
  sla_policy: slaPolicyLabels,
  price_list: priceListLabels,
  tax_rate: taxRateLabels,
  prepaid_block: prepaidBlockLabels,
  charge: chargeLabels,
  billing_period: billingPeriodLabels,
  invoice: invoiceLabels,
  number_series: numberSeriesLabels,
  part: partLabels,
  part_cost: partCostLabels,
  stock_place: stockPlaceLabels,
  stock_move: stockMoveLabels
} as const
