// From a ticket case to the engine's log and back: statuses open, pending and closed, messages, and an SLA that comes, changes and goes.

import type { OpeningHours } from '#core/sla/opening-hours.ts'
import type { ClockKind, ClockStatus, SlaTerms } from '#core/sla/sla-terms.ts'
import { type TicketClock, ticketClocks } from '#core/sla/ticket-clocks.ts'
import type { TicketEvent, TicketLog } from '#core/sla/ticket-log.ts'
import { hoursOf } from './calendars.ts'
import type { ConformanceFile, Fields } from './format.ts'
import { type Input, isoOf, wrong } from './reader.ts'

const targetNames = ['first_response', 'next_response', 'resolution'] as const
const targetFields = ['targets_minutes', 'internal_targets_minutes']

/** Input fields of a ticket case. An event may bring other targets, or another calendar, from then on. */
export const ticketFields = [
  'calendar calendar_inline holidays created_at initial_status events[].at events[].status events[].type events[].calendar',
  'policy.pause_statuses policy.pause_applies_to policy.closed_time_is_pause policy.breach_is_final',
  'policy.sla_anchor policy.internal_anchor',
  ...['', 'events[].'].flatMap((at) => targetFields.flatMap((field) => targetNames.map((name) => `${at}${field}.${name}`)))
].join(' ')

/** What comes out of a ticket case: due, at, minutes and slack of each clock, worst exchange, breaches and paused seconds. */
export function ticketAdapter(input: Input, file: ConformanceFile): Fields {
  const clocks = ticketClocks(logOf(input, file, 'targets_minutes', 'sla_anchor'))
  const internal = ticketClocks(logOf(input, file, 'internal_targets_minutes', 'internal_anchor'))
  const worst = clocks.answered.toSorted((a, b) => (b.spentMs ?? 0) - (a.spentMs ?? 0))[0] ?? null
  return {
    ...clockFields('first_response', clocks.firstResponse),
    // Statistics are the last exchange's, the deadline is that of the message that waits.
    ...clockFields('next_response', clocks.answered.at(-1) ?? clocks.nextResponse),
    next_response_due: isoOf(clocks.nextResponse?.dueAt ?? null),
    ...clockFields('resolution', clocks.resolution),
    ...clockFields('next_response_worst', worst),
    ...clockFields('internal_first_response', internal.firstResponse),
    ...clockFields('internal_next_response', internal.answered.at(-1) ?? internal.nextResponse),
    internal_next_response_due: isoOf(internal.nextResponse?.dueAt ?? null),
    ...clockFields('internal_resolution', internal.resolution),
    paused_seconds: pausedSeconds(clocks.resolution ?? clocks.firstResponse)
  }
}

function clockFields(prefix: string, clock: TicketClock | null): Fields {
  const spent = clock && clock.stoppedAt !== null && clock.spentMs !== null ? Math.floor(clock.spentMs / 60_000) : null
  return {
    [`${prefix}_due`]: isoOf(clock?.dueAt ?? null),
    [`${prefix}_at`]: isoOf(clock?.stoppedAt ?? null),
    [`${prefix}_minutes`]: spent,
    [`${prefix}_slack_minutes`]: clock && spent !== null ? clock.targetMs / 60_000 - spent : null,
    [`${prefix}_breached`]: clock?.outcome === 'missed',
    [`${prefix}_paused_seconds`]: pausedSeconds(clock)
  }
}

function pausedSeconds(clock: TicketClock | null): number {
  return Math.floor((clock?.pausedMs ?? 0) / 1000)
}

function logOf(input: Input, file: ConformanceFile, targets: string, anchor: string): TicketLog {
  const events = input.inputs('events')
  const hours = hoursOf(input, file)
  const terms = termsOf(input, input, hours, targets, anchor)
  const firstSla = events.find((event) => event.get('type') === 'sla_assigned' || event.get('type') === 'sla_removed')
  // An SLA that is assigned later was not there before, unless the assignment brings other targets than those of the opening.
  const isLater = firstSla?.get('type') === 'sla_assigned' && !targetFields.some((field) => firstSla.has(field))
  return {
    openedAt: input.instant('created_at'),
    status: input.word('initial_status', statuses, 'open'),
    priority: 3,
    terms: isLater ? null : terms,
    events: events.flatMap((event, index) => {
      const id = String(index).padStart(6, '0')
      const changed = event.has('calendar') ? hoursOf(event, file) : hours
      return eventsOf(event, id, termsOf(event.has(targets) ? event : input, input, changed, targets, anchor))
    })
  }
}

const messages = {
  agent_reply: 'agent-reply',
  agent_call: 'agent-call',
  internal_note: 'internal-note',
  customer_reply: 'customer-message',
  sla_assigned: 'assigned',
  sla_removed: 'removed'
} as const

function eventsOf(event: Input, id: string, terms: SlaTerms | null): readonly TicketEvent[] {
  const at = event.instant('at')
  const events: TicketEvent[] = []
  if (event.has('type')) {
    const type = event.word('type', messages, '')
    if (type === 'assigned' || type === 'removed') events.push({ id, at, kind: 'terms', terms: type === 'assigned' ? terms : null })
    else events.push({ id, at, kind: type })
  }
  if (event.has('status')) events.push({ id: `${id}s`, at, kind: 'status', status: event.word('status', statuses, '') })
  if (events.length === 0) throw wrong(event.at('type'), 'a type or a status', undefined)
  return events
}

const statuses: { readonly [status: string]: ClockStatus } = {
  new: 'new',
  open: 'open',
  in_progress: 'in-progress',
  pending: 'waiting-client',
  resolved: 'resolved',
  closed: 'closed'
}

const clockNames: { readonly [name: string]: ClockKind } = {
  first_response: 'first-response',
  next_response: 'next-response',
  resolution: 'resolution'
}

function termsOf(source: Input, input: Input, hours: OpeningHours, targets: string, anchor: string): SlaTerms | null {
  if (!source.has(targets)) return null
  const minutes = source.input(targets)
  const policy = input.input('policy')
  const pausing = policy.has('pause_statuses') ? wordsOf(policy, 'pause_statuses', statuses) : ['waiting-client' as const]
  return {
    hours,
    policy: {
      id: 'case',
      targets: {
        '3': {
          firstResponseMinutes: minutesOf(minutes, 'first_response'),
          nextResponseMinutes: minutesOf(minutes, 'next_response'),
          resolutionMinutes: minutesOf(minutes, 'resolution')
        }
      },
      pausingStatuses: pausing.filter((status) => status !== 'closed' && status !== 'resolved'),
      pausedClocks: policy.has('pause_applies_to') ? [...wordsOf(policy, 'pause_applies_to', clockNames)] : ['resolution'],
      closedTimeIsPause: policy.flag('closed_time_is_pause', true) || pausing.includes('closed'),
      breachIsFinal: policy.flag('breach_is_final', true),
      anchor: policy.word(anchor, { created_at: 'opened', assigned_at: 'assigned' } as const, 'created_at'),
      warnAt: 7500
    }
  }
}

/** A target; null, or none at all (0), is no promise. */
function minutesOf(minutes: Input, name: string): number | null {
  const target = minutes.number(name, 0)
  return target === 0 ? null : target
}

function wordsOf<T>(input: Input, name: string, words: { readonly [word: string]: T }): readonly T[] {
  return input.list(name).map((word, index) => {
    const meaning = typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : undefined
    if (meaning === undefined) throw wrong(`${input.at(name)}[${index}]`, `one of ${Object.keys(words).join(', ')}`, word)
    return meaning
  })
}
