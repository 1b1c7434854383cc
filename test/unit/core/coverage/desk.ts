// Rows for tests of coverage and clocks: one client with a site in Berlin, office hours from nine to five.

import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { PriceListRow } from '#core/billing/price-list.entity.ts'
import type { ContractClause } from '#core/contracts/contract.entity.ts'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import type { CoverageFacts, CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'
import { rowOf } from '#test/support/rows.ts'
import { officeWeek, pricePeriod } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

/** Monday 2 March 2026, ten o'clock in Berlin. */
export const mondayTen = Date.UTC(2026, 2, 2, 9)

/** A clause that matches everything, always, and covers it. */
export function clauseOf(name: string, fields: Partial<ContractClause> = {}): ContractClause {
  const lists = { assetKinds: [], assetIds: [], siteIds: [], workKinds: [] }
  return {
    id: idOf(`clause/${name}`),
    title: name,
    verdict: 'covered',
    ...lists,
    hours: 'always',
    rateMinor: null,
    afterHoursBasisPoints: null,
    note: '',
    ...fields
  }
}

/** A cover from the beginning of 2026 on. */
export function coverOfClauses(name: string, clauses: readonly ContractClause[], fields: Partial<ContractCover> = {}): ContractCover {
  return {
    id: idOf(`contract/${name}`),
    clientId: idOf('client'),
    name,
    model: 'flat-fee',
    startsOn: '2026-01-01',
    endsOn: null,
    currency: 'EUR',
    hourlyRateMinor: null,
    clauses: [...clauses],
    slaPolicyId: null,
    slaPolicyName: null,
    priceListId: null,
    calendarId: null,
    position: 0,
    archivedAt: null,
    ...fields
  }
}

/** Office hours at the site's own time. */
export const office = rowOf('calendar', {
  id: idOf('calendar/office'),
  clientId: null,
  name: 'Office',
  timeZone: null,
  alwaysOpen: false,
  weekly: officeWeek,
  holidayRegion: '',
  holidays: [],
  shifts: {},
  breaks: {},
  archivedAt: null
}) as unknown as CalendarRow

/** A policy of the first priority in office hours: half an hour to answer, four hours to solve. */
export function policyOf(name: string, fields: Partial<SlaPolicyRow> = {}): SlaPolicyRow {
  const targets = { '1': { firstResponseMinutes: 30, nextResponseMinutes: null, resolutionMinutes: 240 } }
  const pauses = { pausingStatuses: ['waiting-client', 'waiting-vendor'], pausedClocks: ['resolution'], closedTimeIsPause: true }
  const rest = { breachIsFinal: true, anchor: 'opened', warnAt: 7500, archivedAt: null }
  return rowOf('sla_policy', {
    id: idOf(`policy/${name}`),
    clientId: null,
    name,
    calendarId: office.id,
    targets,
    ...pauses,
    ...rest,
    ...fields
  }) as unknown as SlaPolicyRow
}

/** 90 an hour from 2026 on, one and a half times outside the office's hours. */
export const standardPrices = rowOf('price_list', {
  id: idOf('prices'),
  clientId: null,
  name: 'Standard',
  currency: 'EUR',
  calendarId: office.id,
  taxRateId: null,
  archivedAt: null,
  periods: [pricePeriod('2025', { validFrom: '2025-01-01', validTo: '2025-12-31', hourlyMinor: 8000 }), pricePeriod('2026')]
}) as unknown as PriceListRow

/** Ten hours, bought in January. */
export function blockOf(name: string, fields: Partial<PrepaidBlockRow> = {}): PrepaidBlockRow {
  return rowOf('prepaid_block', {
    id: idOf(`block/${name}`),
    clientId: idOf('client'),
    contractId: null,
    name,
    kind: 'hours',
    minutes: 600,
    amountMinor: null,
    boughtOn: '2026-01-05',
    validFrom: null,
    expiresOn: null,
    position: 0,
    archivedAt: null,
    ...fields
  }) as unknown as PrepaidBlockRow
}

/** Facts with these covers. */
export function factsOf(covers: readonly ContractCover[], fields: Partial<CoverageFacts> = {}): CoverageFacts {
  return {
    organisation: { currency: 'EUR', timeZone: 'Europe/Berlin', priceListId: standardPrices.id, calendarId: null, slaPolicyId: null },
    clients: [{ id: idOf('client'), priceListId: null, slaPolicyId: null }],
    covers,
    blocks: [],
    policies: [],
    calendars: [office],
    priceLists: [standardPrices],
    ...fields
  }
}

/** Remote work on an incident on a Monday morning. */
export function workOf(fields: Partial<CoverageQuestion> = {}): CoverageQuestion {
  return {
    clientId: idOf('client'),
    assets: [],
    siteId: idOf('site'),
    zone: 'Europe/Berlin',
    ticketKind: 'incident',
    workKind: 'remote',
    service: null,
    at: mondayTen,
    ...fields
  }
}

/** An asset by its kind. */
export function assetOf(kind: CoverageQuestion['assets'][number]['kind'], name: string = kind): CoverageQuestion['assets'][number] {
  return { id: idOf(`asset/${name}`), kind }
}
