// Snapshot: the rows of some partitions, already cut into the pages that the device keeps, so that it can store them without
// decoding. The body is newline-delimited JSON: one head line, then for each page a page line and a line with its content.
// Content: `[[version, doc], …]` ordered by (parent id, id) of cold and by id of hot entities.

import { z } from 'zod'
import { id, instant } from '#core/kernel/schema.ts'
import { wireScope } from './rows.ts'

/** Rows that one page of a snapshot holds at most. */
export const pageRows = 200

/**
 * Body of `POST /v1/sync/snapshot`. `clients`: null for everything in scope (first sync), else only these clients' partitions
 * (clients that were gained). `after`: the `next` of the answer before, null at the beginning.
 */
export const snapshotRequest = z.strictObject({
  protocol: z.int().positive(),
  clients: z.array(id).max(1000).nullable(),
  after: z.string().max(400).nullable(),
  maxBytes: z.int().min(65_536).max(16_777_216)
})
/** Body of a snapshot request. */
export type SnapshotRequest = z.infer<typeof snapshotRequest>

/**
 * First line. `cursor`: the organisation's version when this page was read; the feed goes on from the cursor of the *first*
 * answer of a snapshot. `next`: pass it as `after`, null at the end. `remaining`: rows still to come, for progress.
 */
export const snapshotHead = z.object({
  epoch: id,
  serverTime: instant,
  scope: wireScope,
  permissionsKey: z.string(),
  cursor: z.int().nonnegative(),
  next: z.string().nullable(),
  pages: z.int().nonnegative(),
  remaining: z.int().nonnegative(),
  highWater: z.int().nonnegative()
})
/** First line of a snapshot answer. */
export type SnapshotHead = z.infer<typeof snapshotHead>

/**
 * Line before a page: `[entity, clientId or null, low key, rows]`. Low key: '' for the first page of a partition, else the sort
 * key of its first row (`id`, or `parentId/id` of cold entities). A page holds all rows of its partition from its low key up to the next page's.
 */
export const pageLine = z.tuple([z.string(), id.nullable(), z.string(), z.int().nonnegative()])
/** Line before a page. */
export type PageLine = z.infer<typeof pageLine>

/** A parsed snapshot answer: the content of each page is the untouched line of bytes. */
export interface SnapshotAnswer {
  readonly head: SnapshotHead
  readonly pages: readonly { readonly line: PageLine; readonly content: Uint8Array }[]
}
