// A person of the provider. `role` and `clientIds` ARE what the server lets them do and see: nothing else grants access.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { roles } from '../kernel/permission.ts'
import { id, instant, line, timeZone } from '../kernel/schema.ts'

/** Colours an avatar may have; the renderer maps them to its palette. */
export const avatarColours = [
  'blue',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'gray'
] as const

/** One stretch of a working week: ISO weekday (1 Monday … 7 Sunday), minutes from local midnight, `to` after `from`. */
export const workingHours = z
  .strictObject({ weekday: z.int().min(1).max(7), fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) })
  .refine((hours) => hours.toMinute > hours.fromMinute, 'expected the end after the beginning')

/** E-mail address, lower case: it is what people sign in with. */
export const personEmail = z.email().max(254).toLowerCase()

/** Person record. `clientIds` null: every client; else exactly those. Costs stand in `person_cost`. */
export const person = defineEntity({
  name: 'person',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(200),
    email: personEmail,
    role: z.literal([...roles]),
    teamIds: z.array(id).max(50),
    clientIds: z.array(id).max(10_000).nullable(),
    skills: z.array(line(60)).max(50),
    timeZone,
    workingHours: z.array(workingHours).max(28),
    active: z.boolean(),
    avatarColour: z.literal([...avatarColours]),
    createdAt: instant,
    updatedAt: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { email: 'ask', role: 'ask', clientIds: 'ask', active: 'ask', teamIds: 'set', skills: 'set', updatedAt: 'max' },
  columns: { email: 'text', role: 'text' },
  search: ['name', 'email', 'skills']
})

/** Person row. */
export type Person = RowOf<typeof person>
