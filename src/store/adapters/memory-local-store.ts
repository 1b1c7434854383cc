// A LocalStore in memory, for tests and the simulation. What is durable lies on a `MemoryDisk`, which outlives the store; a fault
// hook may fail or kill each write before or after it took place.

import type { Id } from '#core/kernel/ids.ts'
import type { Draft, LocalCommit, LocalMeta, LocalState, LocalStore, OutboxEntry, PageKey, StoredPage } from '#sync/ports.ts'
import { pageSum } from '../pages/page-codec.ts'
import { pageName } from '../pages/page-key.ts'

/** What survives a crash. Values are kept as text or bytes, so nothing is shared with whoever wrote them. */
export interface MemoryDisk {
  readonly pages: Map<string, StoredPage>
  readonly aside: Map<string, StoredPage>
  readonly outbox: Map<Id, string>
  readonly drafts: Map<string, string>
  meta: string | null
  /** How many commands the last commit left in the outbox. */
  outboxSize?: number
}

/** Called around every write; throws to fail it. A throw `before` leaves the disk as it was, `after` the write is kept but unanswered. */
export type StoreFault = (when: 'before' | 'after', write: 'commit' | 'draft') => void

/** An empty disk. */
export function createMemoryDisk(): MemoryDisk {
  return { pages: new Map(), aside: new Map(), outbox: new Map(), drafts: new Map(), meta: null }
}

/** A store on a disk. */
export function createMemoryLocalStore(disk: MemoryDisk = createMemoryDisk(), fault: StoreFault = () => undefined): LocalStore {
  const write = async (kind: 'commit' | 'draft', apply: () => void): Promise<void> => {
    await Promise.resolve()
    fault('before', kind)
    apply()
    fault('after', kind)
  }
  const pagesOf = (entity: string): StoredPage[] => [...disk.pages.values()].filter((page) => page.key.entity === entity).sort(byKey)
  return {
    open: async () => readState(disk),
    commit: (change) => write('commit', () => applyCommit(disk, change)),
    pageKeys: async (entity) => pagesOf(entity).map((page) => page.key),
    readPages: async (keys) => keys.map((key) => disk.pages.get(pageName(key))).filter((page) => page !== undefined),
    readEntity: async (entity) => pagesOf(entity),
    draft: async (key) => parseDraft(disk.drafts.get(key)),
    drafts: async (prefix) =>
      [...disk.drafts.values()].map((text) => JSON.parse(text) as Draft).filter((draft) => draft.key.startsWith(prefix)),
    putDraft: (draft) => write('draft', () => disk.drafts.set(draft.key, JSON.stringify(draft))),
    deleteDraft: (key) => write('draft', () => disk.drafts.delete(key)),
    startOver: () =>
      write('commit', () => {
        for (const map of [disk.pages, disk.aside, disk.outbox, disk.drafts]) map.clear()
        disk.meta = null
        disk.outboxSize = 0
      }),
    close: async () => undefined
  }
}

function readState(disk: MemoryDisk): LocalState {
  const isOutboxShort = (disk.outboxSize ?? 0) > disk.outbox.size
  return {
    ...(isOutboxShort ? { isOutboxShort } : {}),
    meta: disk.meta === null ? null : (JSON.parse(disk.meta) as LocalMeta),
    outbox: [...disk.outbox.values()]
      .map((text) => JSON.parse(text) as OutboxEntry)
      .sort((a, b) => a.envelope.sequence - b.envelope.sequence)
  }
}

function applyCommit(disk: MemoryDisk, change: LocalCommit): void {
  if (change.deleteAllPages) disk.pages.clear()
  const lost = new Set<Id | null>(change.deleteClients ?? [])
  for (const [name, page] of disk.pages) if (page.key.clientId !== null && lost.has(page.key.clientId)) disk.pages.delete(name)
  for (const key of change.deletePages ?? []) disk.pages.delete(pageName(key))
  for (const page of change.putPages ?? []) disk.pages.set(pageName(page.key), kept(page))
  if (change.deleteAside) disk.aside.clear()
  for (const page of change.putAside ?? []) disk.aside.set(pageName(page.key), kept(page))
  if (change.promoteAside) promote(disk)
  for (const id of change.deleteOutbox ?? []) disk.outbox.delete(id)
  for (const entry of change.putOutbox ?? []) disk.outbox.set(entry.envelope.id, JSON.stringify(entry))
  if (change.meta) disk.meta = JSON.stringify(change.meta)
  disk.outboxSize = disk.outbox.size
}

function kept(page: StoredPage): StoredPage {
  return { ...page, bytes: page.bytes.slice(), sum: pageSum(page.bytes) }
}

function promote(disk: MemoryDisk): void {
  disk.pages.clear()
  for (const [name, page] of disk.aside) disk.pages.set(name, page)
  disk.aside.clear()
}

function parseDraft(text: string | undefined): Draft | null {
  return text === undefined ? null : (JSON.parse(text) as Draft)
}

function byKey(a: StoredPage, b: StoredPage): number {
  const left = orderOf(a.key)
  const right = orderOf(b.key)
  if (left === right) return 0
  return left < right ? -1 : 1
}

function orderOf(key: PageKey): string {
  return `${key.clientId ?? ''}\n${key.low}`
}
