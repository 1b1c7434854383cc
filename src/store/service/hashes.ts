// Canonical hash per entity over the rows that the server confirmed, to be compared with the one the server computes in SQL:
// SHA-256 of the lines `id version document`, in order of id, joined by line feeds.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Answers } from '#store/contract.ts'
import type { Replica } from '#store/replica.ts'
import { createSha256 } from './sha256.ts'

/** Hashes of all these entities. */
export async function hashRows(replica: Pick<Replica, 'confirmed'>, entities: readonly EntityDefinition[]): Promise<Answers['hashes']> {
  const hashes: Record<string, { rows: number; hash: string }> = {}
  for (const entity of entities) hashes[entity.name] = await hashEntity(replica, entity.name)
  return hashes
}

async function hashEntity(replica: Pick<Replica, 'confirmed'>, entity: string): Promise<{ rows: number; hash: string }> {
  const lines: { id: string; line: string }[] = []
  for await (const page of replica.confirmed(entity))
    for (const { version, doc } of page) lines.push({ id: doc.id, line: `${doc.id} ${version} ${canonicalJson(doc)}` })
  lines.sort((a, b) => (a.id < b.id ? -1 : 1))
  const digest = createSha256()
  for (const [index, { line }] of lines.entries()) digest.update(index === 0 ? line : `\n${line}`)
  return { rows: lines.length, hash: digest.digest() }
}
