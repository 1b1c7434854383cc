// Old deletions of an organisation in memory: the same turns as in the database, see `ServerStore.raiseHorizon`.

import type { MemoryOrganisation } from './memory-store.ts'
import type { HorizonTurn } from './server-store.ts'

/** The version at the end of a day; `raisedAt`: when the horizon rose to it, null: not yet. */
export interface DayVersion {
  readonly day: number
  readonly version: number
  readonly raisedAt: number | null
}

/** See `ServerStore.raiseHorizon`. */
export function raiseMemoryHorizon(held: MemoryOrganisation, { today, keepDays, now, graceMs }: HorizonTurn): number {
  const noted = held.days.some(({ day }) => day === today)
    ? held.days
    : [...held.days, { day: today, version: held.version, raisedAt: null }]
  const days = noted.map((each) => (each.day <= today - keepDays && each.raisedAt === null ? { ...each, raisedAt: now } : each))
  const newest = (some: readonly DayVersion[]): number => some.reduce((most, { version }) => Math.max(most, version), 0)
  const isOver = ({ raisedAt }: DayVersion): boolean => raisedAt !== null && raisedAt <= now - graceMs
  held.horizon = Math.max(held.horizon, newest(days.filter(({ raisedAt }) => raisedAt !== null)))
  const upTo = newest(days.filter(isOver))
  held.days = days.filter((each) => !isOver(each) || each.version >= upTo)
  return upTo
}

/** See `ServerStore.purgeSlice`. */
export function purgeMemorySlice(held: MemoryOrganisation, upTo: number, most: number): number {
  const gone = held.leaves.filter(({ version }) => version <= upTo).slice(0, most)
  held.leaves = held.leaves.filter((leave) => !gone.includes(leave))
  let dropped = gone.length
  for (const rows of held.rows.values())
    for (const row of rows.values()) {
      if (dropped >= most || row.deletedAt === null || row.version > upTo) continue
      rows.delete(row.id)
      dropped++
    }
  return dropped
}
