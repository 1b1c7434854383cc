// Rules of saved views: a private view is its owner's alone, a shared one anybody may change.

import type { DecideContext } from '../kernel/command.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { SavedView } from './saved-view.entity.ts'

/** Refuses somebody else's private view. */
export function checkViewOwner(row: SavedView, context: DecideContext): Result<never, Refusal> | null {
  return row.ownerId === null || row.ownerId === context.actor.personId ? null : refuse('forbidden', { field: 'ownerId' })
}
