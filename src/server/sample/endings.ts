// Where each ticket stands now, and how many rows hang on it.

import type { Event } from '#core/history/event.entity.ts'
import { deriveId } from '#core/kernel/ids.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { Plot } from './plot.ts'

const day = 86_400_000

/** Share of tickets that are still open, by their place from the newest (out of 6,000). */
const stillOpen: readonly (readonly [place: number, share: number])[] = [
  [50, 0.95],
  [150, 0.72],
  [400, 0.4],
  [1200, 0.2],
  [3000, 0.016]
]

/** The status that a ticket has now: the newest are mostly open, old ones closed, what was just done is resolved. */
export function endingOf({ random, openedAt, template }: Plot, place: number, now: number): Ticket['status'] {
  const age = now - openedAt
  const share = stillOpen.find(([upTo]) => place < upTo)?.[1] ?? 0
  if (!random.chance(share)) return place < 350 && random.chance(0.7) ? 'resolved' : 'closed'
  if (template.channel === 'alert' && age > 3 * day) return 'in-progress'
  const shares = age < day ? ([0.3, 0.25, 0.25, 0.12, 0.08] as const) : ([0.05, 0.2, 0.27, 0.29, 0.19] as const)
  const open = ['new', 'open', 'in-progress', 'waiting-client', 'waiting-vendor'] as const
  return random.weighted(open, (status) => shares[open.indexOf(status)] ?? 0)
}

/** One of two numbers that add up to `sum` for the two tickets of a pair; `shift` moves them apart. So means are exact over all. */
export function quota(shift: number, index: number, sum: number): number {
  const half = Math.floor(sum / 2)
  return index % 2 === 0 ? half - shift : sum - half + shift
}

/** Which events a short history leaves out first. */
const dispensable = [
  'ticket.time-logged',
  'ticket.part-used',
  'ticket.commented',
  'ticket.assigned',
  'ticket.status-changed',
  'ticket.stage-advanced'
]

/** Exactly `count` events: later ones of lesser kinds go, or what was written is touched up. The opening stays. */
export function fitEvents(events: readonly Event[], count: number): readonly Event[] {
  const kept = [...events]
  for (const kind of dispensable) {
    for (let at = kept.length - 1; at > 0 && kept.length > count; at -= 1) if (kept[at]?.kind === kind) kept.splice(at, 1)
  }
  const last = kept.at(-1)
  const missing = last ? Math.max(0, count - kept.length) : 0
  return last ? [...kept.slice(0, Math.max(count, 1)), ...Array.from({ length: missing }, (_, at) => touchUp(last, at + 1))] : kept
}

function touchUp(last: Event, extra: number): Event {
  const changes = [{ field: 'urgency', from: 3, to: 2 }]
  return { ...last, id: deriveId(last.commandId, 1000 + extra), kind: 'ticket.edited', changes, data: {} }
}
