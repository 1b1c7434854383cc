// The LocalStore on real IndexedDB in Chromium with a fault at each of its writes.

import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { failIndexedDb } from '../support/write-faults.ts'
import { localStoreFaults } from './local-store-faults.contract.ts'

let names = 0

localStoreFaults(
  'on IndexedDB',
  async () => {
    const name = `local-faults-${Date.now()}-${names++}`
    return { store: createDexieLocalStore(name), reopen: async () => createDexieLocalStore(name) }
  },
  failIndexedDb
)
