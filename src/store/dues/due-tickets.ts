// Deadlines of open tickets beside their rows, so that lists sort and filter by them. Computed in the worker from each ticket's history, in
// short slices; a change of a ticket, its history or what is promised to its client computes those tickets again and no others.
// Invariant: a row with deadlines is a new object whenever its deadlines or its fields changed, and the same one otherwise.

import type { Event } from '#core/history/event.entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { isEqual } from '#core/kernel/merge.ts'
import { ticketClocksOf } from '#core/sla/ticket-clocks-of.ts'
import { type TicketDue, ticketDue } from '#core/sla/ticket-due.ts'
import { type Ticket, ticket } from '#core/tickets/ticket.entity.ts'
import { isDone } from '#core/tickets/ticket.rules.ts'
import type { Replica, ReplicaChange } from '#store/replica.ts'
import { createDueQueue, type DueQueue } from './due-queue.ts'
import { type ClockRows, clockRows, laidOutEntities, promisingEntities } from './clock-rows.ts'

/** What deadlines are made of. `later` calls back after a delay in milliseconds; `now` in UTC milliseconds. */
export interface DueTicketsDeps {
  readonly replica: Pick<Replica, 'get' | 'rows' | 'children'>
  readonly now: () => number
  readonly later: (delayMs: number, run: () => void) => void
  /** Hears of tickets whose deadlines changed. */
  readonly onDue: (ids: ReadonlySet<string>) => void
}

/** Rows of tickets with their deadlines. */
export interface DueTickets {
  /** The row with its deadlines; the row itself where nothing is promised, or nothing is computed yet. */
  dressed(row: Doc): Doc
  changed(change: Pick<ReplicaChange, 'hot' | 'cold' | 'reset'>): void
  close(): void
}

const sliceMs = 8
/** What one person changes is shown at once; more than that is a sync. */
const mostInHurry = 50
/** What windows ask for when the store opens goes first. */
const firstTurnMs = 100
/** Contracts begin and end at midnight of some zone. */
const turnEveryMs = 900_000

interface State {
  readonly deps: DueTicketsDeps
  /** Null: to be laid out anew; `none`: nothing is promised. */
  rows: ClockRows | 'none' | null
  readonly dues: Map<string, TicketDue>
  readonly dresses: Map<string, { readonly row: Doc; readonly due: TicketDue; readonly dressed: Doc }>
  readonly queue: DueQueue
  turning: boolean
  running: boolean
  closed: boolean
}

/** Begins to compute. */
export function createDueTickets(deps: DueTicketsDeps): DueTickets {
  const state: State = {
    deps,
    rows: null,
    dues: new Map(),
    dresses: new Map(),
    queue: createDueQueue((id) => `${deps.replica.get(ticket.name, id)?.clientId ?? ''} ${id}`),
    turning: false,
    running: false,
    closed: false
  }
  deps.later(firstTurnMs, () => enqueue(state, () => true))
  return {
    dressed: (row) => dress(state, row),
    changed: (change) => take(state, change),
    close: () => {
      state.closed = true
      state.queue.clear()
    }
  }
}

function dress(state: State, row: Doc): Doc {
  const due = state.dues.get(row.id)
  if (!due) return row
  const known = state.dresses.get(row.id)
  if (known?.row === row && known.due === due) return known.dressed
  const dressed = { ...row, ...due }
  state.dresses.set(row.id, { row, due, dressed })
  return dressed
}

function take(state: State, { hot, cold, reset }: Pick<ReplicaChange, 'hot' | 'cold' | 'reset'>): void {
  if (reset) {
    state.rows = null
    for (const id of state.dues.keys()) state.queue.add(id)
    enqueue(state, () => true)
    return
  }
  if (state.rows !== 'none') {
    const ids = [...(hot.get(ticket.name) ?? []), ...(cold.get('event') ?? [])].filter(
      (id) => state.dues.has(id) || isOpenTicket(state, id)
    )
    for (const id of ids) {
      if (ids.length <= mostInHurry) state.queue.hurry(id)
      else state.queue.add(id)
    }
  }
  if (promisingEntities.everywhere.some((entity) => hot.has(entity))) {
    state.rows = null
    enqueue(state, () => true)
  } else {
    const clients = clientsOf(state, hot)
    if (clients) {
      // Sites and assets are read one by one, the rest is laid out.
      if (laidOutEntities.some((entity) => hot.has(entity))) state.rows = null
      enqueue(state, ({ clientId }) => clients.has(clientId))
    }
  }
  start(state)
}

function isOpenTicket({ deps }: State, id: string): boolean {
  const row = deps.replica.get(ticket.name, id)
  return row !== null && isOpen(row as unknown as Ticket)
}

/** Clients whose promises may have changed; null for none. */
function clientsOf({ deps }: State, hot: ReplicaChange['hot']): ReadonlySet<unknown> | null {
  const changed = promisingEntities.ofClient.flatMap((entity) => [...(hot.get(entity) ?? [])].map((id) => ({ entity, id })))
  if (changed.length === 0) return null
  // A row that is gone says no more whose it was; its id may be the client's own.
  return new Set(changed.flatMap(({ entity, id }) => [id, deps.replica.get(entity, id)?.clientId ?? null]))
}

function enqueue(state: State, concerns: (row: Ticket) => boolean): void {
  if (state.closed) return
  if (laidOut(state) === 'none') for (const id of state.dues.keys()) state.queue.add(id)
  else addOpen(state, concerns)
  start(state)
}

function addOpen(state: State, concerns: (row: Ticket) => boolean): void {
  for (const doc of state.deps.replica.rows(ticket.name)) {
    const row = doc as unknown as Ticket
    if (isOpen(row) && concerns(row)) state.queue.add(row.id)
  }
}

function isOpen({ status, archivedAt }: Ticket): boolean {
  return archivedAt === null && !isDone(status)
}

function start(state: State): void {
  if (state.running || state.closed || state.queue.isEmpty) return
  state.running = true
  state.deps.later(0, () => void slice(state))
}

async function slice(state: State): Promise<void> {
  const { deps, queue } = state
  const changed = new Set<string>()
  const until = deps.now() + sliceMs
  for (let id = queue.next(); id !== null; id = deps.now() < until ? queue.next() : null) {
    // One after another, so that a slice ends in time.
    // oxlint-disable-next-line no-await-in-loop
    const due = await computeDue(state, id)
    if (state.closed) return
    if (keep(state, id, due)) changed.add(id)
  }
  state.running = false
  if (changed.size > 0) deps.onDue(changed)
  start(state)
}

function keep(state: State, id: string, due: TicketDue | null): boolean {
  const before = state.dues.get(id) ?? null
  if (isEqual(before, due)) return false
  if (due) state.dues.set(id, due)
  else {
    state.dues.delete(id)
    state.dresses.delete(id)
  }
  return true
}

async function computeDue(state: State, id: string): Promise<TicketDue | null> {
  const { replica, now } = state.deps
  const row = replica.get(ticket.name, id) as unknown as Ticket | null
  if (!row || !isOpen(row) || laidOut(state) === 'none') return null
  const events = await historyOf(state, id)
  // While the history was read, rows may have changed: then this ticket waits again, and this answer holds until its turn.
  const rows = laidOut(state)
  return rows === 'none' || events === null ? null : ticketDue(ticketClocksOf(row, events, { ...rows, now: now() }))
}

/** Null where it can't be read: damage is told and mended by the replica itself, and a ticket without its history has no deadline. */
async function historyOf({ deps }: State, id: string): Promise<readonly Event[] | null> {
  try {
    return (await deps.replica.children('event', id)) as unknown as readonly Event[]
  } catch {
    return null
  }
}

function laidOut(state: State): ClockRows | 'none' {
  state.rows ??= clockRows(state.deps.replica) ?? 'none'
  if (state.rows !== 'none' && !state.turning) scheduleTurn(state)
  return state.rows
}

/** From time to time the clients of whom a contract or clause begins or ends about now are computed again. */
function scheduleTurn(state: State): void {
  state.turning = true
  let last = state.deps.now()
  const turn = (): void => {
    if (state.closed) return
    const now = state.deps.now()
    const rows = laidOut(state)
    if (rows !== 'none') {
      const days = [last, now].map((at) => new Date(at).toISOString().slice(0, 10))
      const near = [days[0] ?? '', dayAfter(days[1] ?? '')] as const
      enqueue(state, ({ clientId }) => rows.coverage.turnsOf(clientId).some((date) => near[0] <= date && date <= near[1]))
    }
    last = now
    state.deps.later(turnEveryMs, turn)
  }
  state.deps.later(turnEveryMs, turn)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
}
