// Journals as main keeps them: sealed under the key store where that protects anything, with the canary beside them and room kept for them.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJournalRoom } from '#core/journal/room.ts'
import { createDiskFiles } from '#main/journal-files.ts'
import { createJournals } from '#main/journals.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-journals-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A key store of a machine; another machine's can't open what this one wrapped. */
function keyStore(machine: string, isAvailable = true): SafeStorage {
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text: string) => Buffer.from(`${machine}:${Buffer.from(text).toString('hex')}`),
    decryptString: (bytes: Buffer) => {
      const [owner, hex = ''] = bytes.toString().split(':')
      if (owner !== machine) throw new Error('not of this machine')
      return Buffer.from(hex, 'hex').toString()
    }
  } as unknown as SafeStorage
}

const entries = (...keys: string[]) => keys.map((key) => ({ key, payload: `secret ${key}` }))

async function appendIn(store: SafeStorage, ...keys: string[]): Promise<void> {
  const journals = createJournals(folder, () => 5, store)
  await (await journals.of('ana')).append(entries(...keys))
  await journals.close()
}

async function readIn(store: SafeStorage) {
  const journals = createJournals(folder, () => 5, store)
  const page = await (await journals.of('ana')).read(0, 100)
  await journals.close()
  return { keys: page.entries.map(({ key }) => key), damaged: page.health.damagedPlaces }
}

const onDisk = (): string => readFileSync(join(folder, 'journals/ana.journal'), 'latin1')

test('[WIPE1] a wiped profile leaves nothing here, its namesakes stay, and its next use begins anew', async () => {
  const journals = createJournals(folder, () => 5, keyStore('here'))
  for (const profile of ['ana', 'ana.journal', 'ana2']) {
    await (await journals.of(profile)).append(entries('a'))
    await journals.writeCanary(profile, 'word')
  }
  writeFileSync(join(folder, 'journals/ana.journal.torn-7'), 'half a line')
  await journals.wipe('ana')
  expect(
    readdirSync(join(folder, 'journals')).filter(
      (name) => /^ana\.(journal|canary)(\.|$)/.test(name) && !/^ana\.journal\.(journal|canary)$/.test(name)
    )
  ).toEqual([])
  expect(await journals.readCanary('ana')).toBeNull()
  for (const profile of ['ana.journal', 'ana2']) {
    expect((await (await journals.of(profile)).read(0, 10)).entries).toHaveLength(1)
    expect(await journals.readCanary(profile)).toBe('word')
  }
  expect((await (await journals.of('ana')).read(0, 10)).entries).toEqual([])
  await (await journals.of('ana')).append(entries('b'))
  await journals.close()
})

test('where the key store protects, entries lie sealed on the disk and are read again', async () => {
  await appendIn(keyStore('here'), 'a', 'b')
  expect(onDisk()).not.toContain('secret')
  expect(await readIn(keyStore('here'))).toEqual({ keys: ['a', 'b'], damaged: 0 })
})

test('plain entries of an older journal stay readable beside sealed ones', async () => {
  await appendIn(keyStore('here', false), 'old')
  expect(onDisk()).toContain('secret old')
  await appendIn(keyStore('here'), 'new')
  expect(onDisk()).not.toContain('secret new')
  expect(await readIn(keyStore('here'))).toEqual({ keys: ['old', 'new'], damaged: 0 })
})

test('entries whose key is out of reach are counted and kept, and are there again when the key is', async () => {
  await appendIn(keyStore('here'), 'a', 'b')
  await appendIn(keyStore('elsewhere'), 'c')
  expect(await readIn(keyStore('elsewhere'))).toEqual({ keys: ['c'], damaged: 2 })
  expect(await readIn(keyStore('here'))).toEqual({ keys: ['a', 'b'], damaged: 1 })
})

test('a sealed entry that was changed or put in another place does not open', async () => {
  await appendIn(keyStore('here'), 'a')
  const { openJournalCipher } = await import('#main/journal-key.ts')
  const at = join(folder, 'journals')
  const cipher = await openJournalCipher(at, createDiskFiles(at), keyStore('here'))
  const sealed = cipher?.seal(Buffer.from('words'), '1:1:5') ?? new Uint8Array()
  expect(Buffer.from(cipher?.open(sealed, '1:1:5') ?? []).toString()).toBe('words')
  expect(cipher?.open(sealed, '1:2:5')).toBe(null)
  const changed = sealed.slice()
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(cipher?.open(changed, '1:1:5')).toBe(null)
})

test('the canary is kept whole, and is nothing before it was written', async () => {
  const journals = createJournals(folder, () => 5, keyStore('here'))
  expect(await journals.readCanary('ana')).toBe(null)
  await Promise.all(['one', 'two', 'three'].map((text) => journals.writeCanary('ana', text)))
  expect(await journals.readCanary('ana')).toBe('three')
  expect(await journals.readCanary('ben')).toBe(null)
})

test('the ballast is laid when there is ample room, let go when there is little, and too little room is said', async () => {
  const sizes = { ballast: 1024 ** 2, least: 24 * 1024 ** 2, ample: 512 * 1024 ** 2 }
  let freeBytes = 10 * 1024 ** 3
  const room = createJournalRoom({
    files: createDiskFiles(folder),
    sizes,
    free: async () => freeBytes,
    filler: new Uint8Array(65_536).fill(7)
  })
  expect(await room.prepare()).toEqual({ freeBytes, isEnough: true, ballast: 'kept' })
  expect(statSync(join(folder, 'ballast')).size).toBe(sizes.ballast)
  expect(statSync(join(folder, 'ballast')).blocks * 512).toBeGreaterThanOrEqual(sizes.ballast)
  freeBytes = 100 * 1024 ** 2
  expect(await room.prepare()).toMatchObject({ isEnough: true, ballast: 'kept' })
  freeBytes = sizes.least - 1
  expect(await room.prepare()).toEqual({ freeBytes, isEnough: false, ballast: 'released' })
  expect(await room.release()).toBe(false)
})
