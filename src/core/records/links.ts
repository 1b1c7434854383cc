// References between records: what is named must be there (a missing one parks the command) and belong to the same client.

import type { Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { Fields } from './fields.ts'

/** Field that holds one id or a list of ids → entity it names. */
export type Links = Readonly<Record<string, EntityDefinition>>

/** A row that a field names. */
export interface Linked {
  readonly field: string
  readonly row: BaseRow
}

/** Loads every row that the written fields name. */
export async function loadLinks(links: Links, fields: Fields, reader: Reader): Promise<readonly Linked[]> {
  const wanted = Object.entries(links).flatMap(([field, entity]) => idsIn(fields[field]).map((id) => ({ field, entity, id })))
  return Promise.all(wanted.map(async ({ field, entity, id }) => ({ field, row: await reader.need(entity, id) })))
}

/** Refuses when a named row belongs to another client than `clientId`; rows of the whole organisation fit everywhere. */
export function checkLinks(linked: readonly Linked[], clientId: Id | null, fields: Fields): Result<never, Refusal> | null {
  const stranger = linked.find(({ field, row }) => field in fields && row.clientId !== null && row.clientId !== clientId)
  return stranger ? refuse('wrong-client', { field: stranger.field }) : null
}

function idsIn(value: unknown): readonly Id[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((item): item is Id => typeof item === 'string') : []
}
