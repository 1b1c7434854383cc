// The one place that lets a command's rows through: each is in the actor's scope before and after, parses by its entity's schema,
// takes no place that is taken, and refers only to rows that are there and that the actor may see.

import { assert } from '#core/kernel/assert.ts'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Effects, RowEffect } from '#core/kernel/execute.ts'
import { isEqual } from '#core/kernel/merge.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import type { Outcome } from '#sync/protocol/push.ts'
import type { Viewer } from '../store/server-store.ts'
import { seesClient, seesEntity } from '../store/visibility.ts'
import type { DecisionBuffer } from './decision-buffer.ts'

/**
 * What stands against these effects: a refusal or a parking, or null.
 * @throws when a row doesn't parse: that is a mistake of the command's code
 */
export async function checkEffects(buffer: DecisionBuffer, viewer: Viewer, commandId: Id, effects: Effects): Promise<Outcome | null> {
  for (const effect of effects.rows) {
    const entity = entityNamed(effect.entity)
    assertParses(entity, effect)
    if (!isWritable(viewer, entity, effect)) return outOfScope(effect.entity, effect.id)
  }
  return findObstacle(buffer, viewer, commandId, effects)
}

/** Whether a place is taken or a reference leads nowhere: what of the check looks at other rows. */
export async function findObstacle(buffer: DecisionBuffer, viewer: Viewer, commandId: Id, effects: Effects): Promise<Outcome | null> {
  return (await taken(buffer, commandId, effects)) ?? (await dangling(buffer, viewer, effects))
}

function assertParses(entity: EntityDefinition, effect: RowEffect): void {
  if (!effect.after) return
  const parsed = entity.schema.safeParse(effect.after)
  const issue = parsed.error?.issues[0]
  assert(parsed.success, `${entity.name} row parses: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  assert(effect.after.id === effect.id, `${entity.name} keeps its id`)
  assert((entity.scope === 'organisation') === (effect.after.clientId === null) || entity.scope === 'client', `${entity.name} is shared`)
}

function isWritable(viewer: Viewer, entity: EntityDefinition, { before, after }: RowEffect): boolean {
  if (!seesEntity(viewer, entity)) return false
  // A new client comes into being in nobody's narrower scope: only who sees all clients may make one.
  return [before, after].every((doc) => doc === null || seesClient(viewer, doc.clientId))
}

/** Ids derived from the command's own are not asked for: a command id is unique, and the database refuses to insert twice. */
async function taken(buffer: DecisionBuffer, commandId: Id, effects: Effects): Promise<Outcome | null> {
  const own = commandId.slice(0, 32)
  const made = effects.rows.filter(({ before, after, id }) => before === null && after !== null && !id.startsWith(own))
  for (const [entity, ids] of groupIds(made.map(({ entity, id }) => [entity, id] as const))) {
    const presence = await buffer.presence(entity, ids)
    for (const id of ids)
      if (presence.get(id) !== 'none') return { type: 'refused', refusal: { type: 'already-exists', values: { entity, id } } }
  }
  return null
}

async function dangling(buffer: DecisionBuffer, viewer: Viewer, effects: Effects): Promise<Outcome | null> {
  const own = new Set(effects.rows.map(({ entity, id }) => `${entity}/${id}`))
  for (const effect of effects.rows) {
    for (const [field, target] of Object.entries(entityNamed(effect.entity).references ?? {})) {
      const value = effect.after?.[field]
      if (typeof value !== 'string' || isEqual(effect.before?.[field], value) || own.has(`${target}/${value}`)) continue
      const outcome = await checkReference(buffer, viewer, target, value)
      if (outcome) return outcome
    }
  }
  return null
}

async function checkReference(buffer: DecisionBuffer, viewer: Viewer, entity: string, id: Id): Promise<Outcome | null> {
  if (await buffer.row(viewer, entity, id)) return null
  const presence = (await buffer.presence(entity, [id])).get(id)
  if (presence === 'live') return outOfScope(entity, id)
  if (presence === 'deleted') return { type: 'refused', refusal: { type: 'missing-row', values: { entity, id } } }
  return { type: 'parked', entity, id }
}

function outOfScope(entity: string, id: Id): Outcome {
  return { type: 'refused', refusal: { type: 'out-of-scope', values: { entity, id } } }
}

function groupIds(pairs: readonly (readonly [string, Id])[]): Map<string, Id[]> {
  const groups = new Map<string, Id[]>()
  for (const [entity, id] of pairs) groups.set(entity, [...(groups.get(entity) ?? []), id])
  return groups
}
