// The `after` of a snapshot request: where the next page begins and how many rows are left, as opaque text. It is no secret and grants
// nothing: every page is cut under the viewer's scope.

import { z } from 'zod'
import { id } from '#core/kernel/schema.ts'
import { findEntity } from '#core/registry.ts'
import type { SnapshotPosition } from '../store/server-store.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const positionText = z.tuple([
  z.string().refine((name) => findEntity(name) !== undefined),
  id.nullable(),
  z.string().regex(new RegExp(`^(${uuid}/)?${uuid}$`)),
  z.int().nonnegative()
])

/** A position with the number of rows that follow it. */
export interface Resumption {
  readonly position: SnapshotPosition
  readonly remaining: number
}

/** Writes a resumption as text of at most 200 characters. */
export function encodePosition({ position, remaining }: Resumption): string {
  return JSON.stringify([position.entity, position.clientId, position.key, remaining])
}

/** Reads what `encodePosition` wrote; null for anything else. */
export function decodePosition(text: string): Resumption | null {
  try {
    const parsed = positionText.safeParse(JSON.parse(text))
    if (!parsed.success) return null
    const [entity, clientId, key, remaining] = parsed.data
    return (findEntity(entity)?.parent === undefined) === key.includes('/') ? null : { position: { entity, clientId, key }, remaining }
  } catch {
    return null
  }
}
