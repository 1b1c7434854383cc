// A device's disk in the simulated world: copies of it, damage to it, and a look at every commit that goes there.

import type { MemoryDisk } from '#store/adapters/memory-local-store.ts'
import type { LocalCommit, LocalMeta, LocalStore, StoredPage } from '#sync/ports.ts'
import type { Chance } from '#test/support/simulation/chance.ts'

/** A copy that shares nothing that changes. */
export function copyDisk({ pages, aside, outbox, drafts, meta }: MemoryDisk): MemoryDisk {
  return { pages: new Map(pages), aside: new Map(aside), outbox: new Map(outbox), drafts: new Map(drafts), meta }
}

/** Cuts a page's bytes in half; false when there is none. */
export function damagePage(disk: MemoryDisk, chance: Chance): boolean {
  const names = [...disk.pages.keys()]
  if (names.length === 0) return false
  const name = chance.pick(names)
  const page = disk.pages.get(name)
  if (page) disk.pages.set(name, { ...page, bytes: page.bytes.slice(0, page.bytes.length >> 1) })
  return true
}

/** Some pages are gone without a word. */
export function losePages(disk: MemoryDisk, chance: Chance): boolean {
  const lost = [...disk.pages.keys()].filter(() => chance.happens(0.3))
  for (const name of lost) disk.pages.delete(name)
  return lost.length > 0
}

/** Surroundings of the look at commits. */
interface Watch {
  readonly disk: () => MemoryDisk
  /** Items of the feed that came since the last commit; asking sets them to none. */
  readonly takeItems: () => number
  readonly report: (error: unknown) => void
}

/** [SYNC4] [SYNC7] A store whose commits hold no row out of scope, and no more pages than what came can touch. */
export function watchedStore(store: LocalStore, watch: Watch): LocalStore {
  let before: LocalMeta | null = null
  return {
    ...store,
    async open() {
      const state = await store.open()
      before = state.meta
      return state
    },
    async commit(change) {
      await store.commit(change)
      try {
        checkScope(watch.disk(), change.meta ?? before)
        checkCost(change, before, watch)
      } catch (error) {
        watch.report(error)
      }
      before = change.meta ?? before
    }
  }
}

function checkScope(disk: MemoryDisk, meta: LocalMeta | null): void {
  const scope = meta?.scope ?? null
  // Before the first answer nobody knows the scope, and nothing is there; a snapshot that is begun anew drops what it has kept aside.
  if (scope === null || !meta) return
  const isForeign = ({ key }: StoredPage): boolean => key.clientId !== null && !scope.includes(key.clientId)
  const page = [...disk.pages.values()].find(isForeign)
  if (page) throw new Error(`a page of ${page.key.entity} of a foreign client is on the disk`)
}

/** A row touches its page and, when that splits, the new one; a leave the page it left. */
function checkCost(change: LocalCommit, before: LocalMeta | null, { takeItems }: Watch): void {
  const put = change.putPages?.length ?? 0
  if (put === 0) return
  const items = takeItems()
  // What a role may no longer see goes at once, from wherever it lies.
  const isRoleChange = change.meta !== undefined && change.meta.permissionsKey !== before?.permissionsKey
  const isSnapshot = before === null || before.snapshot !== null
  if (!isSnapshot && !isRoleChange && put > 2 * items) throw new Error(`a step wrote ${put} pages for ${items} items of the feed`)
}
