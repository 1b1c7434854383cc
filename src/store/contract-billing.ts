// What windows may ask about what clients owe, as schemas; part of the store's contract. A run is computed step by step, as far as the window
// goes on asking: that is its progress, its pace and its cancelling. What it computed stays in the worker; windows ask for one client at a time.

import { z } from 'zod'
import type { BurnDown } from '#core/charges/burn-down.ts'
import type { RunClient } from '#core/charges/charge-run.ts'
import type { ClientCharges } from '#core/charges/client-charges.ts'
import type { FixedCharge } from '#core/charges/fixed-work.ts'
import type { Draft } from '#core/charges/invoice-drafts.ts'
import type { Margin } from '#core/charges/margin.ts'
import { calendarDate, id } from '#core/kernel/schema.ts'
import type { RunResult } from './contract.ts'

const days = { from: calendarDate, through: calendarDate }

/** Requests about what clients owe. */
export const billingRequests = {
  /** Begins a run over these days; `clientIds` null: every client that isn't archived. */
  beginRun: z.strictObject({ ...days, clientIds: z.array(id).max(10_000).nullable() }),
  /** Goes on for a moment. */
  runStep: z.strictObject({ job: z.int() }),
  /** Lines of one client of a run that is done, with the drafts that they would make. */
  runLines: z.strictObject({ job: z.int(), clientId: id }),
  /** Drafts the documents of some clients, and with `lock` posts the days first. Ask again for the next ones: that is progress and cancelling. */
  draftRun: z.strictObject({ job: z.int(), clientIds: z.array(id).min(1).max(50), lock: z.boolean() }),
  /** Gives a run up, or lets a finished one go. */
  endRun: z.strictObject({ job: z.int() }),
  /** What one client owes for some days, and how its blocks stand. */
  clientCharges: z.strictObject({ clientId: id, ...days }),
  /** What a ticket comes to until now: open lines, and those that were charged before. */
  ticketCharges: z.strictObject({ ticketId: id }),
  /** How a client's prepaid blocks were used up, day by day, up to today. */
  burnDown: z.strictObject({ clientId: id, today: calendarDate }),
  /** What is left of what a client pays, per contract. Null for who may not see costs. */
  margins: z.strictObject({ clientId: id, ...days })
} as const

/** A run under way. `clients` when it is done: those of which there is something to say, by name. */
export interface RunProgress {
  readonly phase: 'reading' | 'computing' | 'done'
  readonly done: number
  readonly total: number
  readonly clients: readonly RunClient[] | null
}

/** What became of one client's drafts: each command's outcome, `billing-period.post` and `invoice.draft`. Empty: nothing was to be drafted. */
export interface DraftedClient {
  readonly clientId: string
  readonly results: readonly { readonly command: string; readonly result: RunResult }[]
}

/** Answers about what clients owe. */
export interface BillingAnswers {
  beginRun: { readonly job: number }
  runStep: RunProgress
  runLines: { readonly charges: ClientCharges; readonly drafts: readonly Draft[] }
  draftRun: readonly DraftedClient[]
  endRun: null
  clientCharges: ClientCharges
  ticketCharges: Pick<ClientCharges, 'lines' | 'balances' | 'problems'> & {
    readonly fixed: readonly FixedCharge[]
    readonly draft: Draft | null
  }
  burnDown: readonly BurnDown[]
  margins: readonly Margin[] | null
}
