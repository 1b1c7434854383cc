// Snapshot pages over rows in memory, cut exactly as PostgreSQL cuts them: by entity, client and sort key, at most 200 rows a page.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { entities, entityNamed } from '#core/registry.ts'
import type { WireScope } from '#sync/protocol/rows.ts'
import { pageRows } from '#sync/protocol/snapshot.ts'
import { type MemoryOrganisation, visibleIn } from './memory-store.ts'
import { type SnapshotChunk, type SnapshotPosition, sharedPartition, type StoredRow, type Viewer } from './server-store.ts'
import { sortKey } from './visibility.ts'

type Page = SnapshotChunk['pages'][number]

/** Pages after a position, until `maxBytes` are reached; see `ServerStore.snapshot`. */
export function memorySnapshot(
  held: MemoryOrganisation,
  viewer: Viewer,
  clients: WireScope,
  after: SnapshotPosition | null,
  maxBytes: number
): SnapshotChunk {
  const pages: Page[] = []
  let bytes = 0
  const first = after === null ? 0 : entities.findIndex(({ name }) => name === after.entity)
  for (const { name } of entities.slice(first)) {
    const rows = visibleIn(held, viewer, name, clients)
    for (const chunk of pagesOf(name, rows, after?.entity === name ? after : null)) {
      pages.push(chunk.page)
      bytes += chunk.page.content.length
      if (bytes >= maxBytes) return { pages, next: chunk.last }
    }
  }
  return { pages, next: null }
}

function pagesOf(name: string, rows: readonly StoredRow[], after: SnapshotPosition | null): { page: Page; last: SnapshotPosition }[] {
  const entity = entityNamed(name)
  const order = (row: StoredRow): string => `${row.doc.clientId ?? sharedPartition} ${sortKey(entity, row.doc)}`
  const behind = after === null ? '' : `${after.clientId ?? sharedPartition} ${after.key}`
  const left = rows.filter((row) => order(row) > behind).sort((a, b) => (order(a) < order(b) ? -1 : 1))
  return [...byClient(left)].flatMap(([clientId, partition]) => {
    const isContinued = after !== null && after.clientId === clientId
    return cut(partition).map((page, index) => {
      const low = index === 0 && !isContinued ? '' : keyOf(page[0])
      const content = `[${page.map((row) => rowText(row)).join(', ')}]`
      return { page: { line: [name, clientId, low, page.length], content }, last: { entity: name, clientId, key: keyOf(page.at(-1)) } }
    })
  })

  function keyOf(row: StoredRow | undefined): string {
    return row ? sortKey(entity, row.doc) : ''
  }
}

function byClient(rows: readonly StoredRow[]): Map<string | null, StoredRow[]> {
  const partitions = new Map<string | null, StoredRow[]>()
  for (const row of rows) {
    const partition = partitions.get(row.doc.clientId)
    if (partition) partition.push(row)
    else partitions.set(row.doc.clientId, [row])
  }
  return partitions
}

function cut(rows: readonly StoredRow[]): StoredRow[][] {
  return Array.from({ length: Math.ceil(rows.length / pageRows) }, (_, index) => rows.slice(index * pageRows, (index + 1) * pageRows))
}

/** A stored row never changes, so its text is made once. */
const texts = new WeakMap<StoredRow, string>()

function rowText(row: StoredRow): string {
  const text = texts.get(row) ?? canonicalJson([row.version, row.doc])
  texts.set(row, text)
  return text
}
