// What settling writes, and who may: the same permission as editing the record. Any record whose fields people assert can clash,
// so each of them stands in this list (a test compares).

import { asset } from '../assets/asset.entity.ts'
import { client } from '../clients/client.entity.ts'
import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import type { Change } from '../kernel/change.ts'
import type { DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import { isEqual } from '../kernel/merge.ts'
import { isAllowed, type Permission } from '../kernel/permission.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { customField } from '../organisation/custom-field.entity.ts'
import { device } from '../organisation/device.entity.ts'
import { organisation } from '../organisation/organisation.entity.ts'
import { type Person, person } from '../organisation/person.entity.ts'
import { checkEmail, checkLastAdministrator, checkReach, loadPeers, type PersonPeers } from '../organisation/person.rules.ts'
import { type SavedView, savedView } from '../organisation/saved-view.entity.ts'
import { checkViewOwner } from '../organisation/saved-view.rules.ts'
import { team } from '../organisation/team.entity.ts'
import { type Fields, fieldSchema, touched } from '../records/fields.ts'
import { checkLinks, type Linked, type Links, loadLinks } from '../records/links.ts'
import { type Ticket, ticket } from '../tickets/ticket.entity.ts'
import { deriveTicket } from '../tickets/ticket.rules.ts'
import { type Timer, timer } from '../work/timer.entity.ts'
import { checkWorker } from '../work/work.rules.ts'
import { type Conflict, conflict } from './conflict.entity.ts'
import { type OwnEdit, ownEdits, type ReadyEdit } from './own-edits.ts'

interface Settled {
  readonly entity: EntityDefinition
  readonly requires: Permission
  /** The record's own edit, where settling is that edit. */
  readonly load?: OwnEdit['load']
  /** Whose the row must be, where the record's own edit asks for that. */
  owner?(row: BaseRow, context: DecideContext): Result<never, Refusal> | null
}

const settled: readonly Settled[] = [
  { entity: organisation, requires: 'organisation.edit' },
  { entity: team, requires: 'organisation.edit' },
  { entity: person, requires: 'organisation.edit' },
  { entity: device, requires: 'organisation.edit' },
  { entity: customField, requires: 'organisation.edit' },
  { entity: savedView, requires: 'ticket.work', owner: (row, context) => checkViewOwner(row as SavedView, context) },
  { entity: client, requires: 'client.edit' },
  { entity: site, requires: 'client.edit' },
  { entity: contact, requires: 'client.edit' },
  { entity: asset, requires: 'asset.edit' },
  { entity: ticket, requires: 'ticket.work' },
  { entity: timer, requires: 'time.own', owner: (row, context) => checkWorker((row as Timer).personId, context) },
  ...ownEdits
]
const byName = new Map(settled.map((entry) => [entry.entity.name, entry]))

/** True for records whose conflicts can be settled. */
export function canSettle(entity: string): boolean {
  return byName.has(entity)
}

/**
 * What settling a conflict looks at: the conflict, the row it is about, the row that the written value names, and the people that a
 * change of a person is judged against.
 */
export interface SettlementState {
  readonly conflict: Conflict
  readonly target: BaseRow | null
  readonly linked: readonly Linked[]
  readonly peers: PersonPeers | null
  readonly edit: ReadyEdit | null
}

/** Loads it. `value` is what will be written, where that is not the losing value. */
export async function loadSettlement(
  conflictId: Id,
  reader: Reader,
  where: { readonly organisationId: Id },
  value?: unknown
): Promise<SettlementState> {
  const row = await reader.need(conflict, conflictId)
  const entry = byName.get(row.entity)
  const target = entry ? await reader.need(entry.entity, row.rowId) : null
  const written = value ?? (target ? settledValue(row, target) : row.lost)
  const email = row.field === 'email' && typeof written === 'string' ? written : undefined
  return {
    conflict: row,
    target,
    linked: entry ? await loadLinks(linksOf(entry.entity), { [row.field]: written }, reader) : [],
    peers: row.entity === person.name ? await loadPeers(email, reader) : null,
    edit: (await entry?.load?.(row.rowId, { [row.field]: written }, reader, where)) ?? null
  }
}

/** Fields that name a record of a client: the others belong to everybody. */
function linksOf({ references = {} }: EntityDefinition): Links {
  return Object.fromEntries(
    Object.entries(references).flatMap(([field, name]) => {
      const target = byName.get(name)?.entity
      return target ? [[field, target]] : []
    })
  )
}

/** Refuses whoever may not edit the record. */
export function checkSettler({ conflict: row, target }: SettlementState, context: DecideContext): Result<never, Refusal> | null {
  const entry = byName.get(row.entity)
  if (!entry || !target) return refuse('field-not-editable', { field: row.field })
  if (!isAllowed(context.actor.role, entry.requires)) return refuse('forbidden', { values: { permission: entry.requires } })
  return entry.owner?.(target, context) ?? null
}

/** Refuses a value that the record's own edit would refuse: one that no longer fits, names a foreign row, or breaks a person's rules. */
export function checkWritten(state: SettlementState, value: unknown, context: DecideContext): Result<never, Refusal> | null {
  const { conflict: row, target, linked, peers } = state
  const entity = byName.get(row.entity)?.entity
  if (!entity || !fieldSchema(entity, row.field)?.safeParse(value).success) return refuse('wrong-state', { field: row.field })
  if (!target) return null
  const stranger = checkLinks(linked, target.clientId, { [row.field]: value })
  if (stranger || !peers) return stranger
  const before = target as Person
  const after = { ...before, [row.field]: value }
  return checkReach([before, after], context.actor) ?? checkEmail(after, peers) ?? checkLastAdministrator(before, after, peers)
}

/** The value that settling for the loser writes: of a record merged by keys only the keys that clashed, over what is there now. */
export function settledValue(conflict: Conflict, target: BaseRow): unknown {
  if (conflict.rule !== 'keys') return conflict.lost
  const kept = asFields(conflict.kept)
  const lost = asFields(conflict.lost)
  const clashed = Object.entries(lost).filter(([key, value]) => !isEqual(kept[key], value))
  return { ...asFields(asFields(target)[conflict.field]), ...Object.fromEntries(clashed) }
}

/** The changes that write a settled value: what the record's own edit writes, or the field with those that are derived from it. */
export function writeSettled(state: SettlementState, value: unknown, context: DecideContext): Result<readonly Change[], Refusal> {
  const { conflict: row, target, edit } = state
  if (!target) return ok([])
  if (edit) {
    const decided = edit(context)
    return decided.ok ? ok(decided.value.changes) : decided
  }
  const derived = row.entity === ticket.name ? deriveTicket({ ...(target as Ticket), [row.field]: value }) : {}
  const fields = { [row.field]: value, ...derived, ...touched(target, context.now) }
  return ok([{ type: 'patch', entity: row.entity, id: row.rowId, fields }])
}

function asFields(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {}
}

/** The field's value on the row as it is. */
export function heldValue(conflict: Conflict, target: BaseRow): unknown {
  return asFields(target)[conflict.field] ?? null
}
