// The shared worker of a profile: the one writer, the one socket. All windows of the profile meet here; it lives as long as one of
// them does. Built as one file, because its script is served alone.

import { entities } from '#core/registry.ts'
import { createSessionApi } from '#sync/http-session.ts'
import { openProfileFiles, readUnsentFiles } from './attachments/profile-files.ts'
import { createDexieLocalStore } from './adapters/dexie-local-store.ts'
import { browserClock, browserHttp, connectServer } from './service/connect-server.ts'
import { createHostCanary } from './service/host-canary.ts'
import { createHostJournal } from './service/host-journal.ts'
import { createHostLink } from './service/host-link.ts'
import { createDatabaseVault, createHostVault } from './service/key-vault.ts'
import { createProfile, type Profile } from './service/profile.ts'
import { holdProfile } from './service/profile-lock.ts'
import { createSessionKeeper } from './service/session-keeper.ts'
import { createStoreService, type Input } from './service/store-service.ts'
import { connectWindow, type WindowConnection } from './service/window-port.ts'
import { createBrowserWipe } from './wipe/browser-wipe.ts'

declare const self: SharedWorkerGlobalScope

/** Another script address is another build. */
const build = self.location.href
const windows = new Set<WindowConnection>()
const later = (delayMs: number, run: () => void): (() => void) => browserClock.after(delayMs, run)
const host = createHostLink(later)
const service = createStoreService({ host, openProfile, later })

self.addEventListener('connect', ({ ports: [port] }) => {
  if (!port) return
  const connection: WindowConnection = connectWindow(port, service, () => windows.delete(connection))
  windows.add(connection)
})

async function openProfile({ serverUrl, profile: name, journal }: Input<'open'>): Promise<Profile> {
  const scope = { locks: navigator.locks, channel: (channel: string) => new BroadcastChannel(channel) }
  const opened: { profile: Profile | null } = { profile: null }
  await holdProfile(scope, name, build, () => leaveToOther(opened.profile))
  const http = browserHttp(serverUrl)
  const api = createSessionApi(http)
  const own = createDatabaseVault(`fixpoint-keys-${name}`)
  const vault = journal === 'main' ? createHostVault(host, own) : own
  const keeper = createSessionKeeper(`session:${name}`, vault, api, browserClock.now)
  const isVaultLossy = journal !== 'main'
  const files = (): ReturnType<typeof readUnsentFiles> => readUnsentFiles({ profile: name, vault, isVaultLossy })
  const profile = createProfile({
    clock: browserClock,
    entities,
    makeStore: () => createDexieLocalStore(name),
    journal: journal === 'none' ? null : createHostJournal(host),
    journalPlace: journal,
    canary: journal === 'none' ? null : createHostCanary(host, later),
    hasRoom: async () => journal === 'none' || (await host['room.prepare']({})).isEnough,
    keeper,
    api,
    openFiles: (replica) => openProfileFiles({ profile: name, serverUrl, vault, keeper, replica, isVaultLossy }),
    wipe: createBrowserWipe({ profile: name, host: journal === 'none' ? null : host, own, vault, keeper, api, files }),
    link: (replica, onState, onRevoked) => connectServer(http, keeper, replica, onState, onRevoked)
  })
  opened.profile = profile
  return profile
}

/** Another build takes the profile over: what was said as saved is durable, then the windows load themselves anew. */
async function leaveToOther(profile: Profile | null): Promise<void> {
  await profile?.close()
  for (const window of windows) window.reload()
}
