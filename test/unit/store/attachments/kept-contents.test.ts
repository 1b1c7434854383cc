// What an archive of open files takes along of the contents on this device; the rows are stood in for.

import { expect, it } from 'vitest'
import type { FileReplica } from '#store/attachments/file-rows.ts'
import { keptContents } from '#store/attachments/kept-contents.ts'
import { createBlobDisk, createMemoryBlobStore } from '#store/attachments/memory-blob-store.ts'
import { testVault } from '../../../support/memory-files.ts'

const here = { clientId: 'north', ticketId: 'ticket' }

it('[COPY3] contents leave the device readable, under names that stay inside the archive; what is on no ticket stays', async () => {
  const vault = testVault({ store: createMemoryBlobStore(createBlobDisk()) })
  await vault.open()
  const { sha256 } = await vault.add(new Blob(['a picture']), here)
  await vault.add(new Blob(['of a reply that was not sent']), here)
  const replica = { children: async () => [{ sha256, name: '../a/b: "photo".jpg' }] } as unknown as FileReplica
  const found: { name: string; text: string }[] = []
  for await (const { name, chunks } of keptContents(vault, replica)) {
    let text = ''
    for await (const bytes of chunks) text += new TextDecoder().decode(bytes)
    found.push({ name, text })
  }
  expect(found).toEqual([{ name: `files/ticket/${sha256.slice(0, 12)}-__a_b_ _photo_.jpg`, text: 'a picture' }])
})
