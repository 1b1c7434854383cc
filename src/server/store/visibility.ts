// Who sees what, in one place: scope by client, permission by entity. PostgreSQL's row-level security states the same a second time,
// on its own (postgres/policies.ts), so that a mistake here still shows nobody a foreign row.

import type { Actor } from '#core/kernel/command.ts'
import { type EntityDefinition, privateOwnerOf } from '#core/kernel/entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { isAllowed } from '#core/kernel/permission.ts'
import { entities, entityNamed } from '#core/registry.ts'

/** Records that quote values of other kinds of record, by the field that names the kind: visible only with what they quote. */
export const quotingField: Readonly<Record<string, string>> = { conflict: 'entity' }

/** True when the actor may see rows of this entity at all. */
export function seesEntity(actor: Actor, entity: EntityDefinition): boolean {
  return entity.requires === undefined || isAllowed(actor.role, entity.requires)
}

/** True when the actor may see rows of this client (null: shared by all). */
export function seesClient(actor: Actor, clientId: Id | null): boolean {
  return clientId === null || actor.clientIds === null || actor.clientIds.includes(clientId)
}

/** True when the actor may see this row. */
export function seesRow(
  actor: Actor,
  entityName: string,
  doc: { readonly clientId: Id | null; readonly [field: string]: unknown }
): boolean {
  const entity = entityNamed(entityName)
  if (!seesEntity(actor, entity) || !seesClient(actor, doc.clientId)) return false
  const owner = privateOwnerOf(entity, doc)
  if (owner !== null && owner !== actor.personId) return false
  const quoted = quotingField[entityName]
  return quoted === undefined || !hiddenEntities(actor).includes(String(doc[quoted]))
}

/** Names of the entities that the actor's role hides. */
export function hiddenEntities(actor: Actor): readonly string[] {
  return entities.filter((entity) => !seesEntity(actor, entity)).map((entity) => entity.name)
}

/** Which sensitive entities a role shows, as one string: when it changes, a device takes a fresh snapshot. */
export function permissionsKey(actor: Actor): string {
  return entities
    .filter((entity) => entity.requires !== undefined && seesEntity(actor, entity))
    .map((entity) => entity.name)
    .toSorted()
    .join(',')
}

/** Sort key of a row within its partition: `id`, or `parentId/id` where rows are paged by a parent. */
export function sortKey(entity: EntityDefinition, doc: { readonly id: Id; readonly [field: string]: unknown }): string {
  const parent = parentIdOf(entity, doc)
  return parent === null ? doc.id : `${parent}/${doc.id}`
}

/** The row under which this one is paged, or null. */
export function parentIdOf(entity: EntityDefinition, doc: { readonly [field: string]: unknown }): Id | null {
  return entity.parent === undefined ? null : String(doc[entity.parent])
}
