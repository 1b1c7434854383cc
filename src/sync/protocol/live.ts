// Live hints: a WebSocket at `/v1/live` that only says how far the organisation's versions have come; data comes by pull alone.
// The token travels in the first message, never in the address, where logs would keep it.

import { z } from 'zod'

/** First message of the client, within ten seconds of opening. */
export const liveHello = z.strictObject({ protocol: z.int().positive(), accessToken: z.string().max(200) })
/** First message of the client. */
export type LiveHello = z.infer<typeof liveHello>

/** Every message of the server: the organisation's newest version. The first one follows the hello at once. */
export const liveHint = z.object({ version: z.int().nonnegative() })
/** A live hint. */
export type LiveHint = z.infer<typeof liveHint>

/** Codes with which the server closes a live socket: sign in again, device or person locked out, protocol too old. */
export const liveClose = { signedOut: 4401, revoked: 4403, tooOld: 4426 } as const
