// Connects this window to the shared worker of a profile. The worker's name is the profile's, so all windows of it meet in one.

import { platform } from '#renderer/platform/current-platform.ts'
import { reachStore } from '#renderer/platform/reach-store.ts'
import type { StoreClient } from '#store/client.ts'
import type { Host, SessionInfo } from '#store/contract.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'

/** An opened store, with who was signed in there at that moment. */
export interface OpenedStore {
  readonly client: StoreClient
  readonly session: SessionInfo | null
}

const channel = new MessageChannel()

/** Runs after what was posted to this window before. */
function soon(run: () => void): void {
  channel.port1.addEventListener('message', run, { once: true })
  channel.port1.start()
  channel.port2.postMessage(null)
}

/** Opens the store of a profile. */
export async function openStore(serverUrl: string, profile: string): Promise<OpenedStore> {
  // On the desktop the engine window must hold the profile's journal before the worker writes to it.
  await platform.useProfile(profile)
  const reached = reachStore(() => new StoreWorker({ name: profile }), { onReload: () => location.reload(), soon })
  const offer = async (host: Host): Promise<void> => (await reached).provideHost(host, { journal: true, secrets: false })
  // The journal's worker starts beside the store's; a store that can't be reached is told below.
  const [client, journal] = await Promise.all([reached, platform.startJournal(profile, (host) => void offer(host).catch(() => undefined))])
  const { session } = await client.request('open', { serverUrl, profile, journal })
  return { client, session }
}
