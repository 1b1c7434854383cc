// Prices, hours, dates and taxes made ready for many charges: each calendar is opened once per zone, each period's rates are laid out once,
// dates are looked up by day. Same rows, same answers: what it remembers is no state.

import type { Organisation } from '../organisation/organisation.entity.ts'
import type { Person } from '../organisation/person.entity.ts'
import type { PriceListRow, PricePeriod } from '../billing/price-list.entity.ts'
import { periodOn, ratesOf } from '../billing/price-list.rules.ts'
import type { PriceList } from '../billing/rates.ts'
import type { TaxRate } from '../billing/tax-rate.entity.ts'
import type { Id } from '../kernel/ids.ts'
import { rememberPairs } from '../kernel/remember-pairs.ts'
import type { CalendarRow } from '../sla/calendar.entity.ts'
import { openHoursBook } from '../sla/hours-book.ts'
import type { OpeningHours } from '../sla/opening-hours.ts'

/** Rows of the whole organisation that pricing reads. */
export interface PriceFacts {
  readonly organisation: Pick<Organisation, 'currency' | 'timeZone' | 'taxRateId'> & Partial<Pick<Organisation, 'language'>>
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
  const taxes = new Map(facts.taxRates.map((row) => [row.id, row]))
  const roles = new Map(facts.people.map(({ id, role }) => [id, role]))
  const ratesByPeriod = new Map<string, readonly PriceList[]>()
  const hours = openHoursBook(facts.calendars)
  for (const list of facts.priceLists) for (const rates of ratesOf(list)) ratesByPeriod.set(`${list.id} ${rates.id}`, [rates])

  return {
    organisation: facts.organisation,
    hoursAt: (calendarId, zone) => (calendarId === null ? null : hours.hoursAt(calendarId, zone)) ?? hours.alwaysAt(zone),
    dateAt: hours.dateAt,
    pricesOn: rememberPairs((listId, date): HeldPrices | null => {
      const list = lists.get(listId)
      const period = list ? periodOn(list, date) : null
      return list && period ? { list, period, rates: ratesByPeriod.get(`${list.id} ${period.id}`) ?? [] } : null
    }),
    taxRate: (id) => (id === null ? null : (taxes.get(id) ?? null)),
    roleOf: (personId) => roles.get(personId) ?? null
  }
}
