// Sends what waits, in the device's order, a bounded part at a time. Nothing is pulled while the fate of a sent command is unknown, so
// that a replay never meets rows that hold the command already.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import { exchange, type SyncContext } from './exchange.ts'
import { type OutboxEntry, TransportError } from './ports.ts'
import { type PushAnswer, pushChars, pushLimit, type WireCommand } from './protocol/push.ts'
import { protocolVersion } from './protocol/version.ts'

/** Most changes of epoch or device in one go: a server that keeps changing its mind is trouble, not work. */
const turnsAllowed = 4

/** Sends until nothing waits. Returns how many requests it took. [PUSH1] */
export async function pushAll(context: SyncContext): Promise<number> {
  let requests = 0
  let turns = 0
  let sent = 0
  for (;;) {
    const batch = firstOf(context.replica.waiting())
    if (batch.length === 0) return requests
    requests++
    context.onProgress({ phase: 'push', done: sent, total: sent + context.replica.waiting().length })
    const answer = await pushBatch(context, batch)
    sent += answer.outcomes.length
    const isTurned = await turn(context, answer)
    if (isTurned && ++turns > turnsAllowed) throw garbage('keeps changing its epoch or this device')
    if (!isTurned && !isAnswered(batch, answer)) throw garbage('answers none of the commands')
  }
}

/** What one request takes: long texts make it short, since it is sent again as a whole when its answer is lost. */
function firstOf(waiting: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const batch: OutboxEntry[] = []
  let size = 0
  for (const entry of waiting.slice(0, pushLimit)) {
    size += JSON.stringify(entry.envelope.input).length
    if (batch.length > 0 && size > pushChars) break
    batch.push(entry)
  }
  return batch
}

/** Outcomes of anything else would have the same commands sent again at once, without end. */
function isAnswered(batch: readonly OutboxEntry[], { outcomes }: PushAnswer): boolean {
  return outcomes.some(({ id }) => batch.some(({ envelope }) => envelope.id === id))
}

/** Takes the answer; true when the ground moved (another epoch, another device) and what waits must be looked at anew. */
async function turn({ replica, newDevice }: SyncContext, answer: PushAnswer): Promise<boolean> {
  const { epoch } = replica.meta()
  if (epoch !== null && answer.epoch !== epoch) {
    await replica.changeEpoch(answer.epoch, answer.highWater)
    return true
  }
  await replica.applyOutcomes(answer)
  if (answer.fork === null) return false
  await replica.changeDevice(await newDevice())
  return true
}

async function pushBatch(context: SyncContext, batch: readonly OutboxEntry[]): Promise<PushAnswer> {
  try {
    return await push(context, batch)
  } catch (error) {
    if (!isAboutCommands(error)) throw error
    const [first] = batch
    if (!first || batch.length > 1) return pushApart(context, batch)
    return setAside(context, first, error.problem.detail)
  }
}

/** A request that the server can't read because of one command: each is sent alone, so that the others are not stalled. [PUSH6] */
async function pushApart(context: SyncContext, batch: readonly OutboxEntry[]): Promise<PushAnswer> {
  let last: PushAnswer | null = null
  for (const entry of batch) {
    const answer = await pushBatch(context, [entry])
    last = last ? { ...answer, epoch: answer.epoch || last.epoch, outcomes: [...last.outcomes, ...answer.outcomes] } : answer
    if (answer.fork !== null || answer.outcomes.length === 0) break
  }
  if (!last) throw garbage('answers none of the commands')
  return last
}

function push(context: SyncContext, batch: readonly OutboxEntry[]): Promise<PushAnswer> {
  const { epoch } = context.replica.meta()
  const request = { protocol: protocolVersion, epoch, commands: batch.map(({ envelope }) => wireCommandOf(envelope)) }
  return exchange(
    context,
    () => context.transport.push(request),
    (answer) => answer.serverTime
  )
}

function wireCommandOf(envelope: CommandEnvelope): WireCommand {
  const { id, sequence, name, version, input, base, at, clockOffsetMs, provisionalNumber } = envelope
  return { id, sequence, name, version, input, base: { ...base }, at, clockOffsetMs, provisionalNumber }
}

type BadCommands = TransportError & { readonly problem: { readonly type: 'bad-request'; readonly detail: string } }

function isAboutCommands(error: unknown): error is BadCommands {
  return error instanceof TransportError && error.problem.type === 'bad-request' && (error.problem.field ?? '').startsWith('commands.')
}

function setAside({ replica, clock }: SyncContext, { envelope }: OutboxEntry, expected: string): PushAnswer {
  const { epoch, clockOffsetMs } = replica.meta()
  const outcome = { type: 'refused' as const, refusal: { type: 'poisonous' as const, expected } }
  return {
    epoch: epoch ?? '',
    serverTime: clock.now() + clockOffsetMs,
    highWater: 0,
    outcomes: [{ id: envelope.id, sequence: envelope.sequence, outcome }],
    fork: null
  }
}

function garbage(detail: string): TransportError {
  return new TransportError({ type: 'garbage', detail: `the server ${detail}` })
}
