// Signing in: a password buys a short access token and a rotating refresh token, both bound to one device registration.

import { z } from 'zod'
import { roles } from '#core/kernel/permission.ts'
import { id, instant, line } from '#core/kernel/schema.ts'

/** Body of `POST /v1/session`. `deviceId` null registers a new device; a known one must belong to the same person. */
export const signInRequest = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(1024),
  deviceId: id.nullable(),
  deviceName: line(120)
})
/** Body of a sign-in. */
export type SignInRequest = z.infer<typeof signInRequest>

/** Answer to a sign-in and to `POST /v1/session/refresh` with `{refreshToken}`. */
export const session = z.object({
  organisationId: id,
  organisationName: z.string(),
  personId: id,
  personName: z.string(),
  role: z.literal([...roles]),
  deviceId: id,
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  serverTime: instant
})
/** A signed-in session. */
export type Session = z.infer<typeof session>

/** Body of a refresh. */
export const refreshRequest = z.strictObject({ refreshToken: z.string().max(200) })

/**
 * What a revoked device is told beside its refusal: the organisation's public key (P-256, raw, base64) under which it seals its unsent work,
 * the token with which it hands the sealed work in, and the epoch: a server
 * that was restored may lack what it had acknowledged.
 */
export const rescueOffer = z.object({ key: z.string().max(200), token: z.string().max(200), epoch: id })
/** What a revoked device is told. */
export type RescueOffer = z.infer<typeof rescueOffer>

/** Body of `POST /v1/rescue`: `sealed` in base64; the counts are what the administrators see in the list of devices. */
export const rescueRequest = z.strictObject({ sealed: z.base64().max(33_000_000), commands: z.int().min(0).max(10_000_000) })
/** Body of a rescue. */
export type RescueRequest = z.infer<typeof rescueRequest>

/** Body of `POST /v1/rescue/read`, for administrators of the whole organisation. */
export const rescueReadRequest = z.strictObject({ deviceId: id })

/** Answer to it: what was sealed, as JSON texts in the order in which it came. */
export const rescueReadAnswer = z.object({ boxes: z.array(z.string()) })

/** Body of every error answer: `type` is stable, `field` and `expected` name what was wrong. `rescue` comes with `device-revoked` alone. */
export const errorAnswer = z.object({
  error: z.object({
    type: z.string(),
    message: z.string(),
    field: z.string().optional(),
    expected: z.string().optional(),
    rescue: rescueOffer.optional()
  })
})
/** An error answer. */
export type ErrorAnswer = z.infer<typeof errorAnswer>
