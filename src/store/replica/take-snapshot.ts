// A snapshot's pages are stored as they came: cold ones undecoded, hot ones with a light check of each row (id and client, not the
// whole schema: at 100,000 rows that would cost seconds; the device's own server has parsed each row before it was stored).
// Each answer is one durable step together with the place where the snapshot goes on.

import { assert } from '#core/kernel/assert.ts'
import type { Id } from '#core/kernel/ids.ts'
import { findEntity } from '#core/registry.ts'
import { type LocalMeta, type OutboxEntry, type SnapshotUnderWay, type StoredPage, TransportError } from '#sync/ports.ts'
import type { SnapshotAnswer } from '#sync/protocol/snapshot.ts'
import { decodePage, type PageRow, plainCodec } from '../pages/page-codec.ts'
import { freshSnapshot } from './fresh-snapshot.ts'
import { createDirty, readsEverything, replay } from './replay.ts'
import { Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'
import { overlayOf } from './take-identity.ts'

/** Notes that a fresh snapshot of everything is to be taken. Kept rows stay until it is here as a whole. */
export async function beginSnapshot(state: ReplicaState): Promise<void> {
  await commitStep(state, { outbox: state.outbox, overlay: state.overlay, meta: { snapshot: freshSnapshot(state) } })
}

/** Takes one answer of a snapshot; the last one replays everything that is pending. */
export async function takeSnapshot(state: ReplicaState, answer: SnapshotAnswer): Promise<void> {
  const under = state.meta.snapshot
  assert(under, 'a snapshot is under way')
  const { head } = answer
  const isFirst = under.after === null
  const isFull = under.clients === null
  const cursor = isFirst && isFull ? head.cursor : under.cursor
  const start: Partial<LocalMeta> = isFirst && isFull ? { epoch: head.epoch, permissionsKey: head.permissionsKey, scope: head.scope } : {}
  const meta: Partial<LocalMeta> =
    head.next === null ? { ...start, cursor, snapshot: null } : { ...start, snapshot: { ...under, after: head.next, cursor } }
  if (!(isFirst && isFull) && (await takeChangedSight(state, under, head))) return
  if (under.aside) await takeAside(state, answer, isFirst, cursor, meta)
  else await takeOnTop(state, answer, under, cursor, meta)
}

/**
 * What the person may see changed while a snapshot was under way: rows were passed over that no later pull would bring. What was gained
 * and is lost goes, so that it is gained anew when it comes back; anything else begins again. [SCOPE1]
 */
async function takeChangedSight(state: ReplicaState, under: SnapshotUnderWay, head: SnapshotAnswer['head']): Promise<boolean> {
  const { scope, permissionsKey } = state.meta
  const isSame = head.permissionsKey === permissionsKey && (under.clients !== null || isSameScope(head.scope, scope))
  const lost = new Set((under.clients ?? []).filter((clientId) => head.scope !== null && !head.scope.includes(clientId)))
  if (isSame && lost.size === 0) return false
  if (!isSame) {
    const again = under.clients === null ? { ...under, after: null, cursor: 0 } : freshSnapshot(state)
    await commitStep(state, { outbox: state.outbox, overlay: state.overlay, meta: { snapshot: again } })
    return true
  }
  const stage = new Stage(state)
  for (const clientId of lost) stage.pages.droppedClients.add(clientId)
  const clients = (under.clients ?? []).filter((clientId) => !lost.has(clientId))
  const snapshot = clients.length === 0 ? null : { ...under, clients, after: null }
  const replayed = await replay(state, stage, state.outbox, createDirty(true))
  const meta = { snapshot, scope: (scope ?? []).filter((clientId) => !lost.has(clientId)) }
  await commitStep(state, { stage, ...replayed, meta, isReset: true })
  return true
}

function isSameScope(a: LocalMeta['scope'], b: LocalMeta['scope']): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((clientId) => b.includes(clientId))
}

/** First rows, or those of gained clients: they are shown as they come. */
async function takeOnTop(
  state: ReplicaState,
  { head, pages }: SnapshotAnswer,
  under: SnapshotUnderWay,
  cursor: number,
  meta: Partial<LocalMeta>
): Promise<void> {
  const stage = new Stage(state)
  if (under.after === null) {
    if (under.clients === null) stage.pages.isReset = true
    else for (const clientId of under.clients) stage.pages.droppedClients.add(clientId)
  }
  for (const { page, rows } of checkedPages(pages)) stage.putPage(page, rows)
  const after =
    head.next === null
      ? await replay(state, stage, unconfirmed(state, cursor), createDirty(true))
      : { outbox: state.outbox, overlay: state.overlay }
  await commitStep(state, { stage, ...after, meta, isReset: true })
}

/** A fresh snapshot over rows that are here: kept aside, then in their place as a whole, then what is pending is replayed on it. */
async function takeAside(
  state: ReplicaState,
  { head, pages }: SnapshotAnswer,
  isFirst: boolean,
  cursor: number,
  meta: Partial<LocalMeta>
): Promise<void> {
  const putAside = checkedPages(pages).map(({ page }) => page)
  const isLast = head.next === null
  const aside = { putAside, ...(isFirst ? { deleteAside: true } : {}), ...(isLast ? { promoteAside: true } : {}) }
  const outbox = isLast ? unconfirmed(state, cursor).map((entry) => ({ ...entry, reads: [readsEverything] })) : state.outbox
  const overlay = isLast ? overlayOf(outbox) : state.overlay
  await commitStep(state, { outbox, overlay, meta, aside, isReset: isLast })
  if (isLast) await commitStep(state, await replay(state, null, state.outbox, createDirty(true)))
}

/** Pending commands but those whose confirmed rows a snapshot up to `cursor` holds. */
function unconfirmed(state: ReplicaState, cursor: number): readonly OutboxEntry[] {
  return state.outbox.filter(({ envelope }) => {
    const version = state.applied.get(envelope.id)
    return version === undefined || version > cursor
  })
}

interface CheckedPage {
  readonly page: StoredPage
  /** Null where the page stays undecoded. */
  readonly rows: readonly PageRow[] | null
}

/** Pages of entities that this build doesn't know are passed over. */
function checkedPages(pages: SnapshotAnswer['pages']): readonly CheckedPage[] {
  return pages.flatMap<CheckedPage>(({ line, content }) => {
    const [name, clientId, low, count] = line
    const entity = findEntity(name)
    if (!entity) return []
    const page: StoredPage = { key: { entity: name, clientId, low }, codec: plainCodec.id, rows: count, bytes: content }
    if (entity.temperature === 'hot') return [{ page, rows: checkPage(page, clientId) }]
    if (content[0] !== bracket.open || content.at(-1) !== bracket.close) throw garbage(page, 'is not a list')
    return [{ page, rows: null }]
  })
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
