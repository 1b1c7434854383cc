// Secrets and settings of the desktop shell, on a real folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDesktopSettings } from '#main/desktop-settings.ts'
import { createSecrets } from '#main/secrets.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function keyStore(given: { available?: boolean; backend?: string } = {}): SafeStorage {
  return {
    isEncryptionAvailable: () => given.available ?? true,
    getSelectedStorageBackend: () => given.backend ?? 'gnome_libsecret',
    encryptString: (text: string) => Buffer.from(text).reverse(),
    decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString()
  } as unknown as SafeStorage
}

describe('secrets', () => {
  test('many written at once are all kept, one can be removed, and one that was never written is null', async () => {
    const secrets = createSecrets(folder, keyStore())
    await Promise.all(['a', 'b', 'c'].map((name) => secrets.write(name, `secret ${name}`)))
    await secrets.write('b', null)
    const again = createSecrets(folder, keyStore())
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => again.read(name)))).toEqual(['secret a', null, 'secret c', null])
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('secret a')
  })

  test('without a key store nothing is written, and the answer says so', async () => {
    const secrets = createSecrets(folder, keyStore({ available: false }))
    expect(await secrets.write('a', 'b')).toEqual({ stored: false, protection: 'none' })
    expect(await secrets.read('a')).toBeNull()
  })

  test.runIf(process.platform === 'linux')(
    'a fixed password of the key store is told as such (Linux only: elsewhere there is none)',
    async () => {
      expect(await createSecrets(folder, keyStore({ backend: 'basic_text' })).write('a', 'b')).toEqual({
        stored: true,
        protection: 'fixed-password'
      })
    }
  )

  test('a damaged file or a lost key means "not there", never an error', async () => {
    writeFileSync(join(folder, 'secrets.json'), '{"a": 7')
    const secrets = createSecrets(folder, keyStore())
    expect(await secrets.read('a')).toBeNull()
    await secrets.write('a', 'b')
    const lost = {
      ...keyStore(),
      decryptString: () => {
        throw new Error('no key')
      }
    } as unknown as SafeStorage
    expect(await createSecrets(folder, lost).read('a')).toBeNull()
  })
})

describe('settings of the shell', () => {
  test('server, profile and accounts are kept over a restart, and the environment wins', async () => {
    const settings = await openDesktopSettings(folder, {})
    await settings.useServer('https://desk.example.org/some/path')
    const ann = { profile: 'desk-ann', serverUrl: 'https://desk.example.org', email: 'ann@example.org', name: 'Ann', organisation: 'Desk' }
    await Promise.all([settings.useProfile('desk-ann'), settings.keepAccounts([ann])])
    const again = await openDesktopSettings(folder, {})
    expect(again.accounts()).toEqual([ann])
    expect([again.serverUrl(), again.profile()]).toEqual(['https://desk.example.org', 'desk-ann'])
    const told = await openDesktopSettings(folder, { FIXPOINT_SERVER: 'http://127.0.0.1:4000/', FIXPOINT_ACCOUNT: 'ann@example.org' })
    expect([told.serverUrl(), told.account]).toEqual(['http://127.0.0.1:4000', 'ann@example.org'])
  })

  test.each(['', 'desk.example.org', 'file:///etc/passwd', 'javascript:1'])(
    'FIXPOINT_SERVER=%j is refused by name with what was expected',
    async (value) => {
      await expect(openDesktopSettings(folder, { FIXPOINT_SERVER: value })).rejects.toThrow(
        'FIXPOINT_SERVER: expected an http or https address'
      )
    }
  )

  test('a damaged file is the same as none', async () => {
    writeFileSync(join(folder, 'desktop.json'), '{"serverUrl": 7, "profile": ["x"], "accounts": [{"name": 1}]}')
    const settings = await openDesktopSettings(folder, {})
    expect([settings.serverUrl(), settings.profile(), settings.accounts()]).toEqual([null, null, []])
  })
})
