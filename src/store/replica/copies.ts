// What a copy of the profile is made of, and how one is taken back. A copy is read beside the steps that go on meanwhile: its cursor is
// the one at the beginning, so whatever a page misses or has too early comes again with the feed.

import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entities, entityNamed } from '#core/registry.ts'
import type { Draft, LocalMeta, OutboxEntry, PageKey, StoredPage } from '#sync/ports.ts'
import { decodePage, type PageRow } from '../pages/page-codec.ts'
import { pageName } from '../pages/page-key.ts'
import { createDirty, readsEverything, replay } from './replay.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'
import { bySequence, renumber } from './take-identity.ts'

/** A profile as it stands now; pages and drafts are read when they are asked for. */
export interface CopySource {
  readonly meta: LocalMeta
  readonly outbox: readonly OutboxEntry[]
  readonly pageCount: number
  drafts(): Promise<readonly Draft[]>
  /** @throws PageDamaged: a copy of damage is none */
  pages(): AsyncIterable<StoredPage>
}

/** A copy that is to be taken back. */
export interface BackupContents {
  readonly meta: LocalMeta
  readonly outbox: readonly OutboxEntry[]
  readonly drafts: readonly Draft[]
  pages(): AsyncIterable<StoredPage>
}

const pagesAtOnce = 20
/** Pages of rows are small where clients are many, and each reading costs a transaction. */
const rowPagesAtOnce = 60
/** What the service keeps among the drafts for its own start. */
const ownDraft = 'first-views'

/** The state's copy. */
export function copySource(state: ReplicaState): CopySource {
  const listed = (): readonly PageKey[] => entities.flatMap(({ name }) => state.directory.pages(name))
  const first = listed()
  return {
    meta: state.meta,
    outbox: state.outbox,
    pageCount: first.length,
    drafts: async () => (await state.options.store.drafts('')).filter(({ key }) => key !== ownDraft),
    async *pages() {
      yield* readPages(state, first)
      // Pages that were split off meanwhile hold rows that were in one that may have been read after.
      const known = new Set(first.map(pageName))
      yield* readPages(
        state,
        listed().filter((key) => !known.has(pageName(key)))
      )
    }
  }
}

/** Rows of pages, decoded once; the next ones are read while these are worked on. */
async function* pageRows(state: ReplicaState, keys: readonly PageKey[]): AsyncIterable<readonly PageRow[]> {
  const readFrom = (start: number): Promise<readonly StoredPage[]> =>
    start < keys.length ? state.options.store.readPages(keys.slice(start, start + rowPagesAtOnce)) : Promise.resolve([])
  let next = readFrom(0)
  for (let start = 0; start < keys.length; start += rowPagesAtOnce) {
    const pages = await next
    next = readFrom(start + rowPagesAtOnce)
    // Whoever asked may give up in between: then nobody waits for these, and a failure of theirs concerns nobody.
    next.catch(() => undefined)
    for (const page of pages) yield decodePage(page)
  }
}

async function* readPages(state: ReplicaState, keys: readonly PageKey[]): AsyncIterable<StoredPage> {
  for (let start = 0; start < keys.length; start += pagesAtOnce) {
    for (const page of await state.options.store.readPages(keys.slice(start, start + pagesAtOnce))) {
      decodePage(page)
      yield page
    }
  }
}

/** In how many parts `everyRow` gives the rows of an entity. */
export function rowParts(state: ReplicaState, entity: string): number {
  return Math.max(1, state.directory.pages(entity).length)
}

/** All rows of an entity as this device sees them, part by part; with a client, those of its own pages and what is pending. */
export async function* everyRow(
  state: ReplicaState,
  entity: string,
  hotRows: Iterable<Doc>,
  clientId: Id | null
): AsyncIterable<readonly Doc[]> {
  if (entityNamed(entity).temperature === 'hot') {
    const rows = [...hotRows]
    const size = Math.ceil(rows.length / rowParts(state, entity))
    for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
    return
  }
  const pending = new Map<Id, Doc | null>(state.overlay.rows(entity))
  const pages = state.directory.pages(entity).filter((page) => clientId === null || page.clientId === clientId)
  for await (const rows of pageRows(state, pages))
    yield rows.map(([, doc]) => doc).filter((doc) => pending.size === 0 || !pending.has(doc.id))
  yield [...pending.values()].filter((doc) => doc !== null)
}

/** Takes a copy back: rows only where there are none yet, commands and drafts where they are not known here. */
export async function takeBackup(
  state: ReplicaState,
  backup: BackupContents
): Promise<{ readonly commands: number; readonly drafts: number; readonly pages: number }> {
  const isEmpty = entities.every(({ name }) => state.directory.pages(name).length === 0)
  const pages = isEmpty ? await takePages(state, backup) : 0
  const commands = await takeCommands(state, backup)
  const { store } = state.options
  let drafts = 0
  for (const draft of backup.drafts) {
    if ((await store.draft(draft.key)) !== null) continue
    await store.putDraft(draft)
    drafts++
  }
  return { commands, drafts, pages }
}

async function takePages(state: ReplicaState, backup: BackupContents): Promise<number> {
  const { outbox, overlay } = state
  const begun = { clients: null, after: null, cursor: 0, aside: true }
  let taken = 0
  let batch: StoredPage[] = []
  const keep = async (isLast: boolean): Promise<void> => {
    const { epoch, cursor, scope, permissionsKey, snapshot } = backup.meta
    // A snapshot that was under way begins anew: its place belongs to the device that was copied.
    const meta = isLast ? { meta: { epoch, cursor, scope, permissionsKey, snapshot: snapshot && begun } } : {}
    const aside = { putAside: batch, ...(taken === batch.length ? { deleteAside: true } : {}), ...(isLast ? { promoteAside: true } : {}) }
    await commitStep(state, { outbox, overlay, aside, isReset: isLast, ...meta })
    batch = []
  }
  for await (const page of backup.pages()) {
    decodePage(page)
    batch.push(page)
    taken++
    if (batch.length === pagesAtOnce) await keep(false)
  }
  if (taken > 0) await keep(true)
  return taken
}

/** Under this device's next numbers: their old ones belong to the device that was copied. */
async function takeCommands(state: ReplicaState, backup: BackupContents): Promise<number> {
  const { entries } = (await state.options.journal?.read()) ?? { entries: [] }
  const known = new Set([...entries, ...state.outbox].map(({ envelope }) => envelope.id))
  const fresh = backup.outbox.filter(({ envelope }) => !known.has(envelope.id)).map((entry) => ({ ...entry, reads: [readsEverything] }))
  const { entries: numbered, lastSequence } = renumber(fresh, state.meta.deviceId, state.meta.lastSequence)
  if (numbered.length > 0) await state.options.journal?.append(numbered.map(({ envelope }) => ({ envelope, dropped: false })))
  const outbox = bySequence([...state.outbox, ...numbered])
  const replayed = await replay(state, null, outbox, createDirty(true))
  await commitStep(state, { ...replayed, meta: { lastSequence } })
  return numbered.length
}
