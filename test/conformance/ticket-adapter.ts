// From a ticket case to the engine's log and back: statuses open, pending and closed, messages, and an SLA that comes and goes.

import type { OpeningHours } from '#core/sla/opening-hours.ts'
import { type ClockKind, type ClockStatus, clockKinds, type SlaTerms } from '#core/sla/sla-terms.ts'
import { type TicketClock, ticketClocks } from '#core/sla/ticket-clocks.ts'
import type { TicketEvent, TicketLog } from '#core/sla/ticket-log.ts'
import { type Fields, fieldsOf, instantOf, isoOf, listOf, numberOf, textOf } from './format.ts'

/** What comes out of a ticket case: due, at, minutes and slack of each clock, worst exchange, breaches and paused seconds. */
export function ticketAdapter(input: Fields, hours: OpeningHours): Fields {
  const policy = input['policy'] === undefined ? {} : fieldsOf(input['policy'])
  const clocks = ticketClocks(logOf(input, termsOf(input['targets_minutes'], policy, policy['sla_anchor'], hours)))
  const internal = ticketClocks(logOf(input, termsOf(input['internal_targets_minutes'], policy, policy['internal_anchor'], hours)))
  const worst = clocks.answered.toSorted((a, b) => (b.spentMs ?? 0) - (a.spentMs ?? 0))[0] ?? null
  return {
    ...clockFields('first_response', clocks.firstResponse),
    ...clockFields('next_response', clocks.nextResponse),
    ...clockFields('resolution', clocks.resolution),
    ...clockFields('next_response_worst', worst),
    internal_first_response_due: isoOf(internal.firstResponse?.dueAt ?? null),
    internal_next_response_due: isoOf(internal.nextResponse?.dueAt ?? null),
    internal_resolution_due: isoOf(internal.resolution?.dueAt ?? null),
    paused_seconds: Math.floor(((clocks.resolution ?? clocks.firstResponse)?.pausedMs ?? 0) / 1000)
  }
}

function clockFields(prefix: string, clock: TicketClock | null): Fields {
  const spent = clock && clock.stoppedAt !== null && clock.spentMs !== null ? Math.floor(clock.spentMs / 60_000) : null
  return {
    [`${prefix}_due`]: isoOf(clock?.dueAt ?? null),
    [`${prefix}_at`]: isoOf(clock?.stoppedAt ?? null),
    [`${prefix}_minutes`]: spent,
    [`${prefix}_slack_minutes`]: clock && spent !== null ? clock.targetMs / 60_000 - spent : null,
    [`${prefix}_breached`]: clock?.outcome === 'missed'
  }
}

function logOf(input: Fields, terms: SlaTerms | null): TicketLog {
  const events = listOf(input['events']).map(fieldsOf)
  const firstSla = events.find((event) => event['type'] === 'sla_assigned' || event['type'] === 'sla_removed')
  return {
    openedAt: instantOf(input['created_at']),
    status: statusOf(input['initial_status'] ?? 'open'),
    priority: 3,
    terms: firstSla?.['type'] === 'sla_assigned' ? null : terms,
    events: events.flatMap((event, index) => eventsOf(event, String(index).padStart(6, '0'), terms))
  }
}

function eventsOf(event: Fields, id: string, terms: SlaTerms | null): readonly TicketEvent[] {
  const at = instantOf(event['at'])
  const events: TicketEvent[] = []
  if (event['status'] !== undefined) events.push({ id: `${id}s`, at, kind: 'status', status: statusOf(event['status']) })
  switch (event['type']) {
    case undefined:
      break
    case 'agent_reply':
      events.push({ id, at, kind: 'agent-reply' })
      break
    case 'agent_call':
      events.push({ id, at, kind: 'agent-call' })
      break
    case 'internal_note':
      events.push({ id, at, kind: 'internal-note' })
      break
    case 'customer_reply':
      events.push({ id, at, kind: 'customer-message' })
      break
    case 'sla_removed':
      events.push({ id, at, kind: 'terms', terms: null })
      break
    case 'sla_assigned':
      events.push({ id, at, kind: 'terms', terms })
      break
    default:
      throw new Error(`unknown event ${JSON.stringify(event['type'])}`)
  }
  return events
}

const statuses: { readonly [status: string]: ClockStatus } = { new: 'new', open: 'open', pending: 'waiting-client', closed: 'closed' }

function statusOf(status: unknown): ClockStatus {
  const known = statuses[textOf(status)]
  if (!known) throw new Error(`unknown status ${JSON.stringify(status)}`)
  return known
}

function termsOf(targets: unknown, policy: Fields, anchor: unknown, hours: OpeningHours): SlaTerms | null {
  if (targets === undefined) return null
  const minutes = fieldsOf(targets)
  const minutesOf = (name: string) => (minutes[name] === undefined || minutes[name] === null ? null : numberOf(minutes[name]))
  return {
    hours,
    policy: {
      id: 'case',
      targets: {
        '3': {
          firstResponseMinutes: minutesOf('first_response'),
          nextResponseMinutes: minutesOf('next_response'),
          resolutionMinutes: minutesOf('resolution')
        }
      },
      pausingStatuses: listOf(policy['pause_statuses'] ?? ['pending'])
        .map(statusOf)
        .filter((status) => status !== 'closed' && status !== 'resolved'),
      pausedClocks: listOf(policy['pause_applies_to'] ?? ['resolution']).map(clockOf),
      closedTimeIsPause: policy['closed_time_is_pause'] !== false || listOf(policy['pause_statuses']).includes('closed'),
      breachIsFinal: policy['breach_is_final'] !== false,
      anchor: anchor === 'assigned_at' ? 'assigned' : 'opened',
      warnAt: 7500
    }
  }
}

function clockOf(name: unknown): ClockKind {
  const kind = clockKinds.find((each) => each === textOf(name).replace('_', '-'))
  if (!kind) throw new Error(`unknown clock ${JSON.stringify(name)}`)
  return kind
}
