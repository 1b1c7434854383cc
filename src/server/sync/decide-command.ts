// Decides one command of one device: known or new, allowed, executed by the same code as on the device, checked, and turned into rows.
// Every path ends in an outcome: nothing that a device sends can stall the commands behind it.

import type { CommandDefinition, CommandEnvelope } from '#core/kernel/command.ts'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import { eventTime } from '#core/kernel/event-time.ts'
import { type Doc, type Effects, execute, type Missing } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import { entityNamed } from '#core/registry.ts'
import type { Outcome, WireCommand } from '#sync/protocol/push.ts'
import type { Viewer } from '../store/server-store.ts'
import { checkEffects } from './check-effects.ts'
import type { DecisionBuffer } from './decision-buffer.ts'
import { baseText } from './base-text.ts'
import { stepsOf } from './row-steps.ts'

/** Who sends: taken from the access token, never from the body. */
export interface Caller {
  readonly organisationId: Id
  readonly personId: Id
  readonly deviceId: Id
}

/** What deciding needs besides the rows. */
export interface DecideDeps {
  readonly commandNamed: (name: string) => CommandDefinition | undefined
  /** Arrival time, UTC milliseconds. */
  readonly receivedAt: number
  /** Hears of commands whose code threw; their words never reach the device. */
  readonly onPoison: (command: WireCommand, error: unknown) => void
}

/** Decides one command that isn't known yet (or was parked). Its rows are in the buffer when it was applied. */
export async function decideCommand(buffer: DecisionBuffer, caller: Caller, command: WireCommand, deps: DecideDeps): Promise<Outcome> {
  const numbers = buffer.numbers()
  try {
    const outcome = await attempt(buffer, caller, command, deps)
    if (outcome.type !== 'applied') buffer.giveBack(numbers)
    return outcome
  } catch (error) {
    buffer.giveBack(numbers)
    deps.onPoison(command, error)
    return refused({ type: 'poisonous', values: { command: command.name } })
  }
}

async function attempt(buffer: DecisionBuffer, caller: Caller, command: WireCommand, deps: DecideDeps): Promise<Outcome> {
  const viewer = await buffer.viewer(caller.organisationId, caller.personId)
  if (!viewer) return refused({ type: 'forbidden', field: 'person', expected: 'an active person' })
  const envelope: CommandEnvelope = { ...command, actorId: caller.personId, deviceId: caller.deviceId }
  const now = eventTime(command.at, command.clockOffsetMs, deps.receivedAt)
  const executed = await execute(envelope, {
    commandNamed: deps.commandNamed,
    entityNamed,
    reader: readerOf(buffer, viewer),
    actor: viewer,
    organisationId: caller.organisationId,
    now,
    receivedAt: deps.receivedAt,
    nextNumber: (series) => buffer.nextNumber(series),
    stampOf: (entity, id, field) => buffer.stampOf(entity, id, field),
    baseText: (question) => baseText(buffer, viewer, question)
  })
  if (!executed.ok) return executed.error.type === 'missing' ? whyMissing(buffer, executed.error) : refused(executed.error)
  return settle(buffer, viewer, envelope, executed.value, now)
}

async function settle(buffer: DecisionBuffer, viewer: Viewer, envelope: CommandEnvelope, effects: Effects, now: number): Promise<Outcome> {
  const trouble = await checkEffects(buffer, viewer, envelope.id, effects)
  if (trouble) return trouble
  const { steps, leaves } = await stepsOf(buffer, viewer, envelope, effects, now)
  const version = buffer.take(steps, leaves)
  // Row-level security and the next commands must see a changed role or scope at once.
  if (steps.some((step) => step.entity === 'person')) await buffer.flush()
  return steps.length + leaves.length === 0 ? { type: 'applied', version, unchanged: true } : { type: 'applied', version }
}

/** A row that isn't in scope is a refusal; one that isn't known at all (after a restore) parks the command. */
async function whyMissing(buffer: DecisionBuffer, missing: Missing): Promise<Outcome> {
  const presence = (await buffer.presence(missing.entity, [missing.id])).get(missing.id)
  if (presence === 'live') return refused({ type: 'out-of-scope', values: { entity: missing.entity, id: missing.id } })
  if (presence === 'deleted') return refused({ type: 'missing-row', values: { entity: missing.entity, id: missing.id } })
  return { type: 'parked', entity: missing.entity, id: missing.id }
}

/** The wire's schema is read-write where core's type is read-only; the value is the same. */
function refused(refusal: Refusal): Outcome {
  return { type: 'refused', refusal } as Outcome
}

/** How a command's load reaches the rows of a decision. */
export function readerOf(buffer: DecisionBuffer, viewer: Viewer) {
  return {
    async get<Row>(entity: EntityDefinition<string, Row & Doc>, id: Id): Promise<(Row & Doc) | null> {
      const row = await buffer.row(viewer, entity.name, id)
      return row ? (row.doc as Row & Doc) : null
    },
    async list<Row>(entity: EntityDefinition<string, Row & Doc>, column: string, value: Id): Promise<readonly (Row & Doc)[]> {
      const rows = await buffer.rows(viewer, entity.name, column, value)
      return rows.map((row) => row.doc as Row & Doc)
    }
  }
}
