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

/** Body of every error answer: `type` is stable, `field` and `expected` name what was wrong. */
export const errorAnswer = z.object({
  error: z.object({
    type: z.string(),
    message: z.string(),
    field: z.string().optional(),
    expected: z.string().optional()
  })
})
/** An error answer. */
export type ErrorAnswer = z.infer<typeof errorAnswer>
