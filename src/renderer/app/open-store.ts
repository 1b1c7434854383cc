// Connects this window to the shared worker of a profile. The worker's name is the profile's, so all windows of it meet in one.

import { platform } from '#renderer/platform/current-platform.ts'
import { reachStore } from '#renderer/platform/reach-store.ts'
import type { StoreClient } from '#store/client.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'

/** Openings that were begun before the window's code was there. */
const begun = new Map<string, Promise<StoreClient>>()

/** Begins to open the store of a profile; who asks for it first takes this opening over, and hears of its failure. */
export function beginOpening(serverUrl: string, profile: string): void {
  const opening = open(serverUrl, profile)
  opening.catch(() => undefined)
  begun.set(profile, opening)
}

/** Opens the store of a profile. */
export function openStore(serverUrl: string, profile: string): Promise<StoreClient> {
  const opening = begun.get(profile) ?? open(serverUrl, profile)
  begun.delete(profile)
  return opening
}

async function open(serverUrl: string, profile: string): Promise<StoreClient> {
  // On the desktop the engine window must hold the profile's journal before the worker writes to it.
  await platform.useProfile(profile)
  const client = await reachStore(() => new StoreWorker({ name: profile }), { onReload: () => location.reload() })
  const journal = await platform.startJournal(profile, (host) => void client.provideHost(host, { journal: true, secrets: false }))
  await client.request('open', { serverUrl, profile, journal })
  return client
}
