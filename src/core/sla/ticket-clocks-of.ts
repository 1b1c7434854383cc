// The SLA clocks of a ticket from its row and its history: what happened becomes the clocks' log, and what was promised at each moment
// follows from coverage. Nothing is stored: the order in which events arrived changes nothing, and a changed contract is simply asked anew.

import type { Asset } from '../assets/asset.entity.ts'
import type { Coverage } from '../coverage/coverage.ts'
import type { CoverageQuestion } from '../coverage/coverage-facts.ts'
import type { Event } from '../history/event.entity.ts'
import type { Id } from '../kernel/ids.ts'
import { type Ticket, ticketStatuses } from '../tickets/ticket.entity.ts'
import type { SlaBook } from './sla-book.ts'
import type { SlaTerms } from './sla-terms.ts'
import { type TicketClocks, ticketClocks } from './ticket-clocks.ts'
import type { TicketEvent, TicketLog } from './ticket-log.ts'

/** What clocks need beside the ticket. `now` (UTC milliseconds): promises that begin later don't hold yet. */
export interface ClockContext {
  readonly coverage: Coverage
  readonly sla: SlaBook
  readonly now: number
  zoneOf(siteId: Id | null): string
  assetOf(id: Id): Pick<Asset, 'id' | 'kind'> | null
}

/** Computes the clocks of a ticket. @param events the ticket's history, in any order, duplicates do no harm */
export function ticketClocksOf(ticket: Ticket, events: readonly Event[], context: ClockContext): TicketClocks {
  return ticketClocks(ticketLogOf(ticket, events, context))
}

/** The log that the clocks are replayed from. */
export function ticketLogOf(ticket: Ticket, events: readonly Event[], context: ClockContext): TicketLog {
  const history = inOrder(events)
  const start = factsAtOpening(ticket, history)
  const promises = promisesOf(ticket, start, history, context)
  const steps = history.flatMap((event) => stepsOf(event))
  return {
    openedAt: ticket.openedAt,
    status: start.status,
    priority: start.priority,
    terms: promises.first,
    events: promises.changes.length === 0 ? steps : [...steps, ...promises.changes]
  }
}

/** What of a ticket decides about its promises, as it is at a moment. */
type Facts = Pick<Ticket, 'status' | 'priority' | 'clientId' | 'siteId' | 'assetIds' | 'kind' | 'category'>

const statuses: ReadonlySet<unknown> = new Set(ticketStatuses)
const isText = (value: unknown): boolean => typeof value === 'string'

/** Which values a field may have had: a history that was brought in from elsewhere may hold others, which say nothing. */
const promising: Readonly<Record<string, (value: unknown) => boolean>> = {
  clientId: isText,
  siteId: (value) => value === null || isText(value),
  assetIds: (value) => Array.isArray(value) && value.every(isText),
  kind: isText,
  category: (value) => value === null || isText(value)
}
const known: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...promising,
  status: (value) => statuses.has(value),
  priority: (value) => typeof value === 'number'
}

/** The facts when it was opened: what the first change of a field changed from, else what it is now. */
function factsAtOpening(ticket: Ticket, history: readonly Event[]): Facts {
  const facts: Record<string, unknown> = { ...ticket }
  const seen = new Set<string>()
  for (const { kind, changes, data } of history) {
    if (kind === 'ticket.opened' && statuses.has(data['status'])) {
      facts['status'] = data['status']
      seen.add('status')
    }
    for (const { field, from } of changes) {
      if (seen.has(field) || !known[field]) continue
      seen.add(field)
      if (known[field](from)) facts[field] = from
    }
  }
  return facts as Facts
}

function stepsOf({ id, at, kind, changes, data }: Event): readonly TicketEvent[] {
  if (kind === 'ticket.commented') {
    const said = saidBy(data)
    return said ? [{ id, at, kind: said }] : []
  }
  return changes.flatMap(({ field, to }): TicketEvent[] => {
    if (field === 'status' && statuses.has(to)) return [{ id, at, kind: 'status', status: to as Ticket['status'] }]
    return field === 'priority' && typeof to === 'number' ? [{ id: `${id}/priority`, at, kind: 'priority', priority: to }] : []
  })
}

/** Who said it: a client's contact, or one of ours, by a call, to the client or among us. */
function saidBy(data: Event['data']): Exclude<TicketEvent['kind'], 'status' | 'priority' | 'terms'> | null {
  if (typeof data['contactId'] === 'string') return 'customer-message'
  if (data['channel'] === 'call') return 'agent-call'
  if (data['visibility'] === 'public') return 'agent-reply'
  return data['visibility'] === 'internal' ? 'internal-note' : null
}

interface Promises {
  readonly first: SlaTerms | null
  readonly changes: readonly TicketEvent[]
}

/** What was promised at the opening, and each time it changed: with the ticket's own facts, or with the days of contracts. */
function promisesOf(ticket: Ticket, start: Facts, history: readonly Event[], context: ClockContext): Promises {
  const turns = turnSteps(ticket, context).flatMap((turn) => whileOpen(turn, start, history))
  const moments = [...factSteps(ticket, history), ...turns].sort((a, b) => a.at - b.at)
  let facts = start
  const first = termsFor(facts, ticket.openedAt, context)
  let held = first
  const changes: TicketEvent[] = []
  for (const { at, id, facts: changed } of moments) {
    facts = { ...facts, ...changed }
    const terms = termsFor(facts, at, context)
    if (terms !== held) changes.push({ id, at, kind: 'terms', terms })
    held = terms
  }
  return { first, changes }
}

interface Moment {
  readonly at: number
  readonly id: string
  readonly facts: Partial<Facts>
}

function factSteps({ openedAt }: Ticket, history: readonly Event[]): readonly Moment[] {
  return history.flatMap(({ id, at, changes }): Moment[] => {
    const changed = changes.filter(({ field, to }) => promising[field]?.(to) === true)
    if (changed.length === 0) return []
    return [{ id: `${id}/terms`, at: Math.max(at, openedAt), facts: Object.fromEntries(changed.map(({ field, to }) => [field, to])) }]
  })
}

function turnSteps({ clientId, siteId, openedAt }: Ticket, { coverage, now, zoneOf }: ClockContext): readonly Moment[] {
  const turns = coverage.turnsOf(clientId)
  if (turns.length === 0) return []
  const zone = zoneOf(siteId)
  const first = coverage.hours.dateAt(zone, openedAt)
  return turns.flatMap((date): Moment[] => {
    if (date <= first) return []
    const at = coverage.hours.startOf(zone, date)
    return at <= now ? [{ id: `turn/${date}`, at, facts: {} }] : []
  })
}

/** What turns while a ticket is done changes nothing that was promised for it; it counts from its reopening on, if that comes. */
function whileOpen(turn: Moment, start: Facts, history: readonly Event[]): readonly Moment[] {
  let isDone = isDoneStatus(start.status)
  for (const { at, changes } of history) {
    const to = changes.findLast(({ field, to: value }) => field === 'status' && statuses.has(value))?.to
    if (to === undefined) continue
    if (at > turn.at && isDone && !isDoneStatus(to)) return [{ ...turn, at }]
    if (at > turn.at && !isDone) return [turn]
    isDone = isDoneStatus(to)
  }
  return isDone ? [] : [turn]
}

function isDoneStatus(status: unknown): boolean {
  return status === 'resolved' || status === 'closed'
}

function termsFor(facts: Facts, at: number, context: ClockContext): SlaTerms | null {
  const zone = context.zoneOf(facts.siteId)
  const found = context.coverage.slaPolicyOf(questionOf(facts, at, zone, context))
  return found ? context.sla.termsAt(found.policyId, zone) : null
}

function questionOf(facts: Facts, at: number, zone: string, { assetOf }: ClockContext): CoverageQuestion {
  return {
    clientId: facts.clientId,
    assets: facts.assetIds.map(assetOf).filter((asset) => asset !== null),
    siteId: facts.siteId,
    zone,
    ticketKind: facts.kind,
    workKind: null,
    service: facts.category,
    at
  }
}

/** By time, then id, each id once. Most histories lie so already, and a hundred thousand copies take their time. */
function inOrder(events: readonly Event[]): readonly Event[] {
  let before: Event | null = null
  for (const event of events) {
    // Equal ids stand beside each other after sorting.
    if (before !== null && byTime(before, event) >= 0)
      return events.toSorted(byTime).filter(({ id }, place, sorted) => id !== sorted[place - 1]?.id)
    before = event
  }
  return events
}

function byTime(a: Event, b: Event): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
