// The shape that every "create" command shares: flat input (clientId where the record has one, then its fields), defaults for the rest,
// links and custom values checked. The new row's id is the command's first (deriveId(commandId, 1)). Undo archives it.

import { z } from 'zod'
import { type Client, client } from '../clients/client.entity.ts'
import type { Change, Decision } from '../kernel/change.ts'
import type { CommandDefinition, DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { Permission } from '../kernel/permission.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import type { CustomField } from '../organisation/custom-field.entity.ts'
import { checkCustom, loadCustomFields } from './custom-values.ts'
import { isArchived } from './edit-record.ts'
import { defined, editableFields, fieldShape } from './fields.ts'
import { checkLinks, type Linked, type Links, loadLinks } from './links.ts'

/** Input of a create: fields of the row; the client where the record belongs to one. */
export type CreateInput<Row> = Partial<Row> & { readonly clientId?: Id }

/** What a create loads. */
export interface CreateState<Extra> {
  readonly owner: Client | null
  readonly linked: readonly Linked[]
  readonly definitions: readonly CustomField[]
  readonly extra: Extra
}

/** What a blank row starts from. `keys` are its id and clientId; the latter has the type that fits every record. */
export interface Start {
  readonly keys: { readonly id: Id; readonly clientId: never }
  readonly context: DecideContext
  readonly now: number
  /** The client, where the record belongs to one. */
  readonly owner: Client | null
}

/** What one create command adds to the shared shape. */
export interface CreateOptions<Name extends string, Row extends BaseRow, Extra> {
  readonly name: Name
  readonly entity: EntityDefinition<string, Row>
  readonly requires: Permission
  /** Kind of the event: `client.created`. */
  readonly event: string
  /** Whose client: one named by the input, none (records of the whole organisation), or the new row itself (a client). */
  readonly owner: 'client' | 'organisation' | 'itself'
  readonly required: readonly (keyof Row & string)[]
  readonly except?: readonly (keyof Row & string)[]
  readonly links?: Links
  /** The command that takes it back: its input is `{id}`. */
  readonly undo?: string
  /** The row before the input's fields are written over it. */
  blank(start: Start): NoInfer<Row>
  /** Gathers what `check` needs. */
  extra?(input: CreateInput<Row>, reader: Reader): Promise<Extra>
  /** A rule of this kind of record; null when the row is fine. */
  check?(row: Row, extra: Extra, context: DecideContext): Result<never, Refusal> | null
  /** Derived fields of the new row. */
  derive?(row: Row): Partial<Row>
  /** What the command writes beside its row. */
  also?(row: Row, extra: Extra): readonly Change[]
}

/** Declares a create command. Refuses on an archived client, a foreign link, a bad custom value or the record's own rule. */
export function defineCreate<const Name extends string, Row extends BaseRow, Extra = null>(
  options: CreateOptions<Name, Row, Extra>
): CommandDefinition<Name, CreateInput<Row>, CreateState<Extra>> {
  const { entity, links = {} } = options
  const shape = fieldShape(entity, editableFields(entity, options.except), options.required)
  const schema = z.strictObject(options.owner === 'client' ? { clientId: id, ...shape } : shape)
  return {
    name: options.name,
    version: 1,
    requires: options.requires,
    input: schema as unknown as z.ZodType<CreateInput<Row>>,
    async load(input, reader) {
      return {
        owner: options.owner === 'client' && input.clientId ? await reader.need(client, input.clientId) : null,
        linked: await loadLinks(links, input, reader),
        definitions: await loadCustomFields(entity.name, input, reader),
        extra: options.extra ? await options.extra(input, reader) : (null as Extra)
      }
    },
    decide: (state, input, context) => decideCreate(options, state, input, context),
    ...(options.undo === undefined
      ? {}
      : { invert: (_state, _input, context) => [{ name: options.undo ?? '', input: { id: context.newId(1) } }] })
  }
}

function decideCreate<Name extends string, Row extends BaseRow, Extra>(
  options: CreateOptions<Name, Row, Extra>,
  state: CreateState<Extra>,
  input: CreateInput<Row>,
  context: DecideContext
): Result<Decision, Refusal> {
  const { entity } = options
  if (state.owner && isArchived(state.owner)) return refuse('archived', { field: 'clientId', values: { entity: client.name } })
  const newId = context.newId(1)
  const clientId = options.owner === 'itself' ? newId : options.owner === 'client' ? (input.clientId ?? null) : null
  const keys = { id: newId, clientId: clientId as never }
  const blank = options.blank({ keys, context, now: context.now, owner: state.owner })
  const given = { ...blank, ...defined(input), ...keys } as Row
  const row = { ...given, ...options.derive?.(given) }
  const refused =
    checkLinks(state.linked, clientId, input) ??
    checkCustom(state.definitions, null, (input as { readonly custom?: unknown }).custom) ??
    options.check?.(row, state.extra, context) ??
    null
  if (refused) return refused
  return ok({
    changes: [
      { type: 'create', entity: entity.name, row: row as Row & Readonly<Record<string, unknown>> },
      ...(options.also?.(row, state.extra) ?? [])
    ],
    events: [{ kind: options.event, subjectEntity: entity.name, subjectId: newId, clientId }]
  })
}
