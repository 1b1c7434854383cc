// Rows from the store into memory: hot ones decoded, cold ones by the keys of their pages alone.

import { entities } from '#core/registry.ts'
import type { LocalStore, StoredPage } from '#sync/ports.ts'
import { decodePage, PageDamaged, type PageRow } from '../pages/page-codec.ts'
import { addPageKeys, createPageDirectory, type PageDirectory } from '../pages/page-directory.ts'
import { createHotRows, type HotRows } from './hot-rows.ts'

/** Reads all pages. `onProgress` hears how many rows were read; `damaged` pages are left out and counted. */
export async function loadPages(
  store: LocalStore,
  onProgress?: (rows: number) => void
): Promise<{ readonly hot: HotRows; readonly directory: PageDirectory; readonly damaged: number }> {
  const hot = createHotRows()
  const directory = createPageDirectory()
  let loaded = 0
  let damaged = 0
  const take = (name: string, pages: readonly StoredPage[]): void => {
    addPageKeys(
      directory,
      pages.map((page) => page.key)
    )
    for (const page of pages) {
      const rows = rowsOf(page)
      if (rows === null) damaged++
      for (const [version, doc] of rows ?? []) {
        const known = hot.get(name, doc.id)
        if (!known || known.version <= version) hot.put(name, { version, doc })
      }
      loaded += page.rows
      onProgress?.(loaded)
    }
  }
  // All are asked for at once: the database reads the next entity while this one is decoded.
  await Promise.all(
    entities.map(async ({ name, temperature }) => {
      if (temperature === 'cold') addPageKeys(directory, await store.pageKeys(name))
      else take(name, await store.readEntity(name))
    })
  )
  return { hot, directory, damaged }
}

function rowsOf(page: StoredPage): readonly PageRow[] | null {
  try {
    return decodePage(page)
  } catch (error) {
    if (error instanceof PageDamaged) return null
    throw error
  }
}
