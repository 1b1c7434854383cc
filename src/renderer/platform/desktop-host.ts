// The engine window's service to the store's worker: journal and secrets of one profile, carried to the main process.

import type { IpcClient } from '#ipc/client.ts'
import type { Host } from '#store/contract.ts'

/** The host for a profile's worker. */
export function createDesktopHost(ipc: IpcClient, profile: string): Host {
  return {
    'journal.append': async ({ entries }) => {
      await ipc.call('journal.append', { profile, entries: [...entries] })
      return null
    },
    'journal.read': async ({ skip, limit }) => {
      const { entries, done, health } = await ipc.call('journal.read', { profile, skip, limit })
      const torn = health.tornBytes > 0 ? 1 : 0
      return {
        entries: entries.map(({ key, payload, acknowledged }) => ({ key, payload, acknowledged })),
        done,
        damaged: health.damagedPlaces + torn
      }
    },
    'journal.acknowledge': async ({ keys }) => {
      await ipc.call('journal.acknowledge', { profile, keys: [...keys] })
      return null
    },
    'journal.wipe': async () => {
      await ipc.call('journal.wipe', { profile })
      return null
    },
    'canary.read': () => ipc.call('canary.read', { profile }),
    'canary.write': async ({ text }) => {
      await ipc.call('canary.write', { profile, text })
      return null
    },
    'room.prepare': () => ipc.call('room.prepare', {}),
    'secret.read': ({ name }) => ipc.call('secret.read', { name }),
    'secret.write': async ({ name, value }) => ({ stored: (await ipc.call('secret.write', { name, value })).stored })
  }
}
