// One billable thing, computed and not fixed yet: a line with its reason. Its key says what it charges for, so that nothing is charged
// twice: the id of the row that fixes it follows from client and key, on every device alike.

import type { Charge } from '../billing/charge.entity.ts'
import { type Id, sourceId } from '../kernel/ids.ts'

/** A computed line. `key` is unique within a client; `isLate`: it belongs to days that are posted already. */
export interface ChargeLine
  extends Pick<
    Charge,
    | 'kind'
    | 'date'
    | 'currency'
    | 'description'
    | 'quantity'
    | 'unit'
    | 'unitMinor'
    | 'netMinor'
    | 'taxRateId'
    | 'taxCategory'
    | 'taxRate'
    | 'exemptionReason'
    | 'contractId'
    | 'ticketId'
    | 'sourceEntity'
    | 'sourceId'
    | 'adjustsId'
    | 'steps'
  > {
  readonly clientId: Id
  readonly key: string
  readonly isLate: boolean
}

/** One step of a line's reason. */
export type ReasonStep = Charge['steps'][number]

/** Length of `time/` or `part/` and an id: a line of a whole entry or part, or of the first part of an entry. */
const entryKeyLength = 41

/** Id of the row that fixes a line. Lines of one entry or part, which are most, have its id with another version digit: no hash to compute. */
export function chargeIdOf(clientId: Id, key: string): Id {
  if (key.length === entryKeyLength && (key.startsWith('time/') || key.startsWith('part/'))) return `${key.slice(5, 19)}8${key.slice(20)}`
  return sourceId('charge', `${clientId}/${key}`)
}

/** A step of a reason: its type, for the words, and its values. */
export function reason(type: string, values: ReasonStep['values'] = {}): ReasonStep {
  return { type, values }
}

/** True for lines that a posting fixes: those that come to something, and those that money paid ahead brought to nothing. */
export function isPostable({ netMinor, steps }: Pick<ChargeLine, 'netMinor' | 'steps'>): boolean {
  return netMinor !== 0 || steps.some(({ type }) => type === 'paid')
}
