// Before a batch is decided command by command, all of its commands are tried at once on what the database holds, and everything about
// those tries is thrown away but the rows that they looked at: these come in a few gathered queries and are then at hand.

import type { CommandDefinition } from '#core/kernel/command.ts'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import { eventTime } from '#core/kernel/event-time.ts'
import { type Doc, execute } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import type { WireCommand } from '#sync/protocol/push.ts'
import { findObstacle } from './check-effects.ts'
import { type Caller, readerOf } from './decide-command.ts'
import type { Viewer } from '../store/server-store.ts'
import type { DecisionBuffer } from './decision-buffer.ts'

/** Fewer commands than these are not worth a try. */
const fewest = 4

/** Surroundings of a try. */
interface TryDeps {
  readonly commandNamed: (name: string) => CommandDefinition | undefined
  readonly receivedAt: number
}

/** Reads ahead what the commands will look at. Never fails and decides nothing. */
export async function warmUp(buffer: DecisionBuffer, caller: Caller, commands: readonly WireCommand[], deps: TryDeps): Promise<void> {
  if (commands.length < fewest) return
  const viewer = await buffer.viewer(caller.organisationId, caller.personId)
  if (!viewer) return
  const made = new Map<string, Doc>()
  const round = async (tried: readonly WireCommand[]): Promise<readonly WireCommand[]> => {
    // A command whose code throws is set aside when it is decided, not here.
    const results = await Promise.allSettled(tried.map((command) => tryOut({ buffer, caller, viewer, made }, command, deps)))
    return tried.filter((_, place) => isShort(results[place]))
  }
  // What one command refers to, another of the same batch may only make: such a command is tried once more over what the others made.
  const short = await round(commands)
  if (short.length > 0) await round(short)
}

interface Tries {
  readonly buffer: DecisionBuffer
  readonly caller: Caller
  readonly viewer: Viewer
  /** Rows that tries made, by entity and id. */
  readonly made: Map<string, Doc>
}

/** True when the try found all rows that it needed. */
async function tryOut({ buffer, caller, viewer, made }: Tries, command: WireCommand, deps: TryDeps): Promise<boolean> {
  const executed = await execute(
    { ...command, actorId: caller.personId, deviceId: caller.deviceId },
    {
      commandNamed: deps.commandNamed,
      entityNamed,
      reader: readerOver(readerOf(buffer, viewer), made),
      actor: viewer,
      organisationId: caller.organisationId,
      now: eventTime(command.at, command.clockOffsetMs, deps.receivedAt),
      receivedAt: deps.receivedAt,
      nextNumber: () => 1,
      stampOf: (entity, id, field) => buffer.stampOf(entity, id, field)
    }
  )
  if (!executed.ok) return executed.error.type !== 'missing'
  for (const { entity, id, before, after } of executed.value.rows) if (!before && after) made.set(`${entity}/${id}`, after)
  await findObstacle(buffer, viewer, command.id, executed.value)
  return true
}

/** Rows of the decision, and after them what other tries made. */
function readerOver(reader: ReturnType<typeof readerOf>, made: ReadonlyMap<string, Doc>): ReturnType<typeof readerOf> {
  return {
    ...reader,
    async get<Row>(entity: EntityDefinition<string, Row & Doc>, id: Id): Promise<(Row & Doc) | null> {
      const row = await reader.get<Row>(entity, id)
      return row ?? ((made.get(`${entity.name}/${id}`) ?? null) as (Row & Doc) | null)
    }
  }
}

function isShort(result: PromiseSettledResult<boolean> | undefined): boolean {
  return result?.status === 'fulfilled' && !result.value
}
