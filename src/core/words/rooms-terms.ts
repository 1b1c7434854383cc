// Words of what is promised and charged, in the settings: calendars, SLA policies, price lists, taxes.

import type { weekdays } from '../sla/calendar.ts'
import type { ClockKind, ClockStatus } from '../sla/sla-terms.ts'

/** Names of the weekdays. */
export const weekdayWords: Readonly<Record<(typeof weekdays)[number], string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday'
}

/** The three clocks of a ticket. */
export const clockWords: Readonly<Record<ClockKind, string>> = {
  'first-response': 'First response',
  'next-response': 'Next response',
  resolution: 'Resolution'
}

/** Statuses in which a clock may stand still. */
export const waitableWords: Readonly<Record<Exclude<ClockStatus, 'resolved' | 'closed'>, string>> = {
  new: 'New',
  open: 'Open',
  'in-progress': 'In progress',
  'waiting-client': 'Waiting for the client',
  'waiting-vendor': 'Waiting for a vendor'
}

/** What every part shares. */
export const termsWords = {
  readOnly: 'Your role can look at this, not change it.',
  edit: 'Edit',
  archive: 'Archive',
  restore: 'Restore',
  archivedChip: 'Archived',
  showArchived: 'Show archived ones',
  created: (name: string) => `${name} added`,
  saved: (name: string) => `${name} saved`,
  archived: (name: string) => `${name} archived`,
  restored: (name: string) => `${name} is back`,
  editOne: (name: string) => `Edit ${name}`,
  archiveOne: (name: string) => `Archive ${name}`,
  restoreOne: (name: string) => `Restore ${name}`,
  failed: 'This list could not be read',
  name: 'Name',
  notes: 'Notes',
  new: 'new'
} as const

/** Words of the calendars. */
export const calendarWords = {
  new: 'New calendar',
  lead: 'When your teams are there. Promised times only run while the calendar is open.',
  empty: 'No calendar yet. A calendar says when your teams are there, so that promised times only run then.',
  timeZone: 'Time zone',
  siteZone: 'At the local time of each site',
  alwaysOpen: 'Open day and night, all year',
  weekly: 'Opening hours',
  weeklyHint: 'Such as 09:00–12:00, 13:00–17:00. Empty is closed; 24:00 is the end of the day.',
  closed: 'Closed',
  likeMonday: 'Tuesday to Friday like Monday',
  expectedHours: 'Expected hours such as 09:00–17:00',
  hoursOf: (day: string) => `Opening hours, ${day}`,
  region: 'Public holidays',
  noRegion: 'None',
  holidays: 'More closed days',
  holidayName: 'What it is',
  from: 'First day',
  to: 'Last day',
  everyYear: 'Every year',
  addHoliday: 'Add closed days',
  expectedHoliday: 'Each needs a name and a first day',
  shifts: 'Days with other hours',
  shiftsHint: 'They replace the week’s hours on that date. Empty is closed.',
  addShift: 'Add a day',
  breaks: 'Closed for part of a day',
  breaksHint: 'Taken off that day’s hours, such as a staff meeting 14:00–16:00.',
  addBreak: 'Add a stretch',
  date: 'Date',
  hours: 'Hours',
  expectedDate: 'Each needs a date, and each date stands once',
  hoursAWeek: (hours: string) => `${hours} a week`,
  dayAndNight: 'Day and night',
  groups: { hours: 'Hours', exceptions: 'Exceptions' }
} as const

/** Words of the SLA policies. */
export const slaPolicyWords = {
  new: 'New SLA policy',
  lead: 'How fast you answer and solve, by priority. Contracts name the policy that they promise.',
  empty: 'No SLA policy yet. A policy says how fast you answer and solve; contracts name the one that they promise.',
  calendar: 'Calendar',
  targets: 'Targets',
  targetsHint: 'In opening hours, such as 30, 1:30 or 8 h. Empty promises nothing.',
  priority: 'Priority',
  targetOf: (clock: string, priority: string) => `${clock}, ${priority}`,
  pausingStatuses: 'Waiting in these statuses …',
  pausedClocks: '… stops these clocks',
  warnAt: 'Warn after … percent of it',
  anchor: 'Clocks begin',
  anchors: { opened: 'When the ticket was opened', assigned: 'When the promise was given' },
  closedTimeIsPause: 'Time between resolving and reopening doesn’t count',
  breachIsFinal: 'A missed target stays missed after reopening',
  expectedTarget: 'Expected a time such as 45, 1:30 or 8 h',
  promises: (count: number) => (count === 1 ? '1 target' : `${String(count)} targets`),
  noPromise: 'Promises nothing',
  groups: { clocks: 'How the clocks run' }
} as const

/** Words of the tax rates. */
export const taxWords = {
  new: 'New tax rate',
  lead: 'What is charged on top. Issued documents keep the rate that they were issued with.',
  empty: 'No tax rate yet. Invoices need at least one.',
  category: 'Category',
  rate: 'Rate in percent',
  percent: (rate: string) => `${rate} %`,
  country: 'Country',
  countryHint: 'Two letters, such as DE',
  exemptionReason: 'Why no tax is charged',
  exemptionHint: 'Printed on the document where no tax is charged',
  validFrom: 'First day',
  validTo: 'Last day',
  categories: {
    S: 'Standard',
    Z: 'Zero rated',
    E: 'Exempt',
    AE: 'Reverse charge',
    K: 'Intra-community supply',
    G: 'Export',
    O: 'Outside the scope of tax',
    L: 'Canary Islands',
    M: 'Ceuta and Melilla'
  }
} as const

/** Words of the price lists. */
export const priceWords = {
  new: 'New price list',
  lead: 'What work costs, by the day on which it was done. A list has one currency; new prices begin on a day and leave the old ones as they were.',
  empty: 'No price list yet. Without one, work outside of contracts has no price.',
  currency: 'Currency',
  currencyHint: 'Three letters, such as EUR',
  calendar: 'After-hours are outside of',
  tax: 'Tax',
  periods: (list: string) => `Prices of ${list}`,
  noPeriods: 'No prices yet.',
  newPeriod: 'New prices',
  newPeriodOf: (list: string) => `New prices in ${list}`,
  editPeriod: (from: string) => `Prices from ${from}`,
  edit: 'Edit',
  editPeriodOf: (list: string, from: string) => `Edit prices of ${list} from ${from}`,
  savedPeriod: (list: string) => `Prices of ${list} saved`,
  remove: 'Remove',
  removePeriodOf: (list: string, from: string) => `Remove prices of ${list} from ${from}`,
  removedPeriod: (list: string) => `Prices taken out of ${list}`,
  valid: 'Valid',
  from: (date: string) => `from ${date}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  now: 'Now',
  validFrom: 'First day',
  validTo: 'Last day',
  validToHint: 'Empty: until newer prices begin',
  hourly: 'Hour of work',
  remote: 'Hour of remote work',
  'on-site': 'Hour on site',
  travel: 'Hour of travelling, as work',
  emptyIsHourly: 'Empty: as any hour',
  byPerson: 'Hours of single people',
  byRole: 'Hours by role',
  addPerson: 'Add a person',
  addRole: 'Add a role',
  who: 'Who',
  amount: 'Amount',
  expectedRate: 'Each needs somebody, once, and an amount such as 120.00',
  minimum: 'At least, per unit',
  increment: 'Rounded to steps of',
  mode: 'Rounding',
  modes: {
    up: 'Up',
    down: 'Down',
    nearest: 'To the nearest, half up',
    'nearest-half-down': 'To the nearest, half down'
  },
  scope: 'What is rounded as one',
  scopes: { entry: 'Each time entry', ticket: 'A ticket’s time', period: 'A period’s time' },
  afterHours: 'Factor after hours',
  emergency: 'Factor for emergencies',
  combine: 'When both hold',
  combines: { max: 'The higher one', multiply: 'One times the other', add: 'Both surcharges' },
  callOut: 'Call-out fee',
  callOutAfterHours: 'Call-out fee after hours',
  callOutHint: 'Empty: as in hours',
  incident: 'One price per incident',
  incidentHint: 'Instead of the time',
  travelPerHour: 'Travel, per hour',
  travelPerKilometre: 'Travel, per kilometre',
  travelPerVisit: 'Travel, per visit',
  cap: 'At most for the time of one job',
  notCharged: 'Empty: not charged',
  factor: (factor: number) => `× ${String(factor)}`,
  minutes: (minimum: number, increment: number) => `at least ${String(minimum)} min, then every ${String(increment)} min`,
  groups: { hours: 'Per hour', rounding: 'Minimum and rounding', surcharges: 'After hours and emergencies', fees: 'Fees and travel' }
} as const
