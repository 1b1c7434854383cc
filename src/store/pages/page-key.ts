// Where a row lies: partition (entity, client), and within it by sort key, so that the rows of one parent lie together.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { PageKey } from '#sync/ports.ts'

/** Text that names a partition. */
export function partitionName(entity: string, clientId: Id | null): string {
  return `${entity}\n${clientId ?? ''}`
}

/** Text that names a page. */
export function pageName(key: PageKey): string {
  return `${key.entity}\n${key.clientId ?? ''}\n${key.low}`
}

/** Sort key of a row: its id, of cold rows `parentId/id`. */
export function sortKeyOf(entity: EntityDefinition, doc: Doc): string {
  return sortKey(entity, parentOf(entity, doc), doc.id)
}

/** Sort key from its parts. */
export function sortKey(entity: EntityDefinition, parentId: Id | null, id: Id): string {
  return entity.temperature === 'cold' ? `${parentId ?? ''}/${id}` : id
}

/** The row under which a cold row is paged; null of hot ones and of rows without. */
export function parentOf(entity: EntityDefinition, doc: Doc): Id | null {
  const parent = entity.temperature === 'cold' && entity.parent ? doc[entity.parent] : null
  return typeof parent === 'string' ? parent : null
}

/** Index of the last entry that is not above `key`; -1 when all are. */
export function lastNotAbove(sorted: readonly string[], key: string): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((sorted[middle] ?? '') <= key) from = middle + 1
    else to = middle
  }
  return from - 1
}
