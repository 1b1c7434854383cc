// The LocalStore in memory fails as the real one does: otherwise what simulations prove with it would prove nothing.

import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { localStoreFaults } from './local-store-faults.contract.ts'

let planted: ((when: 'before' | 'after') => void) | null = null

localStoreFaults(
  'in memory',
  async () => {
    const disk = createMemoryDisk()
    const open = () => createMemoryLocalStore(disk, (when) => planted?.(when))
    return { store: open(), reopen: async () => open() }
  },
  (at, fault) => {
    let writes = 0
    planted = (when) => {
      if (when === 'before') writes++
      // A step of this store is one write: cut off after it, it was kept, and nobody heard.
      if (writes === at && when === (fault === 'aborted-late' ? 'after' : 'before')) throw new Error('planted')
    }
    return () => {
      planted = null
      return writes
    }
  }
)
