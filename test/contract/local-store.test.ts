// The LocalStore contract on the adapter in memory.

import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { localStoreContract } from './local-store.contract.ts'

localStoreContract('in memory', async () => {
  const disk = createMemoryDisk()
  return { store: createMemoryLocalStore(disk), reopen: async () => createMemoryLocalStore(disk) }
})
