// Push: commands of many devices are decided in batches, one transaction each, in the order in which they came. Exactly once: what is
// recorded is answered from the record. The service knows neither HTTP nor SQL, so that the simulation runs it as it is.

import { assert } from '#core/kernel/assert.ts'
import type { CommandDefinition } from '#core/kernel/command.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Outcome, PushAnswer, PushRequest, WireCommand } from '#sync/protocol/push.ts'
import { type CommandRecord, type Expected, type OpenDecision, type ServerStore, UnstorableError } from '../store/server-store.ts'
import { commandDigest } from './command-digest.ts'
import { type Caller, decideCommand } from './decide-command.ts'
import { createDecisionBuffer, type DecisionBuffer } from './decision-buffer.ts'
import { warmUp } from './warm-up.ts'

/** Most pushes that are decided in one transaction. */
export const batchLimit = 50

/** Surroundings of the push service. */
export interface PushDeps {
  readonly store: ServerStore
  readonly commandNamed: (name: string) => CommandDefinition | undefined
  /** UTC milliseconds. */
  readonly now: () => number
  /** Hears which version a decision reached, by commands of which devices, once it is durable. */
  readonly onDecided?: (organisationId: Id, version: number, authors: readonly Id[]) => void
  /** Hears of commands whose code threw. */
  readonly onPoison: (command: WireCommand, error: unknown) => void
}

/** Takes the pushes of devices. */
export interface PushService {
  push(caller: Caller, request: PushRequest): Promise<PushAnswer>
}

interface Waiting {
  readonly caller: Caller
  readonly request: PushRequest
  readonly receivedAt: number
  resolve(answer: PushAnswer): void
  reject(error: unknown): void
}

/** Creates the service; one per process is enough, several processes are kept apart by the store's lock. */
export function createPushService(deps: PushDeps): PushService {
  const queues = new Map<Id, Waiting[]>()
  return {
    push(caller, request) {
      return new Promise((resolve, reject) => {
        const entry: Waiting = { caller, request, receivedAt: deps.now(), resolve, reject }
        const queue = queues.get(caller.organisationId)
        if (queue) {
          queue.push(entry)
          return
        }
        queues.set(caller.organisationId, [entry])
        void drain(caller.organisationId)
      })
    }
  }

  async function drain(organisationId: Id): Promise<void> {
    for (;;) {
      const queue = queues.get(organisationId) ?? []
      if (queue.length === 0) {
        queues.delete(organisationId)
        return
      }
      await decideBatch(deps, organisationId, queue.splice(0, batchLimit))
    }
  }
}

/** One transaction for all; when the database refuses it, each alone, so that one bad push doesn't spoil the others. */
async function decideBatch(deps: PushDeps, organisationId: Id, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await decideTogether(deps, organisationId, batch, false)
    for (const [index, entry] of batch.entries()) {
      const answer = answers[index]
      if (answer) entry.resolve(answer)
    }
  } catch (error) {
    const [only] = batch
    if (batch.length > 1) for (const entry of batch) await decideBatch(deps, organisationId, [entry])
    else if (only) await decideApart(deps, organisationId, only).then(only.resolve, () => only.reject(error))
  }
}

async function decideTogether(
  deps: PushDeps,
  organisationId: Id,
  batch: readonly Waiting[],
  isPoison: boolean
): Promise<readonly PushAnswer[]> {
  const decide = async (decision: OpenDecision): Promise<{ answers: readonly PushAnswer[]; version: number }> => {
    const buffer = createDecisionBuffer(decision)
    const answers: PushAnswer[] = []
    for (const entry of batch) answers.push(await decidePush(deps, decision.head.epoch, buffer, entry, isPoison))
    return { answers, version: await buffer.flush(true) }
  }
  const { answers, version } = await deps.store.decide(organisationId, decide, batch.map(expectedOf))
  deps.onDecided?.(
    organisationId,
    version,
    batch.map(({ caller }) => caller.deviceId)
  )
  return answers
}

function expectedOf({ caller: { personId, deviceId }, request: { commands } }: Waiting): Expected {
  return { personId, deviceId, sequences: commands.map(({ sequence }) => sequence), commandIds: commands.map(({ id }) => id) }
}

/** Command by command, after a push failed as a whole: what can't be stored is set aside as poisonous, the rest is decided. */
async function decideApart(deps: PushDeps, organisationId: Id, entry: Waiting): Promise<PushAnswer> {
  const answers: PushAnswer[] = []
  for (const command of entry.request.commands) {
    const alone = { ...entry, request: { ...entry.request, commands: [command] } }
    const [answer] = await decideTogether(deps, organisationId, [alone], false).catch((error: unknown) => {
      if (!(error instanceof UnstorableError)) throw error
      deps.onPoison(command, error)
      return decideTogether(deps, organisationId, [alone], true)
    })
    if (answer) answers.push(answer)
    if (answer?.fork !== null) break
  }
  const last = answers.at(-1)
  assert(last, 'a push has commands')
  return { ...last, outcomes: answers.flatMap(({ outcomes }) => outcomes) }
}

async function decidePush(deps: PushDeps, epoch: Id, buffer: DecisionBuffer, entry: Waiting, isPoison: boolean): Promise<PushAnswer> {
  const { caller, request, receivedAt } = entry
  const highWater = await buffer.highWater(caller.deviceId)
  const outcomes: { id: Id; sequence: number; outcome: Outcome }[] = []
  const answer = { epoch, serverTime: receivedAt, highWater, outcomes, fork: null }
  if (request.epoch !== null && request.epoch !== epoch) return answer
  const known = await knownCommands(buffer, caller.deviceId, request.commands)
  const unknown = request.commands.filter(({ id, sequence }) => !known.byId.has(id) && !known.bySequence.has(sequence))
  await warmUp(buffer, caller, unknown, { commandNamed: deps.commandNamed, receivedAt })
  for (const command of request.commands) {
    const place = known.bySequence.get(command.sequence)
    if (place && place.commandId !== command.id) return { ...answer, fork: command.sequence }
    const first = known.byId.get(command.id)
    const digest = commandDigest(command)
    const decided = first && isSettled(first, digest) ? null : isPoison ? poison(command) : await decide(deps, buffer, entry, command)
    const outcome = decided ?? (first ? answerFrom(first, digest) : poison(command))
    for (const record of recordsOf(caller.deviceId, command, { place, first, digest, outcome })) {
      buffer.record(record)
      if (record.deviceId === caller.deviceId) known.bySequence.set(record.sequence, record)
      if (record.isFirst) known.byId.set(record.commandId, record)
    }
    answer.highWater = Math.max(answer.highWater, command.sequence)
    outcomes.push({ id: command.id, sequence: command.sequence, outcome })
  }
  return answer
}

function decide(deps: PushDeps, buffer: DecisionBuffer, { caller, receivedAt }: Waiting, command: WireCommand): Promise<Outcome> {
  return decideCommand(buffer, caller, command, { commandNamed: deps.commandNamed, receivedAt, onPoison: deps.onPoison })
}

function poison(command: WireCommand): Outcome {
  return { type: 'refused', refusal: { type: 'poisonous', values: { command: command.name } } }
}

/** A parked command is decided anew; anything else that is recorded, or comes back with other content, is not. */
function isSettled(first: CommandRecord, digest: string): boolean {
  return first.outcome.type !== 'parked' || first.digest !== digest
}

function answerFrom(first: CommandRecord, digest: string): Outcome {
  if (first.digest === digest) return first.outcome
  return { type: 'refused', refusal: { type: 'already-exists', field: 'id', expected: 'an id that no other command has' } }
}

interface Found {
  readonly place: CommandRecord | undefined
  readonly first: CommandRecord | undefined
  readonly digest: string
  readonly outcome: Outcome
}

/** What to record: the place in the device's order, and, for a parked command that was decided anew, its first record. */
function recordsOf(deviceId: Id, command: WireCommand, { place, first, digest, outcome }: Found): readonly CommandRecord[] {
  const own = { deviceId, sequence: command.sequence, commandId: command.id, digest, outcome }
  if (!first) return [{ ...own, isFirst: true }]
  const isRetried = first.outcome.type === 'parked' && first.digest === digest
  const updated = isRetried ? [{ ...first, outcome }] : []
  const isSamePlace = first.deviceId === deviceId && first.sequence === command.sequence
  return isSamePlace || place ? updated : [...updated, { ...own, isFirst: false }]
}

async function knownCommands(buffer: DecisionBuffer, deviceId: Id, commands: readonly WireCommand[]) {
  const sequences = commands.map(({ sequence }) => sequence)
  const ids = commands.map(({ id }) => id)
  const records = await buffer.commands(deviceId, sequences, ids)
  return {
    bySequence: new Map(
      records.filter((record) => record.deviceId === deviceId).map((record): [number, CommandRecord] => [record.sequence, record])
    ),
    byId: new Map(records.filter(({ isFirst }) => isFirst).map((record): [Id, CommandRecord] => [record.commandId, record]))
  }
}
