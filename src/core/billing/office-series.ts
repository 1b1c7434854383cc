// The number series that a new organisation starts with: one for invoices, one for credit notes, counted by the server.

import { sourceId } from '../kernel/ids.ts'
import type { NumberSeries } from './number-series.entity.ts'

const first = [
  { kind: 'invoice', prefix: 'INV-' },
  { kind: 'credit-note', prefix: 'CN-' }
] as const

/** Both series, with ids that follow from their kind. @param now UTC milliseconds */
export function officeSeries(now: number): readonly NumberSeries[] {
  return first.map(({ kind, prefix }) => ({
    id: sourceId('number_series', `office/${kind}`),
    clientId: null,
    kind,
    prefix,
    digits: 5,
    next: 1,
    deviceId: null,
    epoch: null,
    grantedAt: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now
  }))
}

/** True when two series could print the same number: equal prefixes, or one is the other with digits behind it. */
export function couldMeet(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long.startsWith(short) && /^\d*$/.test(long.slice(short.length))
}
