// Where the databases of this origin can be opened. All databases of an origin share files, and some damage to them (a lost manifest) lets
// none be opened or deleted any more: then they are made in a storage bucket of their own, which has other files. Invariant: only what
// failed twice is given up, and what is given up is found again at the next start before the bucket is looked at.

import { hearLosses } from './database-loss.ts'

/** The part of the browser's storage buckets that is used here; TypeScript's library doesn't have it yet. */
interface StorageBuckets {
  open(name: string, options: { readonly durability: 'strict'; readonly persisted: boolean }): Promise<{ readonly indexedDB: IDBFactory }>
}

/** The database that is opened first of all, to see whether one can be. */
export const probeName = 'fixpoint-probe'
const bucketName = 'fixpoint-recovered'

let found: Promise<IDBFactory> | null = null

/** The factory that databases are opened with; asked once. */
export function databasePlace(): Promise<IDBFactory> {
  found ??= findPlace().catch((error: unknown) => {
    found = null
    throw error
  })
  return found
}

async function findPlace(): Promise<IDBFactory> {
  const own = hearLosses(indexedDB)
  try {
    await probe(own).catch(() => probe(own))
    return own
  } catch (error) {
    const buckets = (navigator as { storageBuckets?: StorageBuckets }).storageBuckets
    if (!buckets) throw error
    return hearLosses((await buckets.open(bucketName, { durability: 'strict', persisted: true })).indexedDB)
  }
}

function probe(factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open(probeName)
    request.addEventListener('success', () => {
      request.result.close()
      resolve()
    })
    request.addEventListener('error', () => reject(request.error ?? new Error('the database can’t be opened')))
  })
}
