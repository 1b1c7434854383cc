// Before a batch is decided command by command, all of its commands are tried at once on what the database holds, and everything about
// those tries is thrown away but the rows that they looked at: these come in a few gathered queries and are then at hand.

import type { CommandDefinition } from '#core/kernel/command.ts'
import { eventTime } from '#core/kernel/event-time.ts'
import { execute } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'
import type { WireCommand } from '#sync/protocol/push.ts'
import { findObstacle } from './check-effects.ts'
import { type Caller, readerOf } from './decide-command.ts'
import type { DecisionBuffer } from './decision-buffer.ts'

/** Fewer commands than these are not worth a try. */
const fewest = 4

/** Reads ahead what the commands will look at. Never fails and decides nothing. */
export async function warmUp(
  buffer: DecisionBuffer,
  caller: Caller,
  commands: readonly WireCommand[],
  deps: { readonly commandNamed: (name: string) => CommandDefinition | undefined; readonly receivedAt: number }
): Promise<void> {
  if (commands.length < fewest) return
  const viewer = await buffer.viewer(caller.organisationId, caller.personId)
  if (!viewer) return
  const tries = commands.map(async (command) => {
    const envelope = { ...command, actorId: caller.personId, deviceId: caller.deviceId }
    const executed = await execute(envelope, {
      commandNamed: deps.commandNamed,
      entityNamed,
      reader: readerOf(buffer, viewer),
      actor: viewer,
      organisationId: caller.organisationId,
      now: eventTime(command.at, command.clockOffsetMs, deps.receivedAt),
      receivedAt: deps.receivedAt,
      nextNumber: () => 1,
      stampOf: (entity, id, field) => buffer.stampOf(entity, id, field)
    })
    if (executed.ok) await findObstacle(buffer, viewer, command.id, executed.value)
  })
  // A command whose code throws is set aside when it is decided, not here.
  await Promise.allSettled(tries)
}
