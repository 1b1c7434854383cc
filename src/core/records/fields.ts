// Which fields of a record people may write, read from its one declaration: a new plain field needs no line here or in a command.
// Identity, times kept by the rules and derived fields are never editable.

import { z } from 'zod'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import { isEqual } from '../kernel/merge.ts'
import { asGiven } from '../kernel/schema.ts'

/** Values by field. */
export type Fields = Readonly<Record<string, unknown>>

const kept: ReadonlySet<string> = new Set(['id', 'clientId', 'createdAt', 'updatedAt', 'archivedAt'])

/** Names of the fields that people may write; `except` names those that commands of their own write. */
export function editableFields(entity: EntityDefinition, except: readonly string[] = []): readonly string[] {
  return Object.keys(shapeOf(entity)).filter((field) => !kept.has(field) && entity.merge[field] !== 'derived' && !except.includes(field))
}

/** Schema of an object with those fields of the entity; all optional but `required`, and nothing else allowed. */
export function fieldsSchema<Row extends BaseRow>(
  entity: EntityDefinition<string, Row>,
  names: readonly string[],
  required: readonly string[] = []
): z.ZodType<Partial<Row>> {
  return z.strictObject(fieldShape(entity, names, required)) as unknown as z.ZodType<Partial<Row>>
}

/** The same as a shape, to be put beside other members. */
export function fieldShape(
  entity: EntityDefinition,
  names: readonly string[],
  required: readonly string[] = []
): Readonly<Record<string, z.ZodType>> {
  const shape = shapeOf(entity)
  return Object.fromEntries(
    names.map((name) => {
      const field = shape[name]
      if (!field) throw new Error(`${entity.name} has no field ${name}`)
      const given = asGiven(field)
      return [name, required.includes(name) ? given : given.optional()]
    })
  )
}

/** Schema of one field of an entity, or null when there is none. */
export function fieldSchema(entity: EntityDefinition, name: string): z.ZodType | null {
  return shapeOf(entity)[name] ?? null
}

/** The members that have a value. */
export function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Those of `fields` that differ from what the row holds. */
export function changedFields(row: object, fields: Fields): Fields {
  const held = row as Fields
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && !isEqual(held[name], value)))
}

/** The row's values of the named fields. */
export function pickFields(row: object, names: readonly string[]): Fields {
  const held = row as Fields
  return Object.fromEntries(names.map((name) => [name, held[name] ?? null]))
}

/** `updatedAt` for a row that is written now: it never goes back, whatever a device's clock says. */
export function touched(row: object, now: number): Fields {
  const { updatedAt } = row as { readonly updatedAt?: unknown }
  return typeof updatedAt === 'number' ? { updatedAt: Math.max(now, updatedAt) } : {}
}

function shapeOf(entity: EntityDefinition): Readonly<Record<string, z.ZodType>> {
  return (entity.schema as unknown as { readonly shape: Readonly<Record<string, z.ZodType>> }).shape
}
