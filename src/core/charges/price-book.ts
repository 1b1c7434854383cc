// Prices, hours, dates and taxes made ready for many charges: each calendar is opened once per zone, each period's rates are laid out once,
// dates are looked up by day. Same rows, same answers: what it remembers is no state.

import type { Organisation } from '../organisation/organisation.entity.ts'
import type { Person } from '../organisation/person.entity.ts'
import type { PriceListRow, PricePeriod } from '../billing/price-list.entity.ts'
import { periodOn, ratesOf } from '../billing/price-list.rules.ts'
import type { PriceList } from '../billing/rates.ts'
import type { TaxRate } from '../billing/tax-rate.entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { CalendarRow } from '../sla/calendar.entity.ts'
import { calendarAt } from '../sla/calendar.rules.ts'
import { dateOfDay } from '../sla/calendar-date.ts'
import { type OpeningHours, openingHours } from '../sla/opening-hours.ts'

/** Rows of the whole organisation that pricing reads. */
export interface PriceFacts {
  readonly organisation: Pick<Organisation, 'currency' | 'timeZone' | 'taxRateId'>
  readonly priceLists: readonly PriceListRow[]
  readonly calendars: readonly CalendarRow[]
  readonly taxRates: readonly TaxRate[]
  readonly people: readonly Pick<Person, 'id' | 'role'>[]
}

/** Prices that hold on a day: their list, the period of it, and its rates as the engine reads them. */
export interface HeldPrices {
  readonly list: PriceListRow
  readonly period: PricePeriod
  readonly rates: readonly PriceList[]
}

/** What pricing asks. */
export interface PriceBook {
  readonly organisation: PriceFacts['organisation']
  /** Prices of a list on a date; null when there is no such list or it has a gap there. */
  pricesOn(listId: Id, date: string): HeldPrices | null
  /** Opening hours of a calendar at a site's zone; always open without a calendar. */
  hoursAt(calendarId: Id | null, zone: string): OpeningHours
  /** Calendar date of an instant in a zone. */
  dateAt(zone: string, at: number): string
  taxRate(id: Id | null): TaxRate | null
  roleOf(personId: Id): string | null
}

/** Lays the rows out. Keep the book for a whole run. */
export function openPriceBook(facts: PriceFacts): PriceBook {
  const lists = new Map(facts.priceLists.map((list) => [list.id, list]))
  const calendars = new Map(facts.calendars.map((row) => [row.id, row]))
  const taxes = new Map(facts.taxRates.map((row) => [row.id, row]))
  const roles = new Map(facts.people.map(({ id, role }) => [id, role]))
  const held = new Map<string, HeldPrices | null>()
  const ratesByPeriod = new Map<Id, readonly PriceList[]>()
  const hours = new Map<string, OpeningHours>()
  const dates = new Map<number, string>()
  for (const list of facts.priceLists) for (const rates of ratesOf(list)) ratesByPeriod.set(rates.id, [rates])

  function hoursAt(calendarId: Id | null, zone: string): OpeningHours {
    const key = `${calendarId ?? ''} ${zone}`
    const known = hours.get(key)
    if (known) return known
    const row = calendarId === null ? undefined : calendars.get(calendarId)
    const parsed = row ? calendarAt(row, zone) : null
    const opened = openingHours(parsed?.ok ? parsed.value : alwaysOpenIn(zone))
    hours.set(key, opened)
    return opened
  }

  return {
    organisation: facts.organisation,
    hoursAt,
    pricesOn(listId, date) {
      const key = `${listId} ${date}`
      let found = held.get(key)
      if (found === undefined) {
        const list = lists.get(listId)
        const period = list ? periodOn(list, date) : null
        found = list && period ? { list, period, rates: ratesByPeriod.get(period.id) ?? [] } : null
        held.set(key, found)
      }
      return found
    },
    dateAt(zone, at) {
      const day = hoursAt(null, zone).dayOf(at)
      let date = dates.get(day)
      if (date === undefined) {
        date = dateOfDay(day)
        dates.set(day, date)
      }
      return date
    },
    taxRate: (id) => (id === null ? null : (taxes.get(id) ?? null)),
    roleOf: (personId) => roles.get(personId) ?? null
  }
}

function alwaysOpenIn(timeZone: string): Parameters<typeof openingHours>[0] {
  const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  return { timeZone, alwaysOpen: true, weekly, holidays: [], shifts: {}, breaks: {} }
}
