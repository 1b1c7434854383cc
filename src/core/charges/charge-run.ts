// A run over many clients, one after the other, so that whoever drives it can stop between two, show how far it is, and let others work.

import type { Id } from '../kernel/ids.ts'
import type { ChargeLine } from './charge-line.ts'
import { type ClientCharges, clientCharges } from './client-charges.ts'
import type { DateRange } from './fee-periods.ts'
import type { FixedCharge } from './fixed-work.ts'
import type { RunBook } from './run-rows.ts'

/** What a client owes under one contract (null: under none) in one currency. */
export interface RunPart {
  readonly contractId: Id | null
  readonly currency: string
  readonly lines: number
  readonly netMinor: number
  /** Of it, what comes late for posted days. */
  readonly lateMinor: number
}

/** One client of a run in short. `nothing`: lines that come to nothing, because work is covered or drawn. */
export interface RunClient {
  readonly clientId: Id
  readonly name: string
  readonly parts: readonly RunPart[]
  readonly nothing: number
  readonly problems: ClientCharges['problems']
  readonly postedThrough: string | null
}

/** Computes clients in order of name; yields how many are done. The result is whatever `take` keeps. */
export function* chargeRun(
  book: RunBook,
  range: DateRange,
  clientIds: ReadonlySet<Id> | null,
  take: (charges: ClientCharges, name: string) => void
): Generator<{ readonly done: number; readonly total: number }, void, undefined> {
  const clients = book.clients
    .filter(({ id, archivedAt }) => (clientIds ? clientIds.has(id) : archivedAt === null))
    .toSorted((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))
  for (const [done, client] of clients.entries()) {
    yield { done, total: clients.length }
    take(clientCharges(book.prices, book.factsOf(client), range), client.name)
  }
  yield { done: clients.length, total: clients.length }
}

/** A client in short; null where there is nothing to say. */
export function runClientOf({ clientId, lines, waiting, problems, postedThrough }: ClientCharges, name: string): RunClient | null {
  const parts = new Map<string, RunPart>()
  for (const line of [...lines.filter(({ netMinor }) => netMinor !== 0), ...waiting]) addTo(parts, line)
  const nothing = lines.filter(({ netMinor }) => netMinor === 0).length
  if (parts.size + nothing + problems.length === 0) return null
  return { clientId, name, parts: [...parts.values()], nothing, problems, postedThrough }
}

function addTo(parts: Map<string, RunPart>, line: ChargeLine | FixedCharge): void {
  const key = `${line.contractId ?? ''} ${line.currency}`
  const part = parts.get(key) ?? { contractId: line.contractId, currency: line.currency, lines: 0, netMinor: 0, lateMinor: 0 }
  const lateMinor = 'isLate' in line && line.isLate ? line.netMinor : 0
  parts.set(key, { ...part, lines: part.lines + 1, netMinor: part.netMinor + line.netMinor, lateMinor: part.lateMinor + lateMinor })
}
