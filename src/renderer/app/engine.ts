// The hidden engine window of the desktop app: it keeps the shared workers of the profiles in use alive, carries their journals and
// secrets to the main process, and answers main when the program quits.

import { createIpcClient } from '#ipc/client.ts'
import { createDesktopHost } from '#renderer/platform/desktop-host.ts'
import { reachStore } from '#renderer/platform/reach-store.ts'
import type { StoreClient } from '#store/client.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'

if (window.fixpoint === undefined) throw new Error('the engine window runs in the desktop app only')
const ipc = createIpcClient(window.fixpoint)
const clients = new Map<string, Promise<StoreClient>>()

ipc.on('profile.changed', ({ profile }) => serve(profile))
ipc.on('engine.drain', () => void drain())
serve((await ipc.call('app.info', {})).profile)

/** Rooms open the profile in the worker; this window offers what they can't, and stays when they are closed. */
function serve(profile: string | null): void {
  if (profile === null || clients.has(profile)) return
  const client = reachStore(() => new StoreWorker({ name: profile }), { onReload: () => location.reload() })
  clients.set(profile, client)
  void client.then((reached) => reached.provideHost(createDesktopHost(ipc, profile), { journal: true, secrets: true }))
}

async function drain(): Promise<void> {
  await Promise.allSettled([...clients.values()].map(async (client) => (await client).request('drain', {})))
  await ipc.call('engine.drained', {})
}
