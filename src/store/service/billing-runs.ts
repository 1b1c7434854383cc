// Runs over what clients owe, on their way to a window: each step goes on for a moment, so that live queries and commands of other windows are
// answered in between. A run keeps the rows that it read and, of each client, only the sums: lines are computed again for the one that is asked
// for, because the reasons of a hundred thousand lines would fill the memory.

import { type ChargeLine, chargeIdOf, isPostable } from '#core/charges/charge-line.ts'
import { chargeRun, type RunClient, runClientOf } from '#core/charges/charge-run.ts'
import { type ClientCharges, clientCharges } from '#core/charges/client-charges.ts'
import type { DateRange } from '#core/charges/fee-periods.ts'
import type { FixedCharge } from '#core/charges/fixed-work.ts'
import { type Draft, draftsOf } from '#core/charges/invoice-drafts.ts'
import { layOutRun, type RunBook, type RunRows } from '#core/charges/run-rows.ts'
import type { CommandCall } from '#core/kernel/command.ts'
import type { Id } from '#core/kernel/ids.ts'
import { addDays } from '#core/sla/calendar-date.ts'
import type { BillingAnswers, RunProgress } from '#store/contract-billing.ts'
import { readRunRows, type Reading, type RunReplica } from './read-run-rows.ts'
import { WindowError } from './window-error.ts'

/** How long a step goes on. */
const stepMs = 25

interface Job {
  readonly range: DateRange
  readonly steps: AsyncGenerator<RunProgress, void, undefined>
  readonly clientIds: Set<Id>
  book: RunBook | null
  rows: RunRows | null
}

/** Runs that windows have begun. */
export interface BillingRuns {
  begin(replica: RunReplica, range: DateRange, clientIds: readonly Id[] | null): BillingAnswers['beginRun']
  step(job: number): Promise<RunProgress>
  lines(job: number, clientId: Id): BillingAnswers['runLines']
  /** Commands that draft a client's documents and, with `lock`, post its days first. */
  calls(job: number, clientId: Id, lock: boolean): readonly CommandCall[]
  end(job: number): Promise<void>
}

/** Makes an empty list of runs. `now` in UTC milliseconds. */
export function createBillingRuns(now: () => number): BillingRuns {
  const jobs = new Map<number, Job>()
  let count = 0
  const jobOf = (number: number): Job => {
    const job = jobs.get(number)
    if (!job) throw new WindowError({ type: 'invalid-input', field: 'params.job', expected: 'a run that was begun' })
    return job
  }
  return {
    begin(replica, range, clientIds) {
      if (range.to < range.from)
        throw new WindowError({ type: 'invalid-input', field: 'params.through', expected: `a date on or after ${range.from}` })
      const job: Job = { range, steps: stepsOf(() => job, replica, clientIds), clientIds: new Set(), book: null, rows: null }
      jobs.set(++count, job)
      return { job: count }
    },
    async step(number) {
      const { steps } = jobOf(number)
      const until = now() + stepMs
      for (;;) {
        const { value, done } = await steps.next()
        if (done) throw new WindowError({ type: 'invalid-input', field: 'params.job', expected: 'a run that is not done' })
        if (value.phase === 'done' || now() >= until) return value
      }
    },
    lines(number, clientId) {
      const charges = chargesOf(jobOf(number), clientId)
      return { charges, drafts: draftsIn(jobOf(number), clientId, charges) }
    },
    calls: (number, clientId, lock) => callsOf(jobOf(number), clientId, lock),
    async end(number) {
      await jobs.get(number)?.steps.return()
      jobs.delete(number)
    }
  }
}

async function* stepsOf(
  jobOf: () => Job,
  replica: RunReplica,
  clientIds: readonly Id[] | null
): AsyncGenerator<RunProgress, void, undefined> {
  const job = jobOf()
  const reading = readRunRows(replica, clientIds?.length === 1 ? (clientIds[0] ?? null) : null)
  let step: IteratorResult<Reading, RunRows | null>
  let reached: Reading = { done: 0, total: 1 }
  while (!(step = await reading.next()).done) yield { phase: 'reading', ...(reached = step.value), clients: null }
  const clients: RunClient[] = []
  if (step.value) {
    job.rows = step.value
    const laying = layOutRun(step.value)
    let laid: IteratorResult<void, RunBook>
    while (!(laid = laying.next()).done) yield { phase: 'reading', ...reached, clients: null }
    job.book = laid.value
    const run = chargeRun(laid.value, job.range, clientIds && new Set(clientIds), (charges, name) => {
      const short = runClientOf(charges, name)
      if (!short) return
      job.clientIds.add(charges.clientId)
      clients.push(short)
    })
    for (const progress of run) yield { phase: 'computing', ...progress, clients: null }
  }
  yield { phase: 'done', done: clients.length, total: clients.length, clients }
}

function chargesOf({ book, clientIds, range }: Job, clientId: Id): ClientCharges {
  const client = clientIds.has(clientId) ? book?.clients.find(({ id }) => id === clientId) : undefined
  if (!book || !client) throw new WindowError({ type: 'invalid-input', field: 'params.clientId', expected: 'a client of this run' })
  return clientCharges(book.prices, book.factsOf(client), range)
}

function draftsIn(job: Job, clientId: Id, charges: Pick<ClientCharges, 'clientId' | 'lines' | 'waiting'>): readonly Draft[] {
  const { book, rows, range } = job
  const client = book?.clients.find(({ id }) => id === clientId)
  if (!book || !rows || !client) return []
  return draftsOf(charges, { organisation: rows.organisation, client, invoices: book.factsOf(client).invoices }, range)
}

/** Posted first, drafted then: the lines of a posted period stand on charges of their own, which a document only names. */
function callsOf(job: Job, clientId: Id, lock: boolean): readonly CommandCall[] {
  const charges = chargesOf(job, clientId)
  const { range } = job
  const { postedThrough } = charges
  const from = postedThrough !== null && postedThrough >= range.from ? addDays(postedThrough, 1) : range.from
  if (!lock || from > range.to) return draftsIn(job, clientId, charges).map(({ input }) => ({ name: 'invoice.draft', input }))
  const fixed = charges.lines.filter(isPostable)
  const owed = fixed.filter(({ netMinor }) => netMinor !== 0)
  const post = { clientId, from, through: range.to, draws: charges.draws, charges: fixed.map(postedCharge) }
  const drafts = draftsIn(job, clientId, { clientId, lines: [], waiting: [...owed.map(waitingCharge), ...charges.waiting] })
  return [{ name: 'billing-period.post', input: post }, ...drafts.map(({ input }) => ({ name: 'invoice.draft', input }))]
}

function postedCharge({
  clientId,
  key,
  isLate: _late,
  ...line
}: ChargeLine): Omit<ChargeLine, 'clientId' | 'key' | 'isLate'> & { readonly id: Id } {
  return { ...line, id: chargeIdOf(clientId, key) }
}

function waitingCharge(line: ChargeLine): FixedCharge {
  const { clientId: _client, key: _key, isLate: _late, ...rest } = line
  return { ...rest, id: chargeIdOf(line.clientId, line.key), periodId: null, invoiceId: null }
}
