// Fills a profile as a first sync leaves it: pages of confirmed rows by client, and somebody signed in.

import type { Doc } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { plainCodec } from '#store/pages/page-codec.ts'
import { sortKeyOf } from '#store/pages/page-key.ts'
import { createDatabaseVault } from '#store/service/key-vault.ts'
import type { StoredPage } from '#sync/ports.ts'
import { testMeta, testSession } from '#test/support/memory-store.ts'
import { benchmarkSize, deskClients, deskId, deskPeople } from '../desk-rows.ts'

const pageRows = 200
const clientsAtOnce = 20

/** Writes the benchmark set; gives the rows per entity. */
export async function fillProfile(profile: string): Promise<Record<string, number>> {
  const personId = deskId('person', 0)
  const store = createDexieLocalStore(profile)
  await store.open()
  await store.commit({ meta: testMeta(personId), putPages: pagesOf('person', null, deskPeople()) })
  const counts: Record<string, number> = {}
  let pages: StoredPage[] = []
  let clients = 0
  for (const { clientId, rows } of deskClients(benchmarkSize, 7)) {
    for (const [entity, docs] of Object.entries(rows)) {
      counts[entity] = (counts[entity] ?? 0) + docs.length
      pages.push(...pagesOf(entity, clientId, docs))
    }
    if (++clients % clientsAtOnce !== 0) continue
    await store.commit({ putPages: pages })
    pages = []
  }
  await store.commit({ putPages: pages })
  await store.close()
  await signIn(profile, personId)
  return counts
}

/** Leaves a session behind, as signing in does. */
export async function signIn(profile: string, personId: string): Promise<void> {
  const vault = createDatabaseVault(`fixpoint-keys-${profile}`)
  await vault.write(`session:${profile}`, JSON.stringify(testSession(personId, 'administrator', Date.now())))
}

/** Rows of one entity and client as pages, in their order. */
export function pagesOf(name: string, clientId: string | null, docs: readonly Doc[]): StoredPage[] {
  const entity = entityNamed(name)
  const sorted = docs.map((doc) => ({ doc, key: sortKeyOf(entity, doc) })).sort((a, b) => (a.key < b.key ? -1 : 1))
  const pages: StoredPage[] = []
  for (let start = 0; start < sorted.length; start += pageRows) {
    const part = sorted.slice(start, start + pageRows)
    const low = start === 0 ? '' : (part[0]?.key ?? '')
    pages.push({
      key: { entity: name, clientId, low },
      codec: plainCodec.id,
      rows: part.length,
      bytes: plainCodec.encode(part.map(({ doc }) => [1, doc]))
    })
  }
  return pages
}
