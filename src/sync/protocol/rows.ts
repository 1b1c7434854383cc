// How rows travel. A feed carries tuples instead of objects: at 100,000 rows the names of the members would be a third of the bytes.

import { z } from 'zod'
import { id } from '#core/kernel/schema.ts'

/** Document of any entity as it travels; the receiver checks it against the entity's schema. */
export const wireDoc = z.looseObject({ id, clientId: id.nullable() })

/** A row at a version: `['r', entity, version, doc]`. */
export const rowItem = z.tuple([z.literal('r'), z.string(), z.int().positive(), wireDoc])

/** A removed row (tombstone): `['x', entity, version, id, clientId, parentId]`. */
export const removedItem = z.tuple([z.literal('x'), z.string(), z.int().positive(), id, id.nullable(), id.nullable()])

/**
 * A row that left a client (moved to another): `['l', entity, version, id, clientId it left, parentId]`.
 * Where the device may see the new client too, the row follows with a higher version.
 */
export const leaveItem = z.tuple([z.literal('l'), z.string(), z.int().positive(), id, id.nullable(), id.nullable()])

/** One entry of the feed, in version order. */
export const feedItem = z.union([rowItem, removedItem, leaveItem])
/** One entry of the feed. */
export type FeedItem = z.infer<typeof feedItem>

/** Which clients a device may see: null for all of them. */
export const wireScope = z.array(id).nullable()
/** Clients in scope; null: all. */
export type WireScope = z.infer<typeof wireScope>
