// The feed over rows in memory: every change in scope above a cursor, in version order, as JSON text.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { entityNamed } from '#core/registry.ts'
import type { MemoryOrganisation } from './memory-store.ts'
import type { FeedPage, Head, StoredRow, Viewer } from './server-store.ts'
import { parentIdOf, seesClient, seesEntity, seesRow } from './visibility.ts'

interface Entry {
  readonly version: number
  readonly text: string
}

/** One page of the feed, see `ServerStore.feed`. */
export function memoryFeed(held: MemoryOrganisation, viewer: Viewer, cursor: number, head: Head, limit: number): FeedPage {
  const wanted = (version: number): boolean => version > cursor && version <= head.version
  const rows = [...held.rows]
    .filter(([entity]) => (head.latest[entity] ?? 0) > cursor)
    .flatMap(([, byId]) => [...byId.values()])
    .filter((row) => wanted(row.version) && seesRow(viewer, row.entity, row.doc))
  const leaves = held.leaves.filter(
    (leave) => wanted(leave.version) && seesEntity(viewer, entityNamed(leave.entity)) && seesClient(viewer, leave.clientId)
  )
  const entries: Entry[] = [
    ...rows.map((row) => ({ version: row.version, text: rowText(row) })),
    ...leaves.map((leave) => ({
      version: leave.version,
      text: canonicalJson(['l', leave.entity, leave.version, leave.id, leave.clientId, leave.parentId])
    }))
  ].sort((a, b) => a.version - b.version)
  const page = entries.slice(0, limit)
  const more = entries.length > limit
  return { items: page.map(({ text }) => text), cursor: more ? (page.at(-1)?.version ?? cursor) : head.version, more }
}

/** A stored row never changes, so its text is made once. */
const texts = new WeakMap<StoredRow, string>()

function rowText(row: StoredRow): string {
  const text = texts.get(row) ?? makeText(row)
  texts.set(row, text)
  return text
}

function makeText(row: StoredRow): string {
  if (row.deletedAt === null) return canonicalJson(['r', row.entity, row.version, row.doc])
  return canonicalJson(['x', row.entity, row.version, row.id, row.doc.clientId, parentIdOf(entityNamed(row.entity), row.doc)])
}
