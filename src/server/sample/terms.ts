// What the provider promises and charges: hours, SLA policies, taxes, prices. Their ids are fixed, so that contracts and clients name them.

import type { PriceListRow, PricePeriod } from '#core/billing/price-list.entity.ts'
import type { TaxRate } from '#core/billing/tax-rate.entity.ts'
import { type Id, sourceId } from '#core/kernel/ids.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'

const day = 86_400_000

/** Ids that other rows of the sample name. */
export const sampleTerms = {
  office: sourceId('sample/calendar', 'office'),
  extended: sourceId('sample/calendar', 'extended'),
  always: sourceId('sample/calendar', 'always'),
  gold: sourceId('sample/sla', 'Gold'),
  silver: sourceId('sample/sla', 'Silver'),
  bronze: sourceId('sample/sla', 'Bronze'),
  vat: sourceId('sample/tax', 'vat'),
  reducedVat: sourceId('sample/tax', 'reduced'),
  reverseCharge: sourceId('sample/tax', 'reverse-charge'),
  outside: sourceId('sample/tax', 'outside'),
  euros: sourceId('sample/prices', 'EUR'),
  dollars: sourceId('sample/prices', 'USD')
} as const

/** Everything that the settings of terms hold. */
export interface Terms {
  readonly calendars: readonly CalendarRow[]
  readonly policies: readonly SlaPolicyRow[]
  readonly taxRates: readonly TaxRate[]
  readonly priceLists: readonly PriceListRow[]
}

/** Builds the terms as they stand at an instant; prices rose with the year. */
export function buildTerms(now: number): Terms {
  const stamps = { createdAt: now - 900 * day, updatedAt: now - 200 * day, archivedAt: null }
  const year = new Date(now).getUTCFullYear()
  return {
    calendars: calendarsOf(stamps),
    policies: policiesOf(stamps),
    taxRates: taxRatesOf(stamps),
    priceLists: [
      listOf('Standard prices', sampleTerms.euros, 'EUR', sampleTerms.vat, year, stamps),
      listOf('US prices', sampleTerms.dollars, 'USD', sampleTerms.outside, year, stamps)
    ]
  }
}

type Stamps = Pick<CalendarRow, 'createdAt' | 'updatedAt' | 'archivedAt'>
type Week = CalendarRow['weekly']

function weekOf(workday: Week['mon'], saturday: Week['mon'] = []): Week {
  return { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday, sat: saturday, sun: [] }
}

function calendarsOf(stamps: Stamps): readonly CalendarRow[] {
  const plain = { clientId: null, timeZone: null, alwaysOpen: false, holidays: [], shifts: {}, breaks: {}, ...stamps }
  return [
    {
      ...plain,
      id: sampleTerms.office,
      name: 'Office hours',
      weekly: weekOf([['08:30', '17:30']]),
      holidayRegion: 'IE',
      notes: 'At the local time of the site.'
    },
    {
      ...plain,
      id: sampleTerms.extended,
      name: 'Extended hours',
      weekly: weekOf([['07:00', '21:00']], [['09:00', '13:00']]),
      holidayRegion: 'IE',
      notes: 'For clients with Gold.'
    },
    { ...plain, id: sampleTerms.always, name: 'Around the clock', alwaysOpen: true, weekly: weekOf([]), holidayRegion: '', notes: '' }
  ]
}

/** Minutes until first answer, next answer and solution, by priority 1 to 5; 0: no promise. */
type Promised = readonly (readonly [first: number, next: number, solved: number])[]

function policiesOf(stamps: Stamps): readonly SlaPolicyRow[] {
  const policy = (id: Id, name: string, calendarId: Id, promised: Promised): SlaPolicyRow => ({
    id,
    clientId: null,
    name,
    calendarId,
    targets: Object.fromEntries(
      promised.map(([first, next, solved], index) => [
        String(index + 1),
        { firstResponseMinutes: first || null, nextResponseMinutes: next || null, resolutionMinutes: solved || null }
      ])
    ),
    pausingStatuses: ['waiting-client', 'waiting-vendor'],
    pausedClocks: ['resolution'],
    closedTimeIsPause: true,
    breachIsFinal: true,
    anchor: 'opened',
    warnAt: 7500,
    notes: '',
    ...stamps
  })
  return [
    policy(sampleTerms.gold, 'Gold', sampleTerms.extended, [
      [15, 60, 240],
      [30, 120, 480],
      [60, 240, 960],
      [120, 480, 2400],
      [480, 0, 0]
    ]),
    policy(sampleTerms.silver, 'Silver', sampleTerms.office, [
      [30, 120, 480],
      [60, 240, 960],
      [120, 480, 1620],
      [240, 960, 2700],
      [540, 0, 0]
    ]),
    policy(sampleTerms.bronze, 'Bronze', sampleTerms.office, [
      [60, 240, 960],
      [120, 480, 1620],
      [240, 0, 2700],
      [540, 0, 5400],
      [1080, 0, 0]
    ])
  ]
}

function taxRatesOf(stamps: Stamps): readonly TaxRate[] {
  const rate = (id: Id, name: string, category: TaxRate['category'], basisPoints: number, exemptionReason = ''): TaxRate => {
    const country = category === 'S' ? 'IE' : ''
    return { id, clientId: null, name, category, rate: basisPoints, country, exemptionReason, validFrom: null, validTo: null, ...stamps }
  }
  return [
    rate(sampleTerms.vat, 'VAT 23 %', 'S', 2300),
    rate(sampleTerms.reducedVat, 'VAT 13.5 %', 'S', 1350),
    rate(sampleTerms.reverseCharge, 'Reverse charge (EU)', 'AE', 0, 'Reverse charge: the recipient owes the VAT'),
    rate(sampleTerms.outside, 'Outside the scope of VAT', 'O', 0, 'Supply outside the scope of Irish VAT')
  ]
}

function listOf(name: string, id: Id, currency: string, taxRateId: Id, year: number, stamps: Stamps): PriceListRow {
  return {
    id,
    clientId: null,
    name,
    currency,
    calendarId: sampleTerms.office,
    taxRateId,
    periods: [
      periodOf(`${currency}/before`, `${year - 4}-01-01`, `${year - 1}-12-31`, [8900, 9800, 6500]),
      periodOf(`${currency}/now`, `${year}-01-01`, null, [9600, 10_800, 6900])
    ],
    notes: '',
    ...stamps
  }
}

function periodOf(
  name: string,
  validFrom: string,
  validTo: string | null,
  [remote, onSite, travel]: readonly [number, number, number]
): PricePeriod {
  return {
    id: sourceId('sample/price-period', name),
    validFrom,
    validTo,
    hourlyMinor: remote,
    byPerson: {},
    byRole: {},
    byWork: { 'on-site': onSite, travel },
    rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'entry' },
    afterHoursBasisPoints: 15_000,
    emergencyBasisPoints: 20_000,
    combine: 'max',
    callOutMinor: 4500,
    callOutAfterHoursMinor: 9000,
    incidentMinor: null,
    travelPerHourMinor: null,
    travelPerKilometreMinor: 45,
    travelPerVisitMinor: null,
    timeCapMinor: null
  }
}
