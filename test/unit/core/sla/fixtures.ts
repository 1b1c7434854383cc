// Calendars, terms and logs that the SLA tests share.

import { type Calendar, calendarSchema } from '#core/sla/calendar.ts'
import { openingHours, type OpeningHours } from '#core/sla/opening-hours.ts'
import type { SlaTerms } from '#core/sla/sla-terms.ts'
import type { TicketEvent, TicketLog } from '#core/sla/ticket-log.ts'

/** UTC milliseconds of an ISO text. */
export function at(iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new Error(`no instant: ${iso}`)
  return ms
}

/** A minute in milliseconds. */
export const minute = 60_000

/** Monday to Friday, 09:00 to 17:00, in a zone, with changes. */
export function officeCalendar(timeZone: string, changes: Partial<Calendar> = {}): Calendar {
  const day = [['09:00', '17:00']]
  return calendarSchema.parse({ timeZone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, ...changes })
}

/** Office hours ready for arithmetic. */
export function officeHours(timeZone = 'UTC', changes: Partial<Calendar> = {}): OpeningHours {
  return openingHours(officeCalendar(timeZone, changes))
}

/** Terms: critical 30/60/240, normal 60/120/480 business minutes; the defaults of domain.md otherwise. */
export function slaTerms(changes: Partial<SlaTerms['policy']> = {}, hours = officeHours()): SlaTerms {
  return {
    hours,
    policy: {
      id: 'gold',
      targets: {
        '1': { firstResponseMinutes: 30, nextResponseMinutes: 60, resolutionMinutes: 240 },
        '3': { firstResponseMinutes: 60, nextResponseMinutes: 120, resolutionMinutes: 480 }
      },
      pausingStatuses: ['waiting-client', 'waiting-vendor'],
      pausedClocks: ['resolution'],
      closedTimeIsPause: true,
      breachIsFinal: true,
      anchor: 'opened',
      warnAt: 7500,
      ...changes
    }
  }
}

type EventBody = TicketEvent extends infer Each ? (Each extends TicketEvent ? Omit<Each, 'id' | 'at'> : never) : never

/** A ticket opened on Monday 2024-01-15 at 09:00Z with priority 3; events as [time of that week, what]. */
export function ticketLog(events: readonly (readonly [string, EventBody])[], changes: Partial<TicketLog> = {}): TicketLog {
  return {
    openedAt: at('2024-01-15T09:00:00Z'),
    status: 'new',
    priority: 3,
    terms: slaTerms(),
    events: events.map(([time, body], index) => ({ ...body, id: String(index).padStart(4, '0'), at: at(`2024-01-${time}:00Z`) })),
    ...changes
  }
}
