// A role that shows less than before: what it no longer covers goes in the step that brings the word, not only with the fresh snapshot,
// which may take minutes or wait for a network.

import { conflict } from '#core/conflicts/conflict.entity.ts'
import { entityNamed, findEntity } from '#core/registry.ts'
import type { Stage } from './stage.ts'

/** Names in the old key (see `permissionsKey` on the server) that the new one lacks. */
export function entitiesLost(before: string, after: string): readonly string[] {
  const shown = new Set(after.split(','))
  return before.split(',').filter((name) => !shown.has(name) && findEntity(name) !== undefined)
}

/** Takes their rows out of the step, and the conflicts that quote them. */
export async function hideEntities(stage: Stage, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  for (const name of names) await stage.hide(entityNamed(name), () => true)
  await stage.hide(conflict, (doc) => names.includes(String(doc['entity'])))
}
