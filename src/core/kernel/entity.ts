// An entity is declared once; from the declaration come types, validation, server table and columns, pages on the device,
// merge of concurrent edits, import mapping and the words of the history.

import type { z } from 'zod'
import type { Id } from './ids.ts'
import type { Permission } from './permission.ts'

/**
 * What happens to a field that two people changed from the same base:
 * `last` later event time wins, the loser is kept in a conflict record; `ask` the server's value stays and a person decides;
 * `max`/`min` the larger or smaller; `set` adds and removes of an array merge; `text` three-way merge by lines;
 * `keys` a record merges key by key (each key by `last`); `derived` computed by decide, never merged.
 */
export type MergeRule = 'last' | 'ask' | 'max' | 'min' | 'set' | 'text' | 'keys' | 'derived'

/** Fields that every row of every entity has. `clientId` is null for records of the whole organisation. */
export interface BaseRow {
  readonly id: Id
  readonly clientId: Id | null
}

/** Declaration of one kind of record. `Row` is the document as `schema` parses it. */
export interface EntityDefinition<Name extends string = string, Row extends BaseRow = BaseRow> {
  /** Wire name and table name, snake_case singular: `time_entry`. */
  readonly name: Name
  /** Shape of the document. Must contain `id` and `clientId`. */
  readonly schema: z.ZodType<Row>
  /** `client`: belongs to one client, the unit of access. `organisation`: shared by all; its clientId is null. */
  readonly scope: 'client' | 'organisation'
  /** `hot`: decoded in memory on the device. `cold`: paged by its parent, loaded on opening. */
  readonly temperature: 'hot' | 'cold'
  /** Cold entities: the field that names the row under which this one is paged. */
  readonly parent?: string
  /** Rule per field; what is not listed is `last`. */
  readonly merge: Readonly<Record<string, MergeRule>>
  /** Rows are only ever added (comments, events, time): they can't clash. */
  readonly appendOnly?: boolean
  /** Fields that the server keeps as generated columns with an index, with their SQL type. */
  readonly columns: Readonly<Record<string, 'text' | 'uuid' | 'bigint' | 'integer' | 'boolean'>>
  /** Permission without which rows of this entity never reach a device (sensitive entities). */
  readonly requires?: Permission
  /** Field that names the one person to whom the row belongs; no other person's device gets it. Null in a row: it is everybody's. */
  readonly privateTo?: string
  /** Which text fields the device's search reads, most telling first. */
  readonly search?: readonly string[]
  /** Other row references by field, for parking when one is missing: field → entity name. */
  readonly references?: Readonly<Record<string, string>>
}

/** Declares an entity; only there so that the row type is inferred from the schema. */
export function defineEntity<const Name extends string, Row extends BaseRow>(
  definition: EntityDefinition<Name, Row>
): EntityDefinition<Name, Row> {
  return definition
}

/** Row type of an entity declaration. */
export type RowOf<E> = E extends EntityDefinition<string, infer Row> ? Row : never

/** The one person to whom a row belongs; null: everybody who sees its client. */
export function privateOwnerOf(entity: EntityDefinition, doc: { readonly [field: string]: unknown } | null | undefined): Id | null {
  const owner = entity.privateTo === undefined ? null : doc?.[entity.privateTo]
  return typeof owner === 'string' ? owner : null
}

/** The rule of one field. */
export function mergeRuleOf(entity: EntityDefinition, field: string): MergeRule {
  return entity.merge[field] ?? 'last'
}
