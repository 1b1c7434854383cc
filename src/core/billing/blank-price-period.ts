// What prices start with where there were none.

import type { PricePeriod } from './price-list.entity.ts'

/** A period from a day on, quarters of an hour rounded up, half as much again after hours; everything else is not charged. */
export function blankPricePeriod(id: string, validFrom: string): PricePeriod {
  return {
    id,
    validFrom,
    validTo: null,
    hourlyMinor: 0,
    byPerson: {},
    byRole: {},
    byWork: {},
    rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'entry' },
    afterHoursBasisPoints: 15_000,
    emergencyBasisPoints: 20_000,
    combine: 'max',
    callOutMinor: null,
    callOutAfterHoursMinor: null,
    incidentMinor: null,
    travelPerHourMinor: null,
    travelPerKilometreMinor: null,
    travelPerVisitMinor: null,
    timeCapMinor: null
  }
}
