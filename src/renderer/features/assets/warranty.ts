// Warranty as a state and as a condition of a query. Dates are calendar dates of this machine's day.

import type { Filter } from '#store/contract.ts'
import { warrantyWords } from '#core/words/rooms-assets.ts'

/** Where a warranty stands. */
export type WarrantyState = keyof typeof warrantyWords

/** All of them. */
export const warrantyStates = Object.keys(warrantyWords) as readonly WarrantyState[]

const soonDays = 90

/** Today, or a number of days later, as YYYY-MM-DD. */
export function dayFromNow(days: number, now: number = Date.now()): string {
  const date = new Date(now + days * 86_400_000)
  return `${String(date.getFullYear())}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

/** Where the warranty that ends on this date stands; its last day still counts as covered. */
export function warrantyState(until: string | null, now: number = Date.now()): WarrantyState {
  if (until === null) return 'unknown'
  if (until < dayFromNow(0, now)) return 'ended'
  return until <= dayFromNow(soonDays, now) ? 'soon' : 'valid'
}

/** The assets whose warranty stands so. */
export function warrantyFilter(state: WarrantyState): readonly Filter[] {
  const field = 'warrantyUntil'
  const yesterday = dayFromNow(-1)
  switch (state) {
    case 'unknown':
      return [{ op: 'empty', field }]
    case 'ended':
      return [
        { op: 'present', field },
        { op: 'below', field, value: dayFromNow(0) }
      ]
    case 'soon':
      return [
        { op: 'above', field, value: yesterday },
        { op: 'below', field, value: dayFromNow(soonDays + 1) }
      ]
    case 'valid':
      return [{ op: 'above', field, value: dayFromNow(soonDays) }]
  }
}
