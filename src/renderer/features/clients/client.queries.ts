// What the clients room asks of the store.

import { useMemo } from 'react'
import type { Filter } from '#store/contract.ts'
import { useCount } from '#renderer/live/use-live.ts'

/** Work that is still to be done. */
export const openWork: readonly Filter[] = [
  { op: 'notIn', field: 'status', values: ['resolved', 'closed'] },
  { op: 'empty', field: 'archivedAt' }
]

/** Only what isn't archived. */
export const notArchived: Filter = { op: 'empty', field: 'archivedAt' }

/** Conditions of one client. */
export function ofClient(clientId: string): Filter {
  return { op: 'is', field: 'clientId', value: clientId }
}

/** How many rows of an entity each client has, by client id. */
export function useCountPerClient(entity: 'ticket' | 'asset'): ReadonlyMap<string, number> {
  const where = entity === 'ticket' ? [...openWork] : [notArchived]
  const counted = useCount({ entity, where, by: 'clientId' })
  return useMemo(() => new Map((counted?.counts ?? []).map(({ value, count }) => [String(value), count])), [counted])
}

const monthsShown = 12

/** A client's tickets per month of the last twelve, oldest first, and when its work was last touched. */
export function useClientPulse(clientId: string): { readonly months: readonly number[]; readonly lastAt: number | null } {
  const since = useMemo(() => monthStart(new Date(), 1 - monthsShown), [])
  const opened = useCount({
    entity: 'ticket',
    where: [ofClient(clientId), { op: 'above', field: 'openedAt', value: since - 1 }],
    by: 'openedAt'
  })
  const touched = useCount({
    entity: 'ticket',
    where: [ofClient(clientId), { op: 'above', field: 'updatedAt', value: since }],
    by: 'updatedAt'
  })
  return useMemo(() => {
    const months = Array.from({ length: monthsShown }, () => 0)
    for (const { value, count } of opened?.counts ?? []) {
      const place = monthsBetween(since, Number(value))
      if (place >= 0 && place < monthsShown) months[place] = (months[place] ?? 0) + count
    }
    let lastAt: number | null = null
    for (const { value } of touched?.counts ?? []) lastAt = Math.max(lastAt ?? 0, Number(value))
    return { months, lastAt }
  }, [opened, touched, since])
}

function monthStart(date: Date, shift: number): number {
  return new Date(date.getFullYear(), date.getMonth() + shift, 1).getTime()
}

function monthsBetween(start: number, at: number): number {
  const from = new Date(start)
  const to = new Date(at)
  return (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth()
}
