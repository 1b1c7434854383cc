// Feed items become confirmed rows: pages, cursor, scope and acknowledgements in one durable step, with the pending commands
// replayed on what is true then. What the server sends is checked like a stranger's.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { findEntity } from '#core/registry.ts'
import { type LocalMeta, TransportError } from '#sync/ports.ts'
import type { PullAnswer } from '#sync/protocol/pull.ts'
import type { FeedItem, WireScope } from '#sync/protocol/rows.ts'
import { sortKey, sortKeyOf } from '../pages/page-key.ts'
import { freshSnapshot } from './fresh-snapshot.ts'
import { entitiesLost, hideEntities } from './narrow-rights.ts'
import { createDirty, markEffects, markStage, replay } from './replay.ts'
import { Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'

/** Most clients whose partitions are fetched in one go (snapshotRequest). */
const gainedAtOnce = 1000

/** Takes an answer of the feed. */
export async function takeRows(state: ReplicaState, answer: Extract<PullAnswer, { readonly type: 'rows' }>): Promise<void> {
  const stage = new Stage(state)
  const items = answer.items.map(checkItem).filter((item) => item !== null)
  const change = scopeChange(state, answer)
  for (const clientId of change.lost) stage.pages.droppedClients.add(clientId)
  const kept = items.filter((item) => isWelcome(item, change.held) && (item.clientId === null || !change.lost.has(item.clientId)))
  await stage.prefetch(kept.map(({ entity, clientId, at }) => ({ entity: entity.name, clientId, at })))
  for (const item of kept) await item.apply(stage)
  const hidden = entitiesLost(state.meta.permissionsKey, answer.permissionsKey)
  await hideEntities(stage, hidden)
  // What waits may hold such rows in its effects: all of it is looked at anew.
  const dirty = createDirty(hidden.length > 0)
  markStage(dirty, stage)
  const meta: Partial<LocalMeta> = { epoch: answer.epoch, cursor: answer.cursor, ...change.meta }
  const remaining = state.outbox.filter((entry) => {
    const version = state.applied.get(entry.envelope.id)
    const isHere = version !== undefined && version <= answer.cursor
    if (isHere) markEffects(dirty, entry.rows)
    return !isHere
  })
  const replayed = await replay(state, stage, remaining, dirty)
  await commitStep(state, { stage, ...replayed, meta })
}

/** No row of a client that this device may not see is stored, whoever sent it; one that it gains comes by snapshot, not in pieces. */
function isWelcome({ isRow, clientId }: CheckedItem, scope: WireScope): boolean {
  return !isRow || clientId === null || scope === null || scope.includes(clientId)
}

interface CheckedItem {
  readonly entity: EntityDefinition
  readonly isRow: boolean
  readonly clientId: Id | null
  readonly at: string
  apply(stage: Stage): Promise<void>
}

/** An entity that this build doesn't know is passed over: a newer build takes a fresh snapshot. */
function checkItem(item: FeedItem): CheckedItem | null {
  const entity = findEntity(item[1])
  if (!entity) return null
  if (item[0] === 'r') {
    const doc = checkDoc(entity, item[3])
    const at = sortKeyOf(entity, doc)
    return { entity, isRow: true, clientId: doc.clientId, at, apply: (stage) => stage.put(entity, { version: item[2], doc }) }
  }
  const [, , version, id, clientId, parentId] = item
  const at = sortKey(entity, parentId, id)
  return { entity, isRow: false, clientId, at, apply: (stage) => stage.take(entity, { clientId, parentId, id, version }) }
}

function checkDoc(entity: EntityDefinition, doc: { readonly id: string }): Doc {
  const parsed = entity.schema.safeParse(doc)
  if (parsed.success) return doc as Doc
  const issue = parsed.error.issues[0]
  throw new TransportError({
    type: 'garbage',
    detail: `${entity.name} ${doc.id}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`.trim()
  })
}

interface ScopeChange {
  /** Clients whose rows are here and may be; null: all. */
  readonly held: WireScope
  readonly lost: ReadonlySet<Id>
  readonly meta: Partial<LocalMeta>
}

/** What the device may see now, against what it has: lost clients go at once, gained ones are fetched by a snapshot. */
function scopeChange(
  state: ReplicaState,
  answer: { readonly scope: WireScope; readonly permissionsKey: string; readonly cursor: number }
): ScopeChange {
  const { scope: had, permissionsKey } = state.meta
  const { scope } = answer
  const lost = new Set(scope === null ? [] : heldClients(state, had).filter((clientId) => !scope.includes(clientId)))
  const held = had === null ? scope : had.filter((clientId) => !lost.has(clientId))
  if (permissionsKey !== answer.permissionsKey || (scope === null && had !== null))
    return { held, lost, meta: { scope: held, permissionsKey: answer.permissionsKey, snapshot: freshSnapshot(state) } }
  const gained = scope === null || had === null ? [] : scope.filter((clientId) => !had.includes(clientId)).slice(0, gainedAtOnce)
  if (gained.length === 0) return { held, lost, meta: lost.size === 0 ? {} : { scope: held } }
  const snapshot = { clients: gained, after: null, cursor: answer.cursor, aside: false }
  return { held, lost, meta: { scope: [...(held ?? []), ...gained], snapshot } }
}

function heldClients(state: ReplicaState, scope: WireScope): readonly Id[] {
  return scope ?? [...state.directory.allClients()]
}
