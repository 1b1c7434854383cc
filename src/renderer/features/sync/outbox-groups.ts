// What this device has not got confirmed, as people look at it: waiting in order, parked, and refusals under their cause.

import type { OutboxItem } from '#store/contract.ts'

/** A refused command with those whose refusal follows from it. */
export interface RefusalGroup {
  readonly item: OutboxItem
  readonly followers: readonly OutboxItem[]
}

/** The outbox, sorted out. */
export interface OutboxGroups {
  readonly waiting: readonly OutboxItem[]
  readonly parked: readonly OutboxItem[]
  readonly refused: readonly RefusalGroup[]
}

/** Sorts the outbox out. A follower whose cause is gone stands alone, so that none is hidden. */
export function groupOutbox(items: readonly OutboxItem[]): OutboxGroups {
  const refused = items.filter((item) => item.state === 'refused')
  const byId = new Map(refused.map((item) => [item.commandId, item]))
  const roots = refused.filter((item) => rootOf(item, byId) === item)
  return {
    waiting: items.filter((item) => item.state === 'waiting'),
    parked: items.filter((item) => item.state === 'parked'),
    refused: roots.map((item) => ({ item, followers: refused.filter((other) => other !== item && rootOf(other, byId) === item) }))
  }
}

function rootOf(item: OutboxItem, byId: ReadonlyMap<string, OutboxItem>): OutboxItem {
  let root = item
  const seen = new Set<string>()
  while (root.causeId !== null && !seen.has(root.commandId)) {
    seen.add(root.commandId)
    const cause = byId.get(root.causeId)
    if (cause === undefined) return root
    root = cause
  }
  return root
}
