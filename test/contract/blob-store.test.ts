// The contract of the store of contents, in memory.

import { createBlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import { blobStoreContract } from './blob-store.contract.ts'

blobStoreContract('in memory', async () => {
  const disk = createBlobDisk()
  return { store: createMemoryBlobStore(disk), reopen: async () => createMemoryBlobStore(disk) }
})
