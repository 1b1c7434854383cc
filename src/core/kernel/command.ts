// A command is five things: name, permission, input schema, load, decide. The device runs it at once, the server runs the same
// code again on what is true by then; so decide is pure and synchronous, and everything it needs comes in by its arguments.

import type { z } from 'zod'
import type { Decision } from './change.ts'
import type { BaseRow, EntityDefinition } from './entity.ts'
import type { Id } from './ids.ts'
import type { Permission, Role } from './permission.ts'
import type { Refusal } from './refusal.ts'
import type { Result } from './result.ts'

/** Who acts. `clientIds` null means every client of the organisation. */
export interface Actor {
  readonly personId: Id
  readonly role: Role
  readonly clientIds: readonly Id[] | null
}

/** Everything from outside that decide may know. Equal on device and server, apart from `nextNumber`. */
export interface DecideContext {
  readonly actor: Actor
  readonly organisationId: Id
  readonly deviceId: Id
  readonly commandId: Id
  /** The command's event time, UTC milliseconds, corrected by the device's measured offset. */
  readonly now: number
  /** The n-th id of this command, n from 1 to 999 (from 1,000 on they belong to events and conflicts). */
  newId(n: number): Id
  /** Next number of a series of the server (`ticket`, or the id of a `number_series`); null on the device, which doesn't know it. */
  nextNumber(series: string): number | null
  /** This device's own short number for the row being created, such as `K7-12`. */
  readonly provisionalNumber: string
}

/** How load reaches rows. Rows outside the actor's scope are not there. */
export interface Reader {
  /** The row, or null when it isn't there. */
  get<Row extends BaseRow>(entity: EntityDefinition<string, Row>, id: Id): Promise<Row | null>
  /** The row; a missing one parks or refuses the command. */
  need<Row extends BaseRow>(entity: EntityDefinition<string, Row>, id: Id): Promise<Row>
  /** Rows whose indexed `column` (one of the entity's `columns`, or its parent field) equals `value`, ordered by id. */
  list<Row extends BaseRow>(entity: EntityDefinition<string, Row>, column: string, value: Id): Promise<readonly Row[]>
}

/** Which fields of which row the input asserts, so that concurrent edits merge before decide sees them. */
export interface Assertion<Input> {
  readonly entity: EntityDefinition
  id(input: Input): Id
  /** New values by field. */
  fields(input: Input): Readonly<Record<string, unknown>>
  /** The input with merged values in place of its own. A field missing from `fields` lost and must be left out. */
  withFields(input: Input, fields: Readonly<Record<string, unknown>>): Input
}

/** A command to be run: what a button or an undo passes on. */
export interface CommandCall {
  readonly name: string
  readonly input: unknown
}

/** Declaration of one command. */
export interface CommandDefinition<Name extends string = string, Input = unknown, State = unknown> {
  /** Wire name: `ticket.comment`. */
  readonly name: Name
  /** Version of the input's form; rises when old input no longer parses. */
  readonly version: number
  readonly requires: Permission
  readonly input: z.ZodType<Input>
  readonly asserts?: Assertion<Input>
  /** Gathers what decide needs. `where` names the organisation, whose own row commands may need. */
  load(input: Input, reader: Reader, where: { readonly organisationId: Id }): Promise<State>
  /** Pure and synchronous: changes and events, or a refusal. No changes and no events is a valid no-op. */
  decide(state: State, input: Input, context: DecideContext): Result<Decision, Refusal>
  /** The calls that take this command back, computed from what was true before it. Left out: can't be undone. */
  invert?(state: State, input: Input, context: DecideContext): readonly CommandCall[]
  /** Turns input of an older version into today's, see `upgradeChain`. */
  upgrade?(input: unknown, fromVersion: number): unknown
  /** The same for the base, where fields that are asserted got other names or forms. */
  upgradeBase?(base: Base, fromVersion: number): Base
}

/** Declares a command; only there so that input and state types are inferred. */
export function defineCommand<const Name extends string, Input, State>(
  definition: CommandDefinition<Name, Input, State>
): CommandDefinition<Name, Input, State> {
  return definition
}

/** Old values by field that the device saw when it asserted new ones. */
export type Base = Readonly<Record<string, unknown>>

/** A command on its way: what is journalled, kept in the outbox and pushed. */
export interface CommandEnvelope {
  readonly id: Id
  readonly name: string
  readonly version: number
  readonly input: unknown
  readonly base: Base
  readonly actorId: Id
  readonly deviceId: Id
  /** Place in the device's own order, from 1 without gaps. */
  readonly sequence: number
  /** Event time on the device's clock, UTC milliseconds. */
  readonly at: number
  /** Server clock minus device clock at the last exchange, milliseconds. */
  readonly clockOffsetMs: number
  readonly provisionalNumber: string
}
