// The line behind each record of a ticket: its open charge, or the one that was fixed before.

import type { Charge } from '#core/billing/charge.entity.ts'
import type { Answers } from '#store/contract.ts'

/** What a ticket comes to right now, computed by the worker. */
export type TicketCharges = Answers['ticketCharges']

/** A line as it is shown; `fixed`: it stands on a posting or a document already. */
export interface TicketLine
  extends Pick<
    Charge,
    'kind' | 'date' | 'description' | 'quantity' | 'unit' | 'netMinor' | 'currency' | 'steps' | 'sourceEntity' | 'sourceId'
  > {
  readonly key: string
  readonly fixed: boolean
}

/** All lines of a ticket, open ones first. */
export function linesOfTicket(charges: TicketCharges | null): readonly TicketLine[] {
  if (charges === null) return []
  return [
    ...charges.lines.map((line) => ({ ...line, steps: [...line.steps], fixed: false })),
    ...charges.fixed.map((charge) => ({ ...charge, key: charge.id, fixed: true }))
  ]
}

/** The line that charges for a record, and not for something else of it. */
export function lineFor(lines: readonly TicketLine[], entity: string, id: string): TicketLine | null {
  return lines.find((line) => line.sourceEntity === entity && line.sourceId === id && line.kind !== 'adjustment') ?? null
}

/** Billed minutes of a line for time; null where it says nothing of them. */
export function billedMinutes(line: TicketLine): number | null {
  const billed = line.steps.find((step) => step.type === 'billed')?.values['billedSeconds']
  return typeof billed === 'number' ? billed / 60 : null
}
