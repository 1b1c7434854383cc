// What a decision does to rows. Changes are data: the device keeps them as an overlay, the server writes them.

import type { Json } from './canonical.ts'
import type { BaseRow } from './entity.ts'
import type { Id } from './ids.ts'

/** New row. `row` is the whole document. */
export interface CreateChange {
  readonly type: 'create'
  readonly entity: string
  readonly row: BaseRow & { readonly [field: string]: unknown }
}

/** Fields of an existing row take new values. */
export interface PatchChange {
  readonly type: 'patch'
  readonly entity: string
  readonly id: Id
  readonly fields: { readonly [field: string]: unknown }
}

/** A number of an existing row moves by a delta; deltas of many devices add up. */
export interface AddChange {
  readonly type: 'add'
  readonly entity: string
  readonly id: Id
  readonly field: string
  readonly by: number
}

/** The row leaves every replica (a tombstone stays on the server). Records that matter are archived by a patch instead. */
export interface RemoveChange {
  readonly type: 'remove'
  readonly entity: string
  readonly id: Id
}

/** One effect of a command. */
export type Change = CreateChange | PatchChange | AddChange | RemoveChange

/** What happened, in the field's words; becomes a row of the entity `event` with the field changes added. */
export interface EventDraft {
  /** Such as `ticket.assigned`. */
  readonly kind: string
  readonly subjectEntity: string
  readonly subjectId: Id
  readonly clientId: Id | null
  /** Facts that no field change shows (a comment's visibility, minutes of a time entry). */
  readonly data?: { readonly [key: string]: Json }
  /** Only imports: an id derived from the source (sourceId), so that a second run adds nothing. */
  readonly id?: Id
  /** Only imports: when it happened at the source, UTC milliseconds. */
  readonly at?: number
  /** Only imports: the actor's name at the source. */
  readonly actorName?: string
  /** Only imports: field changes as the source reports them. */
  readonly changes?: readonly FieldChange[]
}

/** One field's step in the history. */
export interface FieldChange {
  readonly field: string
  readonly from: Json
  readonly to: Json
}

/** What `decide` returns. */
export interface Decision {
  readonly changes: readonly Change[]
  readonly events: readonly EventDraft[]
}
