// A snapshot's pages are stored as they came: cold ones undecoded, hot ones with a light check of each row (id and client, not the
// whole schema: at 100,000 rows that would cost seconds; the device's own server has parsed each row before it was stored).
// Each answer is one durable step together with the place where the snapshot goes on.

import { assert } from '#core/kernel/assert.ts'
import type { Id } from '#core/kernel/ids.ts'
import { findEntity } from '#core/registry.ts'
import { type LocalMeta, type StoredPage, TransportError } from '#sync/ports.ts'
import type { SnapshotAnswer } from '#sync/protocol/snapshot.ts'
import { decodePage, type PageRow, plainCodec } from '../pages/page-codec.ts'
import { createDirty, replay } from './replay.ts'
import { Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'

type Page = SnapshotAnswer['pages'][number]

/** Notes that a fresh snapshot of everything is to be taken. Kept rows stay until its first page is here. */
export async function beginSnapshot(state: ReplicaState): Promise<void> {
  await commitStep(state, { outbox: state.outbox, overlay: state.overlay, meta: { snapshot: { clients: null, after: null, cursor: 0 } } })
}

/** Takes one answer of a snapshot; the last one replays everything that is pending. */
export async function takeSnapshot(state: ReplicaState, { head, pages }: SnapshotAnswer): Promise<void> {
  const under = state.meta.snapshot
  assert(under, 'a snapshot is under way')
  const stage = new Stage(state)
  if (under.after === null) {
    if (under.clients === null) stage.pages.isReset = true
    else for (const clientId of under.clients) stage.pages.droppedClients.add(clientId)
  }
  for (const page of pages) takePage(stage, page)
  const isFirst = under.after === null
  const cursor = isFirst && under.clients === null ? head.cursor : under.cursor
  const start: Partial<LocalMeta> =
    isFirst && under.clients === null ? { epoch: head.epoch, permissionsKey: head.permissionsKey, scope: head.scope } : {}
  if (head.next !== null) {
    const snapshot = { clients: under.clients, after: head.next, cursor }
    await commitStep(state, { stage, outbox: state.outbox, overlay: state.overlay, meta: { ...start, snapshot }, isReset: true })
    return
  }
  const remaining = state.outbox.filter(({ envelope }) => {
    const version = state.applied.get(envelope.id)
    return version === undefined || version > cursor
  })
  const replayed = await replay(state, stage, remaining, createDirty(true))
  await commitStep(state, { stage, ...replayed, meta: { ...start, cursor, snapshot: null }, isReset: true })
}

function takePage(stage: Stage, page: Page): void {
  const [name, clientId, low, count] = page.line
  const entity = findEntity(name)
  if (!entity) return
  const stored: StoredPage = { key: { entity: name, clientId, low }, codec: plainCodec.id, rows: count, bytes: page.content }
  if (entity.temperature === 'hot') {
    stage.putPage(stored, checkPage(stored, clientId))
    return
  }
  if (page.content[0] !== bracket.open || page.content.at(-1) !== bracket.close) throw garbage(stored, 'is not a list')
  stage.putPage(stored, null)
}

/** The bytes of "[" and "]". */
const bracket = { open: 91, close: 93 } as const

function checkPage(page: StoredPage, clientId: Id | null): readonly PageRow[] {
  let rows: readonly PageRow[]
  try {
    rows = decodePage(page)
  } catch {
    throw garbage(page, 'is not JSON')
  }
  if (rows.length !== page.rows) throw garbage(page, `holds ${rows.length} rows, expected ${page.rows}`)
  for (const row of rows) if (!isRowOf(row, clientId)) throw garbage(page, 'holds a row of another client, or none')
  return rows
}

function isRowOf(row: unknown, clientId: Id | null): boolean {
  if (!Array.isArray(row) || typeof row[0] !== 'number') return false
  const doc: unknown = row[1]
  return (
    typeof doc === 'object' && doc !== null && 'id' in doc && typeof doc.id === 'string' && 'clientId' in doc && doc.clientId === clientId
  )
}

function garbage(page: StoredPage, what: string): TransportError {
  return new TransportError({ type: 'garbage', detail: `page of ${page.key.entity} ${what}` })
}
