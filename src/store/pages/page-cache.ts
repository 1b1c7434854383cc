// Decoded pages that were used last, at most `limit` of them: cold rows are read through here.

import { pageName } from './page-key.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { LocalStore, PageKey, StoredPage } from '#sync/ports.ts'
import { decodePage, PageDamaged, type PageRow } from './page-codec.ts'

/** A bounded cache of decoded pages. */
export interface PageCache {
  /** Rows of each page in the order asked; a page that isn't there is empty. Several that are missing are read at once. */
  read(keys: readonly PageKey[]): Promise<readonly (readonly PageRow[])[]>
  put(key: PageKey, rows: readonly PageRow[]): void
  drop(key: PageKey): void
  /** A row of an entity among the cached pages. */
  find(entity: string, id: Id): Doc | null
  clear(): void
}

/** What the cache needs: where pages are read from, how many it keeps, a count of steps, and who hears of a damaged page. */
export interface PageCacheDeps {
  readonly store: LocalStore
  readonly limit: number
  /** What was read while this changed is not kept. */
  readonly generation: () => number
  readonly onDamage: () => void
}

/** A cache over a store. */
export function createPageCache({ store, limit, generation, onDamage }: PageCacheDeps): PageCache {
  const pages = new Map<string, { readonly entity: string; readonly rows: readonly PageRow[] }>()
  const put = (key: PageKey, rows: readonly PageRow[]): void => {
    const name = pageName(key)
    pages.delete(name)
    pages.set(name, { entity: key.entity, rows })
    for (const oldest of pages.keys()) {
      if (pages.size <= limit) return
      pages.delete(oldest)
    }
  }
  return {
    async read(keys) {
      const before = generation()
      const found = new Map<string, readonly PageRow[]>()
      for (const key of keys) {
        const kept = pages.get(pageName(key))
        if (kept) found.set(pageName(key), kept.rows)
      }
      const missing = keys.filter((key) => !found.has(pageName(key)))
      const stored = missing.length === 0 ? [] : await store.readPages(missing)
      for (const page of stored) found.set(pageName(page.key), decoded(page, onDamage))
      // What was read while a step became durable may be older than the step: it serves this answer, but is not kept.
      if (generation() === before) for (const key of keys) put(key, found.get(pageName(key)) ?? [])
      return keys.map((key) => found.get(pageName(key)) ?? [])
    },
    put,
    drop: (key) => {
      pages.delete(pageName(key))
    },
    find(entity, id) {
      for (const page of pages.values()) {
        if (page.entity !== entity) continue
        const row = page.rows.find(([, doc]) => doc.id === id)
        if (row) return row[1]
      }
      return null
    },
    clear: () => pages.clear()
  }
}

/** Damage is told and thrown: rows that can't be read must not look as if there were none. */
function decoded(page: StoredPage, onDamage: () => void): readonly PageRow[] {
  try {
    return decodePage(page)
  } catch (error) {
    if (error instanceof PageDamaged) onDamage()
    throw error
  }
}
