// The live socket at `/v1/live` says how far the organisation's versions have come, and may bring what is new at once. A message is one
// line of JSON; where rows come along, it is followed by a line feed and the text of the answer to the pull that the device would send.
// The token travels in the first message, never in the address, where logs would keep it.

import { z } from 'zod'
import { id } from '#core/kernel/schema.ts'

/** First message of the client, within ten seconds of opening. `place`: where it stands, if rows may come along with hints. */
export const liveHello = z.strictObject({
  protocol: z.int().positive(),
  accessToken: z.string().max(200),
  place: z.strictObject({ epoch: id, cursor: z.int().nonnegative() }).optional()
})
/** First message of the client. */
export type LiveHello = z.infer<typeof liveHello>

/**
 * Every message of the server: the organisation's newest version. The first one follows the hello at once. `rows`: everything in scope
 * above version `from` follows as a `PullAnswer`, whose text has this SHA-256 (base64).
 */
export const liveHint = z.object({
  version: z.int().nonnegative(),
  rows: z.object({ from: z.int().nonnegative(), sha256: z.string() }).optional()
})
/** A live hint. */
export type LiveHint = z.infer<typeof liveHint>

/** Longest text of rows that comes along with a hint, in characters; more is fetched. */
export const liveRowsLimit = 65_536

/** Codes with which the server closes a live socket: sign in again, device or person locked out, protocol too old. */
export const liveClose = { signedOut: 4401, revoked: 4403, tooOld: 4426 } as const
