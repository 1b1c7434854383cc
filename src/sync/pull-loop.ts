// Brings what is new, page by page, or a snapshot where the feed can't serve. Before each page everything that waits is pushed.

import { exchange, type SyncContext } from './exchange.ts'
import { type SnapshotUnderWay, TransportError } from './ports.ts'
import { type PullAnswer, pullLimit } from './protocol/pull.ts'
import type { SnapshotAnswer, SnapshotRequest } from './protocol/snapshot.ts'
import { protocolVersion } from './protocol/version.ts'
import { pushAll } from './push-loop.ts'

/** Bytes that one answer of a snapshot may hold. */
const snapshotBytes = 4 * 1024 * 1024

/** Most snapshots that are begun in one go. */
const freshAllowed = 4

/** Pushes and pulls until nothing is new. */
export async function pullAll(context: SyncContext): Promise<void> {
  let fresh = 0
  const pulling: Pulling = { done: 0, ahead: null }
  for (;;) {
    // What was read while a command was on its way may hold its effects or not: it is read again. [PULL1]
    if ((await pushAll(context)) > 0) pulling.ahead = null
    const step = await pullStep(context, pulling)
    if (step === 'done') return
    if (step === 'fresh' && ++fresh > freshAllowed) throw garbage('asks for one snapshot after another')
    if (typeof step === 'number') pulling.done += step
  }
}

interface Pulling {
  /** Rows that came so far. */
  done: number
  /** The next part of a snapshot, on its way while the one before is stored. */
  ahead: { readonly key: string; readonly answer: Promise<SnapshotAnswer> } | null
}

type StepResult = 'done' | 'fresh' | number

async function pullStep(context: SyncContext, pulling: Pulling): Promise<StepResult> {
  const { replica } = context
  const meta = replica.meta()
  if (meta.snapshot !== null) return snapshotStep(context, pulling)
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
  return takeFeed(context, answer, meta.cursor, pulling.done)
}

/** Takes rows that follow on what is here. @throws TransportError garbage when they don't */
export async function takeFeed(
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

async function snapshotStep(context: SyncContext, pulling: Pulling): Promise<StepResult> {
  const { replica } = context
  const { snapshot, epoch } = replica.meta()
  if (snapshot === null) return 0
  const { done } = pulling
  const request = snapshotRequestOf(snapshot, snapshot.after)
  context.onProgress({ phase: 'first-sync', done, total: null })
  const answer = await snapshotAnswer(context, pulling, request)
  if (epoch !== null && answer.head.epoch !== epoch) {
    await replica.changeEpoch(answer.head.epoch, answer.head.highWater)
    return 'fresh'
  }
  const rows = rowsOf(answer)
  const { next } = answer.head
  if (next !== null && next === snapshot.after) throw garbage('sends the same part of a snapshot again')
  if (next !== null) pulling.ahead = fetchAhead(context, snapshotRequestOf(snapshot, next))
  await replica.applySnapshot(answer)
  context.onProgress({ phase: 'first-sync', done: done + rows, total: done + rows + answer.head.remaining })
  return rows
}

function snapshotRequestOf({ clients }: SnapshotUnderWay, after: string | null): SnapshotRequest {
  return { protocol: protocolVersion, clients: clients === null ? null : [...clients], after, maxBytes: snapshotBytes }
}

function snapshotAnswer(context: SyncContext, pulling: Pulling, request: SnapshotRequest): Promise<SnapshotAnswer> {
  const { ahead } = pulling
  pulling.ahead = null
  // An answer that waited for the store says nothing about the clocks.
  if (ahead?.key === JSON.stringify(request)) return Promise.race([ahead.answer, context.stopping])
  return exchange(
    context,
    () => context.transport.snapshot(request),
    ({ head }) => head.serverTime
  )
}

function fetchAhead({ transport }: SyncContext, request: SnapshotRequest): Pulling['ahead'] {
  const answer = transport.snapshot(request)
  // Whoever takes it hears of its failure; nobody may ever take it.
  answer.catch(() => undefined)
  return { key: JSON.stringify(request), answer }
}

function rowsOf(answer: SnapshotAnswer): number {
  return answer.pages.reduce((sum, page) => sum + page.line[3], 0)
}

function garbage(detail: string): TransportError {
  return new TransportError({ type: 'garbage', detail: `the server ${detail}` })
}
