// Brings what is new, page by page, or a snapshot where the feed can't serve. Before each page everything that waits is pushed.

import { exchange, type SyncContext } from './exchange.ts'
import { TransportError } from './ports.ts'
import { type PullAnswer, pullLimit } from './protocol/pull.ts'
import type { SnapshotAnswer } from './protocol/snapshot.ts'
import { protocolVersion } from './protocol/version.ts'
import { pushAll } from './push-loop.ts'

/** Bytes that one answer of a snapshot may hold. */
const snapshotBytes = 4 * 1024 * 1024

/** Most snapshots that are begun in one go. */
const freshAllowed = 4

/** Pushes and pulls until nothing is new. */
export async function pullAll(context: SyncContext): Promise<void> {
  let fresh = 0
  let done = 0
  for (;;) {
    await pushAll(context)
    const step = await pullStep(context, done)
    if (step === 'done') return
    if (step === 'fresh' && ++fresh > freshAllowed) throw garbage('asks for one snapshot after another')
    if (typeof step === 'number') done += step
  }
}

type StepResult = 'done' | 'fresh' | number

async function pullStep(context: SyncContext, done: number): Promise<StepResult> {
  const { replica } = context
  const meta = replica.meta()
  if (meta.snapshot !== null) return snapshotStep(context, done)
  if (meta.epoch === null) {
    await replica.beginSnapshot()
    return 'fresh'
  }
  const request = { protocol: protocolVersion, epoch: meta.epoch, cursor: meta.cursor, limit: pullLimit }
  const answer = await exchange(
    context,
    () => context.transport.pull(request),
    (answer) => answer.serverTime
  )
  if (answer.epoch !== meta.epoch) {
    await replica.changeEpoch(answer.epoch, answer.highWater)
    return 'fresh'
  }
  if (answer.type === 'snapshot') {
    await replica.beginSnapshot()
    return 'fresh'
  }
  return takeFeed(context, answer, meta.cursor, done)
}

async function takeFeed(
  context: SyncContext,
  answer: Extract<PullAnswer, { type: 'rows' }>,
  cursor: number,
  done: number
): Promise<StepResult> {
  if (answer.cursor < cursor || (answer.more && answer.cursor === cursor)) throw garbage('moves the cursor backwards')
  if (answer.items.length > 0) context.onProgress({ phase: 'pull', done, total: null })
  await context.replica.applyRows(answer)
  if (answer.more || context.replica.meta().snapshot !== null) return answer.items.length
  return 'done'
}

async function snapshotStep(context: SyncContext, done: number): Promise<StepResult> {
  const { replica, transport } = context
  const { snapshot, epoch } = replica.meta()
  if (snapshot === null) return 0
  const clients = snapshot.clients === null ? null : [...snapshot.clients]
  const request = { protocol: protocolVersion, clients, after: snapshot.after, maxBytes: snapshotBytes }
  context.onProgress({ phase: 'first-sync', done, total: null })
  const answer = await exchange(
    context,
    () => transport.snapshot(request),
    ({ head }) => head.serverTime
  )
  if (epoch !== null && answer.head.epoch !== epoch) {
    await replica.changeEpoch(answer.head.epoch, answer.head.highWater)
    return 'fresh'
  }
  const rows = rowsOf(answer)
  if (answer.head.next !== null && answer.head.next === snapshot.after) throw garbage('sends the same part of a snapshot again')
  await replica.applySnapshot(answer)
  context.onProgress({ phase: 'first-sync', done: done + rows, total: done + rows + answer.head.remaining })
  return rows
}

function rowsOf(answer: SnapshotAnswer): number {
  return answer.pages.reduce((sum, page) => sum + page.line[3], 0)
}

function garbage(detail: string): TransportError {
  return new TransportError({ type: 'garbage', detail: `the server ${detail}` })
}
