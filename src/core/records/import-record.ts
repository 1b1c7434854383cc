// The shape that every import command shares: an upsert of one row by a stable id derived from the source. A second run writes only what
// changed at the source since the last run, so what people changed here meanwhile stays; an unchanged row is a no-op.

import { z } from 'zod'
import { type Client, client } from '../clients/client.entity.ts'
import { event } from '../history/event.entity.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { CommandDefinition, DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import { hash128, type Id, sourceId } from '../kernel/ids.ts'
import { isEqual } from '../kernel/merge.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id, line } from '../kernel/schema.ts'
import type { CustomField } from '../organisation/custom-field.entity.ts'
import type { Start } from './create-record.ts'
import { checkCustom, loadCustomFields } from './custom-values.ts'
import { defined, editableFields, type Fields, fieldsSchema, touched } from './fields.ts'
import { checkLinks, type Linked, type Links, loadLinks } from './links.ts'

/**
 * Input of an import. `source` names where the row comes from (`servicenow`, `csv:acme`), `key` is its identifier there; both together give
 * the row's id (importedId). `clientId` where the record belongs to a client. `fields` are the record's own, as its schema has them.
 */
export interface ImportInput<Row> {
  readonly source: string
  readonly key: string
  readonly clientId?: Id
  readonly fields: Partial<Row>
}

/** What an import loads. */
export interface ImportState<Row> {
  readonly row: Row | null
  readonly owner: Client | null
  readonly linked: readonly Linked[]
  readonly definitions: readonly CustomField[]
  /** Digest by field of what the last run brought; empty on the first. */
  readonly digests: Fields
}

/** What one import command adds to the shared shape. */
export interface ImportOptions<Name extends string, Row extends BaseRow> {
  readonly name: Name
  readonly entity: EntityDefinition<string, Row>
  readonly owner: 'client' | 'itself'
  readonly links?: Links
  /** Fields that every run must give, also an update. */
  readonly required: readonly (keyof Row & string)[]
  /** The row before the input's fields are written over it. */
  blank(start: Start, input: ImportInput<Row>): NoInfer<Row>
}

/** The id under which a row of a source is kept. `entity` is the record's wire name. */
export function importedId(entity: string, source: string, key: string): Id {
  return sourceId(`${entity}/${source}`, key)
}

/** Members that every import's input has. */
export const importKeys = { source: line(120), key: line(200) } as const

/** Declares an import command. Needs `import.run`. Refuses an archived client, a foreign link, a bad custom value. */
export function defineImport<const Name extends string, Row extends BaseRow>(
  options: ImportOptions<Name, Row>
): CommandDefinition<Name, ImportInput<Row>, ImportState<Row>> {
  const { entity } = options
  const fields = fieldsSchema(entity, editableFields(entity), options.required)
  const shape = options.owner === 'client' ? { ...importKeys, clientId: id, fields } : { ...importKeys, fields }
  return {
    name: options.name,
    version: 1,
    requires: 'import.run',
    input: z.strictObject(shape),
    load: (input, reader) => loadImport(options, input, reader),
    decide(state, input, context) {
      const refused = checkOwner(state, input) ?? checkImport(state, input)
      if (refused) return refused
      const written = writeImport(options, state, input, context)
      return ok(written ? { changes: [written.change], events: [written.event] } : { changes: [], events: [] })
    }
  }
}

/** Loads what an import needs; `existing` where the caller found the row by other means than its id. */
export async function loadImport<Row extends BaseRow>(
  options: Pick<ImportOptions<string, Row>, 'entity' | 'owner' | 'links'>,
  input: ImportInput<Row>,
  reader: Reader,
  existing: Row | null = null
): Promise<ImportState<Row>> {
  const { entity } = options
  const row = existing ?? (await reader.get(entity, importedId(entity.name, input.source, input.key)))
  return {
    row,
    owner: options.owner === 'client' && input.clientId !== undefined ? await reader.need(client, input.clientId) : null,
    linked: await loadLinks(options.links ?? {}, input.fields, reader),
    definitions: await loadCustomFields(entity.name, input.fields, reader),
    digests: row ? await lastDigests(entity.name, row.id, reader) : {}
  }
}

async function lastDigests(entity: string, rowId: Id, reader: Reader): Promise<Fields> {
  const steps = await reader.list(event, 'subjectId', rowId)
  const imports = steps.filter((step) => step.kind === `${entity}.imported`)
  return Object.assign({}, ...imports.toSorted((a, b) => a.at - b.at).map((step) => step.data['digests'])) as Fields
}

/** Refuses a row that another client has under the same source and key: two files share a source's name but not their keys. */
function checkOwner<Row extends BaseRow>({ row }: ImportState<Row>, { clientId }: ImportInput<Row>): Result<never, Refusal> | null {
  return row && clientId !== undefined && row.clientId !== clientId ? refuse('wrong-client', { field: 'clientId' }) : null
}

/** Refuses what no row may be imported with. */
export function checkImport<Row extends BaseRow>(state: ImportState<Row>, input: ImportInput<Row>): Result<never, Refusal> | null {
  if (!state.row && state.owner && state.owner.archivedAt !== null)
    return refuse('archived', { field: 'clientId', values: { entity: client.name } })
  const custom = (input.fields as { readonly custom?: unknown }).custom
  const before = (state.row as { readonly custom?: unknown } | null)?.custom ?? null
  return (
    (input.clientId === undefined ? null : checkLinks(state.linked, input.clientId, input.fields)) ??
    checkCustom(state.definitions, before, custom ?? null)
  )
}

/** The row as it will be, with the change and the event; null when nothing changed at the source. */
export interface Written<Row> {
  readonly row: Row
  readonly change:
    | { readonly type: 'create'; readonly entity: string; readonly row: Row & Fields }
    | { readonly type: 'patch'; readonly entity: string; readonly id: Id; readonly fields: Fields }
  readonly event: {
    readonly kind: string
    readonly subjectEntity: string
    readonly subjectId: Id
    readonly clientId: Id | null
    readonly data: { readonly source: string; readonly key: string; readonly digests: { readonly [field: string]: string } }
  }
}

/** Writes the input over the row, or over a blank one. `derive` computes what follows from the rest. */
export function writeImport<Row extends BaseRow>(
  options: Pick<ImportOptions<string, Row>, 'entity' | 'owner' | 'links' | 'blank'>,
  state: ImportState<Row>,
  input: ImportInput<Row>,
  context: DecideContext,
  derive: (row: Row) => Partial<Row> = () => ({})
): Written<Row> | null {
  const { entity } = options
  const strangers = state.row && options.owner === 'client' && state.row.clientId !== input.clientId ? Object.keys(options.links ?? {}) : []
  const given = Object.fromEntries(Object.entries(defined(input.fields)).filter(([name]) => !strangers.includes(name)))
  const digests = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, digestOf(value)]))
  const subject = { kind: `${entity.name}.imported`, subjectEntity: entity.name, data: { source: input.source, key: input.key, digests } }
  if (!state.row) {
    const newId = importedId(entity.name, input.source, input.key)
    const clientId = options.owner === 'itself' ? newId : (input.clientId ?? null)
    const keys = { id: newId, clientId: clientId as never }
    const blank = { ...options.blank({ keys, context, now: context.now, owner: state.owner }, input), ...given, ...keys }
    const row = { ...blank, ...derive(blank) } as Row & Fields
    return { row, change: { type: 'create', entity: entity.name, row }, event: { ...subject, subjectId: newId, clientId } }
  }
  const before = state.row
  const held = before as unknown as Fields
  const changed = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => state.digests[name] !== digests[name] && !isEqual(held[name], value))
  )
  if (Object.keys(changed).length === 0) return null
  const next = { ...before, ...changed } as Row
  const fields = { ...touched(before, context.now), ...changed, ...derive(next) }
  return {
    row: { ...next, ...fields },
    change: { type: 'patch', entity: entity.name, id: before.id, fields },
    event: { ...subject, subjectId: before.id, clientId: before.clientId }
  }
}

function digestOf(value: unknown): string {
  return hash128(canonicalJson(value)).slice(0, 12)
}
