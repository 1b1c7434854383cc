// Pull: everything in scope with a version above the cursor, in version order, in pages. It is the only way in which data comes.

import { z } from 'zod'
import { id, instant } from '#core/kernel/schema.ts'
import { feedItem, wireScope } from './rows.ts'

/** Most feed items in one answer. */
export const pullLimit = 5000

/** Body of `POST /v1/sync/pull`. */
export const pullRequest = z.strictObject({
  protocol: z.int().positive(),
  epoch: id.nullable(),
  cursor: z.int().nonnegative(),
  limit: z.int().min(1).max(pullLimit)
})
/** Body of a pull. */
export type PullRequest = z.infer<typeof pullRequest>

/**
 * Answer to a pull.
 * - `rows`: `items` in version order; `cursor` is where to go on, `more` whether there is more at once.
 * - `snapshot`: the cursor is older than the kept tombstones, or of another epoch: take a fresh snapshot, keep the outbox.
 * `highWater`: last sequence that is recorded for the device; after an epoch change everything above it is sent again.
 * `scope` and `permissionsKey` tell what the device may see now: clients that are new to it are fetched by snapshot, others leave.
 */
export const pullAnswer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('rows'),
    epoch: id,
    serverTime: instant,
    scope: wireScope,
    permissionsKey: z.string(),
    items: z.array(feedItem),
    cursor: z.int().nonnegative(),
    more: z.boolean(),
    highWater: z.int().nonnegative()
  }),
  z.object({
    type: z.literal('snapshot'),
    epoch: id,
    serverTime: instant,
    scope: wireScope,
    permissionsKey: z.string(),
    highWater: z.int().nonnegative()
  })
])
/** Answer to a pull. */
export type PullAnswer = z.infer<typeof pullAnswer>
