// From effects to rows: stamps per field, conflict records for what lost a merge, leaves and followers when a row changes its client.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import { type EntityDefinition, privateOwnerOf } from '#core/kernel/entity.ts'
import type { Doc, Effects, RowEffect } from '#core/kernel/execute.ts'
import { deriveId, type Id } from '#core/kernel/ids.ts'
import { isEqual, type Stamp } from '#core/kernel/merge.ts'
import { conflict, type Conflict } from '#core/conflicts/conflict.entity.ts'
import { entities, entityNamed } from '#core/registry.ts'
import type { Stamps, StoredRow, Viewer } from '../store/server-store.ts'
import { parentIdOf } from '../store/visibility.ts'
import type { DecisionBuffer, LeaveStep, RowStep } from './decision-buffer.ts'

/** First n of the ids that conflict records take, far above events. */
const firstConflictId = 0x8000

/** The rows to write and the leaves to tell, in the order in which they get their versions. */
export async function stepsOf(
  buffer: DecisionBuffer,
  viewer: Viewer,
  envelope: CommandEnvelope,
  effects: Effects,
  now: number
): Promise<{ steps: readonly RowStep[]; leaves: readonly LeaveStep[] }> {
  const stamp: Stamp = { at: now, commandId: envelope.id }
  const steps: RowStep[] = []
  const leaves: LeaveStep[] = []
  for (const effect of effects.rows) {
    const stored = effect.before ? await buffer.row(viewer, effect.entity, effect.id) : null
    const step = stepOf(effect, stored, stamp, viewer.personId)
    steps.push(step)
    if (isTakenFromOthers(effect)) leaves.push({ ...leaveOf(effect.entity, effect.before ?? effect.after ?? step.doc), isFirst: true })
    if (!effect.before || !effect.after || effect.before.clientId === effect.after.clientId) continue
    leaves.push(leaveOf(effect.entity, effect.before))
    const following = await follow(buffer, step, new Set(effects.rows.map(({ id }) => id)))
    steps.push(...following.steps)
    leaves.push(...following.leaves)
  }
  steps.push(...(await conflictSteps(buffer, viewer, envelope, effects, now)))
  return { steps, leaves }
}

/** It was everybody's or somebody else's, and belongs to one person now. */
function isTakenFromOthers({ entity, before, after }: RowEffect): boolean {
  const owner = privateOwnerOf(entityNamed(entity), after)
  return before !== null && owner !== null && owner !== privateOwnerOf(entityNamed(entity), before)
}

function stepOf(effect: RowEffect, stored: StoredRow | null, stamp: Stamp, by: Id): RowStep {
  const doc = effect.after ?? effect.before
  if (!doc) throw new Error(`Invariant broken: ${effect.entity} ${effect.id} is there before or after`)
  const stamps = effect.before ? changedStamps(effect.before, doc, stored?.stamps ?? {}, stamp) : { '*': stamp }
  return { entity: effect.entity, before: stored, doc, deletedAt: effect.after ? null : stamp.at, stamps, by }
}

function changedStamps(before: Doc, after: Doc, stamps: Stamps, stamp: Stamp): Stamps {
  const changed = Object.keys(after).filter((field) => !isEqual(before[field], after[field]))
  return { ...stamps, ...Object.fromEntries(changed.map((field) => [field, stamp])) }
}

function leaveOf(entity: string, doc: Doc): LeaveStep {
  return { entity, id: doc.id, clientId: doc.clientId, parentId: parentIdOf(entityNamed(entity), doc) }
}

/** Everything that belongs to a moved row goes with it: rows that refer to it, its history, its conflicts; and what belongs to those. */
async function follow(buffer: DecisionBuffer, moved: RowStep, own: Set<Id>): Promise<{ steps: RowStep[]; leaves: LeaveStep[] }> {
  const steps: RowStep[] = []
  const leaves: LeaveStep[] = []
  for (const { entity, field, isOf } of followingFields(moved.entity)) {
    for (const row of await buffer.followers(entity, field, moved.doc.id)) {
      if (own.has(row.id) || !isOf(row.doc) || row.doc.clientId === moved.doc.clientId) continue
      own.add(row.id)
      const step: RowStep = {
        entity,
        before: row,
        doc: { ...row.doc, clientId: moved.doc.clientId },
        deletedAt: row.deletedAt,
        stamps: row.stamps,
        by: moved.by
      }
      leaves.push(leaveOf(entity, row.doc))
      const further = await follow(buffer, step, own)
      steps.push(step, ...further.steps)
      leaves.push(...further.leaves)
    }
  }
  return { steps, leaves }
}

interface Following {
  readonly entity: string
  readonly field: string
  isOf(doc: Doc): boolean
}

/** Which fields of which entities name a row of `entity` that they belong to. Only indexed fields bind. */
function followingFields(entity: string): readonly Following[] {
  const byReference = entities
    .filter(({ scope, name }) => scope === 'client' && name !== entity)
    .flatMap((other) => referenceFields(other, entity).map((field) => ({ entity: other.name, field, isOf: () => true })))
  return [
    ...byReference,
    { entity: 'event', field: 'subjectId', isOf: (doc) => doc['subjectEntity'] === entity },
    { entity: 'conflict', field: 'rowId', isOf: (doc) => doc['entity'] === entity }
  ]
}

function referenceFields(other: EntityDefinition, entity: string): string[] {
  return Object.entries(other.references ?? {})
    .filter(([field, target]) => target === entity && (field in other.columns || field === other.parent))
    .map(([field]) => field)
}

async function conflictSteps(
  buffer: DecisionBuffer,
  viewer: Viewer,
  envelope: CommandEnvelope,
  effects: Effects,
  now: number
): Promise<RowStep[]> {
  const steps: RowStep[] = []
  for (const [index, clash] of effects.clashes.entries()) {
    const earlier = await buffer.rows(viewer, conflict.name, 'rowId', clash.rowId)
    const open = earlier.find(({ doc }) => isContinued(doc, envelope.deviceId, clash))
    const moved = effects.rows.find(({ entity, id }) => entity === clash.entity && id === clash.rowId)?.after
    const doc = {
      id: open?.id ?? deriveId(envelope.id, firstConflictId + index),
      clientId: moved ? moved.clientId : clash.clientId,
      entity: clash.entity,
      rowId: clash.rowId,
      field: clash.field,
      rule: clash.rule as Conflict['rule'],
      base: open ? open.doc['base'] : (clash.base ?? null),
      kept: clash.kept ?? null,
      lost: clash.lost ?? null,
      incomingLost: clash.incomingLost,
      actorId: viewer.personId,
      deviceId: envelope.deviceId,
      commandId: envelope.id,
      at: now,
      settledAt: null,
      settledById: null,
      choice: null,
      ...(await ownerOf(buffer, viewer, clash, moved))
    }
    const parsed: Doc = { ...conflict.schema.parse(doc) }
    const stamps = { '*': { at: now, commandId: envelope.id } }
    steps.push({ entity: conflict.name, before: open ?? null, doc: parsed, deletedAt: null, stamps, by: viewer.personId })
  }
  return steps
}

/** A clash on a private record is that person's alone. */
async function ownerOf(
  buffer: DecisionBuffer,
  viewer: Viewer,
  { entity, rowId }: Effects['clashes'][number],
  after: Doc | null | undefined
): Promise<{ readonly ownerId?: Id }> {
  const definition = entityNamed(entity)
  if (definition.privateTo === undefined) return {}
  const before = (await buffer.row(viewer, entity, rowId))?.doc
  const owner = privateOwnerOf(definition, before) ?? privateOwnerOf(definition, after)
  return owner === null ? {} : { ownerId: owner }
}

/**
 * Several clashes of one device on one field make one conflict, as long as what it lost there was the device's own word, on which the
 * new one is built. Anything else that lost stands in a conflict of its own: it must not vanish under a newer one. [SYNC6]
 */
function isContinued(doc: Doc, deviceId: Id, clash: Effects['clashes'][number]): boolean {
  if (doc['field'] !== clash.field || doc['deviceId'] !== deviceId || doc['settledAt'] !== null) return false
  return doc['incomingLost'] === true && isEqual(doc['lost'], clash.base)
}
