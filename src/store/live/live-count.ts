// One live count of one window: rows per value of a field, kept by what comes and goes.

import type { CountResult, countSpec } from '#store/contract.ts'
import type { z } from 'zod'
import { compileFilters } from './filter.ts'
import type { TextOrders } from './row-order.ts'
import type { RowChange } from './row-source.ts'
import type { RowTable } from './row-table.ts'
import { createTally } from './tally.ts'

/** A live count. `change` returns null when no count changed. */
export interface LiveCount {
  readonly entity: string
  load(): CountResult
  snapshot(): CountResult
  change(changes: readonly RowChange[]): CountResult | null
}

/** Makes a live count over a hot entity. */
export function createLiveCount(spec: z.output<typeof countSpec>, table: (entity: string) => RowTable, orders: TextOrders): LiveCount {
  const holds = compileFilters(spec.where)
  const tally = createTally(spec.entity, spec.by, orders)
  let total = 0
  const result = (): CountResult => ({ total, counts: tally.counts() })
  return {
    entity: spec.entity,
    snapshot: result,
    load: () => {
      tally.clear()
      const rows = table(spec.entity)
      const places = rows.select(spec.where)
      rows.eachValue(places, spec.by, tally.addValue)
      total = places.length
      return result()
    },
    change: (changes) => {
      const before = JSON.stringify(result())
      for (const change of changes) {
        if (change.before && holds(change.before)) {
          tally.remove(change.before)
          total--
        }
        if (change.after && holds(change.after)) {
          tally.add(change.after)
          total++
        }
      }
      const now = result()
      return JSON.stringify(now) === before ? null : now
    }
  }
}
