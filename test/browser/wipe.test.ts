// What a wipe leaves in a real browser: nothing of the profile but the word about the wipe itself; profiles beside it stay whole.

import { expect, test } from 'vitest'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { createDexieBlobStore } from '#store/attachments/dexie-blob-store.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { FileVault } from '#store/attachments/file-vault.ts'
import { readUnsentFiles } from '#store/attachments/profile-files.ts'
import { createPrivateCopies } from '#store/attachments/private-copies.ts'
import type { KeptBlob } from '#store/attachments/blob-store.ts'
import { createDatabaseVault } from '#store/service/key-vault.ts'
import { createBrowserWipe } from '#store/wipe/browser-wipe.ts'
import { sealForRescue } from '#store/wipe/seal-for-rescue.ts'
import { idOf } from '../support/rows.ts'

const bytes = Uint8Array.of(1, 2, 3)
const blob: KeptBlob = {
  id: 'b1',
  clientId: idOf(1),
  ticketId: idOf(2),
  sha256: '',
  size: 3,
  received: 3,
  whole: true,
  source: 'here',
  unsent: true,
  usedAt: 1
}
const memo = {
  at: 1,
  boxes: [{ token: 't', sealed: 's', commands: 1 }],
  commands: 1,
  lostFiles: 0,
  isCleared: false,
  isOver: false
}

async function fill(profile: string): Promise<ReturnType<typeof createDatabaseVault>> {
  const store = createDexieLocalStore(profile)
  await store.open()
  await store.putDraft({ key: 'comment:1', value: 'half a sen', updatedAt: 1 })
  await store.close()
  const files = createDexieBlobStore(profile)
  await files.open()
  await files.put(blob, { index: 0, bytes })
  await files.putPin({ of: 'ticket', id: idOf(2) })
  await files.close()
  await createPrivateCopies(profile).put(blob, { index: 0, bytes })
  const vault = createDatabaseVault(`fixpoint-keys-${profile}`)
  await vault.write(`files:${profile}:${idOf(1)}`, 'a key')
  return vault
}

async function found(profile: string, vault: ReturnType<typeof createDatabaseVault>) {
  const store = createDexieLocalStore(profile)
  await store.open()
  const drafts = (await store.drafts('')).length
  await store.close()
  const files = createDexieBlobStore(profile)
  const { blobs, pins } = await files.open()
  const piece = await files.piece('b1', 0)
  await files.close()
  const copies = (await createPrivateCopies(profile).list()).length
  const key = await vault.read(`files:${profile}:${idOf(1)}`)
  return { drafts, blobs: blobs.length, pins: pins.length, piece: piece !== null, copies, key }
}

test('[WIPE1] rows, drafts, files, second copies, journal and keys are gone; the profile beside is whole', async () => {
  const [vault, other] = [await fill('wiped'), await fill('beside')]
  const told: string[] = []
  const wipe = createBrowserWipe({
    profile: 'wiped',
    host: { 'journal.wipe': async () => (told.push('journal'), null) },
    own: vault,
    vault,
    keeper: { forget: async () => void told.push('session') },
    api: { rescue: async () => undefined },
    files: async () => []
  })
  await wipe.memo.change(() => memo)
  await wipe.clear()
  // It may have died right before it was told to be done.
  await wipe.clear()
  expect(await found('wiped', vault)).toEqual({ drafts: 0, blobs: 0, pins: 0, piece: false, copies: 0, key: null })
  expect(await found('beside', other)).toEqual({ drafts: 1, blobs: 1, pins: 1, piece: true, copies: 1, key: 'a key' })
  expect(told).toEqual(['journal', 'session', 'journal', 'session'])
  expect(await wipe.memo.read()).toEqual(memo)
  await wipe.memo.change(() => null)
  expect(await wipe.memo.read()).toBeNull()
})

test('[WIPE1] files that only this device has are read also where nobody is signed in and no row is open', async () => {
  const vault = createDatabaseVault('fixpoint-keys-signed-out')
  const files = new FileVault({
    store: createDexieBlobStore('signed-out'),
    keys: createClientKeys(vault, 'files:signed-out'),
    now: () => 1,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    room: async () => null
  })
  await files.open()
  const place = { clientId: idOf(1), ticketId: idOf(2) }
  const { sha256 } = await files.add(new Blob(['a picture of the fault']), place)
  const sent = await files.add(new Blob(['the server has this one']), place)
  await files.sent(sent)
  await files.close()
  const unsent = await readUnsentFiles({ profile: 'signed-out', vault, isVaultLossy: false })
  expect(unsent).toEqual([{ ticketId: idOf(2), sha256, size: 22, contentBase64: btoa('a picture of the fault') }])
})

test('[WIPE1] a sealed box opens for nobody without the private key: not even twice the same text gives the same box', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key = btoa(String.fromCharCode(...raw))
  const [one, two] = [await sealForRescue(key, 'text'), await sealForRescue(key, 'text')]
  expect(one).not.toBe(two)
  expect(atob(one)).not.toContain('text')
})
