// What the large desk promises and charges: price list, calendars, SLA policies.

const office = [
  ['08:30', '12:00'],
  ['13:00', '17:30']
] as [string, string][]

let made = 0
const ids = new Map<string, string>()

/** One id per name, in order of asking. */
export function idOf(name: string): string {
  const known = ids.get(name)
  if (known !== undefined) return known
  made += 1
  const id = `01900000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`
  ids.set(name, id)
  return id
}

/** The price list of the desk. */
export function prices() {
  return {
    id: idOf('prices'),
    clientId: null,
    currency: 'EUR',
    calendarId: idOf('calendar 0'),
    taxRateId: idOf('tax'),
    periods: [
      {
        id: idOf('period'),
        validFrom: '2026-01-01',
        validTo: null,
        hourlyMinor: 9_600,
        byPerson: {},
        byRole: {},
        byWork: { travel: 6_000 },
        rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'ticket' },
        afterHoursBasisPoints: 15_000,
        emergencyBasisPoints: 20_000,
        combine: 'max',
        callOutMinor: 4_500,
        callOutAfterHoursMinor: 9_000,
        incidentMinor: null,
        travelPerHourMinor: null,
        travelPerKilometreMinor: null,
        travelPerVisitMinor: null,
        timeCapMinor: null
      }
    ]
  }
}

/** Opening hours: the office's, and one with Saturdays. */
export function calendarOf(n: number) {
  return {
    id: idOf(`calendar ${n}`),
    clientId: null,
    timeZone: null,
    alwaysOpen: false,
    weekly: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: n === 1 ? office : [], sun: [] },
    holidayRegion: n === 0 ? 'DE-BE' : 'US',
    holidays: [],
    shifts: {},
    breaks: {}
  }
}

/** One of three promises. */
export function policyOf(n: number) {
  const target = (minutes: number) => ({ firstResponseMinutes: minutes, nextResponseMinutes: minutes * 2, resolutionMinutes: minutes * 8 })
  return {
    id: idOf(`policy ${n}`),
    clientId: null,
    name: `Policy ${n}`,
    calendarId: idOf(`calendar ${n % 2}`),
    targets: { 1: target(30), 2: target(60), 3: target(120), 4: target(240), 5: target(480) },
    pausingStatuses: ['waiting-client', 'waiting-vendor'],
    pausedClocks: ['resolution'],
    closedTimeIsPause: true,
    breachIsFinal: true,
    anchor: 'opened',
    warnAt: 8_000
  }
}
