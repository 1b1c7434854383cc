// No row outside the viewer's scope may even be on the wire: each answer is looked through as text, with the entities' own word about
// who may see them, and without the server's code that decides it.

import { z } from 'zod'
import { isAllowed } from '#core/kernel/permission.ts'
import { entityNamed } from '#core/registry.ts'
import type { SnapshotText } from '#server/sync/pull-service.ts'
import type { Viewer } from '#server/store/server-store.ts'

const feedForm = z.object({ items: z.array(z.array(z.unknown())).optional() })

/** @throws when a pull's answer holds a foreign row */
export function checkFeed(answer: string, viewer: Viewer): void {
  for (const item of feedForm.parse(JSON.parse(answer)).items ?? []) {
    const [kind, entity, , doc] = item
    const clientId = kind === 'r' ? (doc as { clientId: string | null }).clientId : (item[4] as string | null)
    checkPlace(String(entity), clientId, viewer)
  }
}

/** @throws when a snapshot holds a foreign row */
export function checkSnapshot({ pages }: SnapshotText, viewer: Viewer): void {
  for (const { line, content } of pages) {
    checkPlace(line[0], line[1], viewer)
    const rows = JSON.parse(content) as readonly (readonly [number, { clientId: string | null }])[]
    for (const [, doc] of rows) checkPlace(line[0], doc.clientId, viewer)
  }
}

function checkPlace(entity: string, clientId: string | null, { clientIds, role }: Viewer): void {
  if (clientId !== null && clientIds !== null && !clientIds.includes(clientId))
    throw new Error(`${entity} of a foreign client is on the wire`)
  const { requires } = entityNamed(entity)
  if (requires !== undefined && !isAllowed(role, requires)) throw new Error(`${entity} is on the wire to a ${role}`)
}
