// What one client or one ticket owes right now, computed when a window asks: one client's rows are read, nobody else's.

import { burnDown } from '#core/charges/burn-down.ts'
import { feeBurns } from '#core/charges/fee-burn.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import type { DateRange } from '#core/charges/fee-periods.ts'
import { gatherFixed } from '#core/charges/fixed-work.ts'
import { draftsOf } from '#core/charges/invoice-drafts.ts'
import { clientMargins, type CostFacts } from '#core/charges/margin.ts'
import { openRunBook } from '#core/charges/run-rows.ts'
import type { Id } from '#core/kernel/ids.ts'
import { isAllowed } from '#core/kernel/permission.ts'
import type { BillingAnswers } from '#store/contract-billing.ts'
import type { Replica } from '#store/replica.ts'
import { readClientRows, type RunReplica } from './read-run-rows.ts'
import { WindowError } from './window-error.ts'

/** The earliest day that a calendar date can name. */
const firstDay = '0001-01-01'

/** What one client owes for some days. */
export async function chargesOfClient(replica: RunReplica, clientId: Id, range: DateRange): Promise<BillingAnswers['clientCharges']> {
  const { book, facts } = await factsOf(replica, clientId)
  return clientCharges(book.prices, facts, range)
}

/** What a ticket comes to until now. @param now UTC milliseconds */
export async function chargesOfTicket(replica: RunReplica, ticketId: Id, now: number): Promise<BillingAnswers['ticketCharges']> {
  const ticket = replica.get('ticket', ticketId)
  if (!ticket?.clientId) throw new WindowError({ type: 'invalid-input', field: 'params.ticketId', expected: 'a ticket that is here' })
  const { book, facts, rows } = await factsOf(replica, ticket.clientId)
  const range = { from: firstDay, to: book.prices.dateAt(book.prices.organisation.timeZone, now) }
  const charges = clientCharges(book.prices, facts, range)
  const isOwn = (line: { readonly ticketId: Id | null }): boolean => line.ticketId === ticketId
  const lines = charges.lines.filter(isOwn)
  const fixed = gatherFixed(facts).charges.filter(isOwn)
  const waiting = charges.waiting.filter(isOwn)
  const [draft] = draftsOf({ clientId: ticket.clientId, lines, waiting }, { ...facts, organisation: rows.organisation }, null)
  const sources = new Set(facts.entries.filter(isOwn).map(({ id }) => id))
  const problems = charges.problems.filter(({ sourceId }) => sourceId === ticketId || sources.has(sourceId))
  return { lines, balances: charges.balances, problems, fixed, draft: draft ?? null }
}

/** How a client's blocks were used up, and the fees of the periods that run. @param today calendar date */
export async function burnDownOfClient(replica: RunReplica, clientId: Id, today: string): Promise<BillingAnswers['burnDown']> {
  const { book, facts } = await factsOf(replica, clientId)
  return [...burnDown(book.prices, facts, today), ...feeBurns(book.prices, facts, today)]
}

/** What is left of what a client pays; null for who may not see costs. */
export async function marginsOfClient(
  replica: RunReplica & Pick<Replica, 'actor'>,
  clientId: Id,
  range: DateRange
): Promise<BillingAnswers['margins']> {
  if (!isAllowed(replica.actor().role, 'cost.read')) return null
  const { book, facts } = await factsOf(replica, clientId)
  const costs = { personCosts: [...replica.rows('person_cost')], partCosts: [...replica.rows('part_cost')] } as unknown as CostFacts
  return clientMargins(book.prices, facts, range, costs)
}

async function factsOf(replica: RunReplica, clientId: Id) {
  const rows = await readClientRows(replica, clientId)
  const client = rows?.clients.find(({ id }) => id === clientId)
  if (!rows || !client) throw new WindowError({ type: 'invalid-input', field: 'params.clientId', expected: 'a client that is here' })
  const book = openRunBook(rows)
  return { rows, book, facts: book.factsOf(client) }
}
