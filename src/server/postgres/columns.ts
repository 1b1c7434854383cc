// How entities become tables: names of columns and their types, generated from the declarations in core.

import type { EntityDefinition } from '#core/kernel/entity.ts'

/** A generated column over a field of the document. */
export interface FieldColumn {
  readonly field: string
  readonly column: string
  readonly type: string
}

/** Column of a field: `assigneeId` → `f_assignee_id`. The prefix keeps fields apart from the table's own columns. */
export function columnOf(field: string): string {
  return `f_${field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
}

/** Generated columns of an entity: what it declares, and the field by which it is paged. */
export function fieldColumns(entity: EntityDefinition): readonly FieldColumn[] {
  const declared = entity.parent === undefined ? entity.columns : { ...entity.columns, [entity.parent]: 'uuid' }
  return Object.entries(declared).map(([field, type]) => ({ field, column: columnOf(field), type }))
}

/** SQL of the sort key within a partition, as columns: `f_ticket_id, id` or `id`. */
export function orderColumns(entity: EntityDefinition): readonly string[] {
  return entity.parent === undefined ? ['id'] : [columnOf(entity.parent), 'id']
}

/** SQL of the sort key as one text. */
export function sortKeySql(entity: EntityDefinition): string {
  return orderColumns(entity)
    .map((column) => `${column}::text`)
    .join(` || '/' || `)
}
