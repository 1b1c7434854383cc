// The two tasks of the engine's bench, on rows that are made beforehand: only computing is timed. The caller brings the clock, so that the
// same work is timed by the wall in a worker and by the processor in Node.

import { chargeRun, type RunClient, runClientOf } from '#core/charges/charge-run.ts'
import type { ClientCharges } from '#core/charges/client-charges.ts'
import { type Draft, draftsOf } from '#core/charges/invoice-drafts.ts'
import { openRunBook } from '#core/charges/run-rows.ts'
import { openCoverage } from '#core/coverage/coverage.ts'
import type { Event } from '#core/history/event.entity.ts'
import { openSlaBook } from '#core/sla/sla-book.ts'
import { type ClockContext, ticketClocksOf } from '#core/sla/ticket-clocks-of.ts'
import { ticketDue } from '#core/sla/ticket-due.ts'
import { type EngineDesk, size } from './engine-rows.ts'

/** Milliseconds of some clock. */
export type Now = () => number

/** What a task took and a few sums of what it computed, so that nothing can be left out unseen. */
export interface TaskResult {
  readonly milliseconds: number
  readonly sums: Readonly<Record<string, number>>
}

const now = Date.UTC(2026, 10, 22)

/** Deadlines of all clocks and the coverage verdict of every ticket, from nothing: calendars are opened and contracts prepared within. */
export function recomputeTickets(desk: EngineDesk, clock: Now): TaskResult {
  const { rows } = desk
  const histories = rows.tickets.map((_, place) => desk.eventsOf(place))
  const start = clock()
  const coverage = openCoverage(rows)
  const assets = new Map(rows.assets.map((asset) => [asset.id, asset]))
  const zones = new Map(rows.sites.map((site) => [site.id, site.timeZone]))
  const zoneOf = (siteId: string | null): string => zones.get(siteId ?? '') ?? rows.organisation.timeZone
  const context: ClockContext = {
    coverage,
    sla: openSlaBook(rows.policies, coverage.hours),
    now,
    zoneOf,
    assetOf: (id) => assets.get(id) ?? null
  }
  const sums = { tickets: 0, events: 0, covered: 0, due: 0, missed: 0 }
  for (const [place, ticket] of rows.tickets.entries()) {
    const history = histories[place] ?? ([] as readonly Event[])
    const due = ticketDue(ticketClocksOf(ticket, history, context))
    const verdict = coverage.verdict({
      clientId: ticket.clientId,
      assets: ticket.assetIds.flatMap((id) => assets.get(id) ?? []),
      siteId: ticket.siteId,
      zone: zoneOf(ticket.siteId),
      ticketKind: ticket.kind,
      workKind: null,
      service: ticket.category,
      at: ticket.openedAt
    })
    sums.tickets += 1
    sums.events += history.length
    if (verdict.type === 'covered') sums.covered += 1
    if (due?.dueAt !== null && due !== null) sums.due += 1
    if (due?.dueMissed === true) sums.missed += 1
  }
  return { milliseconds: clock() - start, sums }
}

/**
 * An invoice run: what 1,000 clients owe for 100,000 entries of time, with reasons, drafts, tax and totals. As in the store's worker each client's
 * lines are let go once they are summed up: rooms ask for one client at a time.
 */
export function runInvoices({ rows }: EngineDesk, clock: Now): TaskResult {
  const period = { from: '2026-10-01', to: '2026-10-31' }
  const start = clock()
  const book = openRunBook(rows)
  const clients = new Map(rows.clients.map((client) => [client.id, client]))
  const shorts: RunClient[] = []
  const sums = { clients: size.clients, entries: rows.entries.length, drafts: 0, lines: 0, steps: 0, net: 0, gross: 0, problems: 0 }
  const take = (charges: ClientCharges, name: string): void => {
    const short = runClientOf(charges, name)
    const client = clients.get(charges.clientId)
    if (!short || !client) return
    shorts.push(short)
    for (const draft of draftsOf(charges, { organisation: rows.organisation, client, invoices: [] }, period)) addDraft(sums, draft)
    sums.problems += charges.problems.length
  }
  const run = chargeRun(book, period, null, take)
  while (run.next().done !== true);
  return { milliseconds: clock() - start, sums }
}

function addDraft(sums: { drafts: number; lines: number; steps: number; net: number; gross: number }, { input, sums: own }: Draft): void {
  sums.drafts += 1
  sums.lines += input.lines.length
  sums.steps += input.lines.reduce((total, line) => total + line.steps.length, 0)
  sums.net += own.netMinor
  sums.gross += own.grossMinor
}
