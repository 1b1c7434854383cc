// The shape that every "edit" command shares: the input asserts fields, concurrent edits merge before decide, links and custom values
// are checked, unchanged fields do nothing, and the old values are the way back.

import { z } from 'zod'
import type { Change } from '../kernel/change.ts'
import type { Assertion, CommandDefinition, DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { Permission } from '../kernel/permission.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import type { CustomField } from '../organisation/custom-field.entity.ts'
import { checkCustom, loadCustomFields } from './custom-values.ts'
import { changedFields, editableFields, fieldsSchema, pickFields, touched } from './fields.ts'
import { checkLinks, type Linked, type Links, loadLinks } from './links.ts'

/** Input of every edit: `fields` holds only what changes. `custom` is the whole record of custom values, merged key by key. */
export interface EditInput<Row> {
  readonly id: Id
  readonly fields: Partial<Row>
}

/** What an edit loads. */
export interface EditState<Row, Extra> {
  readonly row: Row
  readonly linked: readonly Linked[]
  readonly definitions: readonly CustomField[]
  readonly extra: Extra
}

/** A row before and as it would be after, with what `load` gathered. */
export interface Step<Row, Extra> {
  readonly before: Row
  readonly after: Row
  readonly extra: Extra
  readonly context: DecideContext
}

/** What one edit command adds to the shared shape. */
export interface EditOptions<Name extends string, Row extends BaseRow, Extra> {
  readonly name: Name
  readonly entity: EntityDefinition<string, Row>
  readonly requires: Permission
  /** Kind of the event: `client.edited`. */
  readonly event: string
  /** Fields that only commands of their own may write. */
  readonly except?: readonly (keyof Row & string)[]
  /** The only fields this edit writes; left out: all editable ones. */
  readonly only?: readonly (keyof Row & string)[]
  readonly links?: Links
  /** Gathers what `check` needs beyond the row. */
  extra?(input: EditInput<Row>, reader: Reader): Promise<Extra>
  /** A rule of this kind of record; null when the step is fine. */
  check?(step: Step<Row, Extra>): Result<never, Refusal> | null
  /** Derived fields of the row as it would be. */
  derive?(after: Row): Partial<Row>
  /** What the command writes beside its row. */
  also?(after: Row, extra: Extra): readonly Change[]
}

/** Declares an edit command. Refuses on an archived row, a foreign link, a bad custom value or the record's own rule. */
export function defineEdit<const Name extends string, Row extends BaseRow, Extra = null>(
  options: EditOptions<Name, Row, Extra>
): CommandDefinition<Name, EditInput<Row>, EditState<Row, Extra>> {
  const { entity, links = {} } = options
  const names = options.only ?? editableFields(entity, options.except)
  const schema = z.strictObject({ id, fields: fieldsSchema(entity, names) })
  return {
    name: options.name,
    version: 1,
    requires: options.requires,
    input: schema,
    asserts: assertionOf(entity),
    async load(input, reader) {
      const row = await reader.need(entity, input.id)
      const fields = changedFields(row, input.fields)
      return {
        row,
        linked: await loadLinks(links, fields, reader),
        definitions: await loadCustomFields(entity.name, fields, reader),
        extra: options.extra ? await options.extra(input, reader) : (null as Extra)
      }
    },
    decide: (state, input, context) => decideEdit(options, state, input, context),
    invert(state, input) {
      const changed = Object.keys(changedFields(state.row, input.fields))
      return changed.length === 0 ? [] : [{ name: options.name, input: { id: input.id, fields: pickFields(state.row, changed) } }]
    }
  }
}

function assertionOf<Row extends BaseRow>(entity: EntityDefinition<string, Row>): Assertion<EditInput<Row>> {
  return {
    entity,
    id: (input) => input.id,
    fields: (input) => input.fields,
    withFields: (input, fields) => ({ ...input, fields: fields as Partial<Row> })
  }
}

function decideEdit<Name extends string, Row extends BaseRow, Extra>(
  options: EditOptions<Name, Row, Extra>,
  state: EditState<Row, Extra>,
  input: EditInput<Row>,
  context: DecideContext
): ReturnType<CommandDefinition<Name, EditInput<Row>, EditState<Row, Extra>>['decide']> {
  const { row } = state
  const { entity } = options
  const changed = changedFields(row, input.fields)
  if (Object.keys(changed).length === 0) return ok({ changes: [], events: [] })
  if (isArchived(row)) return refuse('archived', { values: { entity: entity.name } })
  const after = { ...row, ...changed } as Row
  const refused =
    checkLinks(state.linked, row.clientId, changed) ??
    ('custom' in changed ? checkCustom(state.definitions, pickFields(row, ['custom'])['custom'], changed['custom']) : null) ??
    options.check?.({ before: row, after, extra: state.extra, context }) ??
    null
  if (refused) return refused
  const fields = { ...changed, ...options.derive?.(after), ...touched(row, context.now) }
  return ok({
    changes: [{ type: 'patch', entity: entity.name, id: row.id, fields }, ...(options.also?.({ ...after, ...fields }, state.extra) ?? [])],
    events: [{ kind: options.event, subjectEntity: entity.name, subjectId: row.id, clientId: row.clientId }]
  })
}

/** True when the row was put away. */
export function isArchived(row: object): boolean {
  const { archivedAt } = row as { readonly archivedAt?: unknown }
  return typeof archivedAt === 'number'
}
