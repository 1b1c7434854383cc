// Reaching the store's worker, which may not come: its script can fail to load, and one that is just ending with its last window can
// swallow a new one. Both are rare and would leave a window waiting for ever, so a start that gives no sign of life is made again.

import { type ClientOptions, createStoreClient, type StoreClient, StoreError } from '#store/client.ts'

const attempts = 4
/** How long the first start may say nothing; each further one has twice as long, because a slow machine isn't a broken one. */
const silenceMs = 5_000

/** Speaks to the store's worker once it has answered. `start` constructs the shared worker. Throws StoreError `worker-failed`. */
export async function reachStore(start: () => SharedWorker, options: ClientOptions = {}): Promise<StoreClient> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const worker = start()
    const client = createStoreClient(worker.port, options)
    if (await answers(worker, client, silenceMs * 2 ** (attempt - 1))) return client
    client.close()
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt))
  }
  throw new StoreError({ type: 'worker-failed' })
}

function answers(worker: SharedWorker, client: StoreClient, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patienceMs)
    worker.addEventListener('error', () => resolve(false))
    // A client that is given up rejects what it waits for; nobody listens any more by then.
    client.request('hello', {}).then(
      () => resolve(true),
      () => resolve(false)
    )
  })
}
