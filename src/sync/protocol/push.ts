// Push: a device hands over commands in its own order; the server answers each with its outcome, which it also remembers,
// so that a repeated push is answered and not run again.

import { z } from 'zod'
import { refusalTypes } from '#core/kernel/refusal.ts'
import { isCommandId } from '#core/kernel/ids.ts'
import { id, instant, text } from '#core/kernel/schema.ts'

/** A command on the wire. Actor and device come from the bearer token, never from the body. */
export const wireCommand = z.strictObject({
  id: z.string().refine(isCommandId, 'expected a UUIDv7 that ends in 0000'),
  sequence: z.int().positive(),
  name: text(64),
  version: z.int().positive(),
  input: z.unknown(),
  base: z.record(z.string(), z.unknown()),
  at: instant,
  clockOffsetMs: z.number(),
  provisionalNumber: text(24)
})
/** A command on the wire. */
export type WireCommand = z.infer<typeof wireCommand>

/** Most commands in one push: each push costs a commit on both sides, so that few large ones are sooner done. */
export const pushLimit = 200
/** Most characters of the inputs in one push of a device, as JSON; a longer command goes alone. */
export const pushChars = 2_000_000

/** Body of `POST /v1/sync/push`. `epoch` is the one the device knows, null before its first exchange. */
export const pushRequest = z.strictObject({
  protocol: z.int().positive(),
  epoch: id.nullable(),
  commands: z.array(wireCommand).min(1).max(pushLimit)
})
/** Body of a push. */
export type PushRequest = z.infer<typeof pushRequest>

/** Why a command was refused, see core/kernel/refusal.ts. */
export const wireRefusal = z.object({
  type: z.literal([...refusalTypes]),
  field: z.string().optional(),
  expected: z.string().optional(),
  values: z.record(z.string(), z.json()).optional()
})

/**
 * What became of a command. `applied`: rows up to `version` carry it; `unchanged` where all of it stood there already. `refused`: with
 * its reason. `parked`: a row it refers to isn't known here; it stays visible on the device and is tried again.
 */
export const outcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('applied'), version: z.int().nonnegative(), unchanged: z.literal(true).optional() }),
  z.object({ type: z.literal('refused'), refusal: wireRefusal }),
  z.object({ type: z.literal('parked'), entity: z.string(), id })
])
/** Outcome of one command. */
export type Outcome = z.infer<typeof outcome>

/**
 * Answer to a push. `fork`: the first sequence whose number the server knows with another command id; nothing from there on was
 * run, and the device must take a new identity and renumber. `highWater`: last sequence recorded for the device.
 * Where the request names another epoch than the server's, nothing is run, `outcomes` is empty, and the device first sends again
 * its journal again (what the restored server still knows is answered from the record). Sequences rise, but may have gaps. A parked command that is pushed
 * again is tried again; applied and refused ones are answered from the record.
 */
export const pushAnswer = z.object({
  epoch: id,
  serverTime: instant,
  highWater: z.int().nonnegative(),
  outcomes: z.array(z.object({ id, sequence: z.int().positive(), outcome })),
  fork: z.int().positive().nullable()
})
/** Answer to a push. */
export type PushAnswer = z.infer<typeof pushAnswer>
