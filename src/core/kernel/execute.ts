// Runs one command: load → merge the asserted fields against their base → decide → effects. The same function serves
// the device (optimistic), the device's replay and the server (the authority); what differs comes in by `ExecuteDeps`.

import { assert } from './assert.ts'
import type { Json } from './canonical.ts'
import type { Change, Decision, FieldChange } from './change.ts'
import type { Actor, Base, CommandCall, CommandDefinition, CommandEnvelope, DecideContext, Reader } from './command.ts'
import { type BaseRow, type EntityDefinition, mergeRuleOf, privateOwnerOf } from './entity.ts'
import { deriveId, type Id } from './ids.ts'
import { type Clash, isEqual, mergeFields, type Stamp } from './merge.ts'
import { parseInput } from './parse-input.ts'
import { isAllowed } from './permission.ts'
import { type Refusal, refuse } from './refusal.ts'
import { ok, type Result } from './result.ts'
import { isTextHash, type TextHash, type TextQuestion } from './text-base.ts'

/** A document as the store keeps it: any entity's row. */
export type Doc = BaseRow & { readonly [field: string]: unknown }

/** One row before and after. `after` null: removed; `before` null: created. */
export interface RowEffect {
  readonly entity: string
  readonly id: Id
  readonly before: Doc | null
  readonly after: Doc | null
}

/** Everything a command did. */
export interface Effects {
  readonly rows: readonly RowEffect[]
  /** Losing values of merges; the server turns them into conflict rows, devices ignore them. */
  readonly clashes: readonly (Clash & { readonly entity: string; readonly rowId: Id; readonly clientId: Id | null })[]
  /** Keys of rows and lists that load looked at, see `readKey` and `listKey`. */
  readonly reads: readonly string[]
  /** The calls that take it back; empty when it can't be undone. */
  readonly inverse: readonly CommandCall[]
}

/** What execution needs from its surroundings. */
export interface ExecuteDeps {
  readonly commandNamed: (name: string) => CommandDefinition | undefined
  readonly entityNamed: (name: string) => EntityDefinition
  readonly reader: Pick<Reader, 'get' | 'list'>
  readonly actor: Actor
  readonly organisationId: Id
  /** Event time as the rules see it: corrected by the offset, never later than the arrival. UTC milliseconds. */
  readonly now: number
  /** When the command reached the server, UTC milliseconds; null on the device. */
  readonly receivedAt: number | null
  nextNumber(series: string): number | null
  stampOf(entity: string, id: Id, field: string): Stamp | null
  /** Finds the long text that a base names by its hash; null where it can't be found any more. */
  baseText?(question: TextQuestion): Promise<string | null>
}

/** A row that load needed and that isn't there (or not in scope). */
export interface Missing {
  readonly type: 'missing'
  readonly entity: string
  readonly id: Id
}

/** Key of one row in a read set. */
export function readKey(entity: string, id: Id): string {
  return `${entity}/${id}`
}

/** Key of a list in a read set: rows of `entity` whose `column` equals `value`. */
export function listKey(entity: string, column: string, value: Id): string {
  return `${entity}?${column}=${value}`
}

/** First n of the ids that events and conflicts take; below are the command's own rows. */
export const firstEventId = 1000

/**
 * Executes a command against what the reader shows.
 * @returns effects, a refusal, or the row that was missing
 */
export async function execute(envelope: CommandEnvelope, deps: ExecuteDeps): Promise<Result<Effects, Refusal | Missing>> {
  const definition = deps.commandNamed(envelope.name)
  if (!definition) return refuse('unknown-command', { values: { name: envelope.name } })
  if (!isAllowed(deps.actor.role, definition.requires)) return refuse('forbidden', { values: { permission: definition.requires } })
  const parsed = parseInput(definition, envelope)
  if (!parsed.ok) return parsed
  const tracked = trackReads(deps.reader)
  try {
    return await decideOn(definition, parsed.value, envelope, deps, tracked)
  } catch (error) {
    if (error instanceof MissingRow) return { ok: false, error: error.missing }
    throw error
  }
}

async function decideOn(
  definition: CommandDefinition,
  parsed: unknown,
  envelope: CommandEnvelope,
  deps: ExecuteDeps,
  tracked: TrackedReader
): Promise<Result<Effects, Refusal | Missing>> {
  const { input, clashes } = await mergeAsserted(definition, parsed, envelope, deps, tracked)
  const state = await definition.load(input, tracked, { organisationId: deps.organisationId })
  const context = contextOf(envelope, deps)
  const decided = definition.decide(state, input, context)
  if (!decided.ok) return decided
  const rows = await applyChanges(decided.value, deps, tracked)
  const inverse = definition.invert?.(state, input, context) ?? []
  return ok({ rows: [...rows, ...eventRows(decided.value, rows, envelope, deps)], clashes, reads: [...tracked.keys], inverse })
}

function baseOf(definition: CommandDefinition, { version, base }: CommandEnvelope): Base {
  return version < definition.version && definition.upgradeBase ? definition.upgradeBase(base, version) : base
}

/** The base with its long texts in place of their hashes, as far as they are found. */
async function fullBase(entity: EntityDefinition, current: Doc, base: Base, deps: ExecuteDeps): Promise<Base> {
  const hashed = Object.entries(base).filter(([field, value]) => mergeRuleOf(entity, field) === 'text' && isTextHash(value))
  if (hashed.length === 0 || !deps.baseText) return base
  const found = hashed.map(async ([field, value]) => {
    const { sha256 } = value as TextHash
    const text = await deps.baseText?.({ entity: entity.name, id: current.id, field, current: current[field], sha256 })
    return [field, text ?? value] as const
  })
  return { ...base, ...Object.fromEntries(await Promise.all(found)) }
}

async function mergeAsserted(
  definition: CommandDefinition,
  input: unknown,
  envelope: CommandEnvelope,
  deps: ExecuteDeps,
  reader: Reader
): Promise<{ input: unknown; clashes: Effects['clashes'] }> {
  const assertion = definition.asserts
  if (!assertion) return { input, clashes: [] }
  const rowId = assertion.id(input)
  const current: Doc = await reader.need(assertion.entity as EntityDefinition<string, Doc>, rowId)
  const merged = mergeFields({
    entity: assertion.entity,
    current,
    base: await fullBase(assertion.entity, current, baseOf(definition, envelope), deps),
    incoming: assertion.fields(input),
    at: deps.now,
    stampOf: (field) => deps.stampOf(assertion.entity.name, rowId, field)
  })
  const clashes = merged.clashes.map((clash) => ({ ...clash, entity: assertion.entity.name, rowId, clientId: current.clientId }))
  return { input: assertion.withFields(input, merged.fields), clashes }
}

function contextOf(envelope: CommandEnvelope, deps: ExecuteDeps): DecideContext {
  return {
    actor: deps.actor,
    organisationId: deps.organisationId,
    deviceId: envelope.deviceId,
    commandId: envelope.id,
    now: deps.now,
    newId: (n) => {
      assert(n >= 1 && n < firstEventId, `command ids run from 1 to ${firstEventId - 1}, got ${n}`)
      return deriveId(envelope.id, n)
    },
    nextNumber: (series) => deps.nextNumber(series),
    provisionalNumber: envelope.provisionalNumber
  }
}

async function applyChanges(decision: Decision, deps: ExecuteDeps, reader: Reader): Promise<RowEffect[]> {
  const effects = new Map<string, RowEffect>()
  for (const change of decision.changes) {
    const id = change.type === 'create' ? change.row.id : change.id
    const key = readKey(change.entity, id)
    const earlier = effects.get(key)
    const entity = deps.entityNamed(change.entity) as EntityDefinition<string, Doc>
    // Changes of one command build on each other, so this loop is sequential on purpose.
    // oxlint-disable-next-line no-await-in-loop
    const before = earlier ? earlier.before : await reader.get(entity, id)
    const now = earlier ? earlier.after : before
    effects.set(key, { entity: change.entity, id, before, after: applyChange(change, now) })
  }
  return [...effects.values()].filter((effect) => !isEqual(effect.before, effect.after))
}

function applyChange(change: Change, now: Doc | null): Doc | null {
  if (change.type === 'create') return { ...change.row }
  if (change.type === 'remove') return null
  assert(now, `${change.entity} ${change.id} is there to be changed`)
  if (change.type === 'patch') return { ...now, ...change.fields }
  const value = now[change.field]
  return { ...now, [change.field]: (typeof value === 'number' ? value : 0) + change.by }
}

function eventRows(decision: Decision, rows: readonly RowEffect[], envelope: CommandEnvelope, deps: ExecuteDeps): RowEffect[] {
  return decision.events.map((event, index) => {
    const id = event.id ?? deriveId(envelope.id, firstEventId + index)
    const changed = rows.find((row) => row.entity === event.subjectEntity && row.id === event.subjectId)
    const ownerId = changed ? ownerOf(changed, deps.entityNamed(event.subjectEntity)) : null
    const after: Doc = {
      id,
      clientId: event.clientId,
      kind: event.kind,
      subjectEntity: event.subjectEntity,
      subjectId: event.subjectId,
      at: event.at ?? deps.now,
      receivedAt: deps.receivedAt,
      actorId: event.actorName === undefined ? deps.actor.personId : null,
      actorName: event.actorName ?? null,
      deviceId: envelope.deviceId,
      commandId: envelope.id,
      changes: event.changes ?? (changed ? fieldChanges(changed, deps.entityNamed(event.subjectEntity)) : []),
      data: event.data ?? {},
      ...(ownerId === null ? {} : { ownerId })
    }
    return { entity: 'event', id, before: null, after }
  })
}

/** Whose private record an effect is about: what it was, or became. */
function ownerOf({ before, after }: RowEffect, entity: EntityDefinition): Id | null {
  return privateOwnerOf(entity, before) ?? privateOwnerOf(entity, after)
}

/** Field steps of a row for its history, bookkeeping left out. Values of sensitive entities stay out of it: events have a wider audience. */
function fieldChanges(effect: RowEffect, entity: EntityDefinition): FieldChange[] {
  if (!effect.before || !effect.after) return []
  const { before, after } = effect
  return Object.keys(after)
    .filter((field) => field !== 'updatedAt' && !isEqual(before[field], after[field]))
    .map((field) => ({
      field,
      from: entity.requires ? null : ((before[field] ?? null) as Json),
      to: entity.requires ? null : ((after[field] ?? null) as Json)
    }))
}

class MissingRow extends Error {
  readonly missing: Missing
  constructor(missing: Missing) {
    super(`missing ${missing.entity} ${missing.id}`)
    this.missing = missing
  }
}

interface TrackedReader extends Reader {
  readonly keys: ReadonlySet<string>
}

function trackReads(reader: Pick<Reader, 'get' | 'list'>): TrackedReader {
  const keys = new Set<string>()
  return {
    keys,
    get(entity, id) {
      keys.add(readKey(entity.name, id))
      return reader.get(entity, id)
    },
    async need(entity, id) {
      keys.add(readKey(entity.name, id))
      const row = await reader.get(entity, id)
      if (!row) throw new MissingRow({ type: 'missing', entity: entity.name, id })
      return row
    },
    list(entity, column, value) {
      keys.add(listKey(entity.name, column, value))
      return reader.list(entity, column, value)
    }
  }
}
