// The least that the same work can cost, measured in the same run on the same rows: raw pages in IndexedDB without any library, and
// plain loops over plain arrays. What the store adds to them is its price.

import type { Doc } from '#core/kernel/execute.ts'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'

/** Milliseconds. */
export interface Floors {
  readonly writePages: number
  readonly readPages: number
  readonly parsePages: number
  readonly filter: number
  readonly sortByNumber: number
  readonly megabytes: number
}

/** Takes the ticket pages of the filled profile through a bare database. */
export async function measureFloors(profile: string): Promise<Floors> {
  const store = createDexieLocalStore(profile)
  await store.open()
  const pages = (await store.readEntity('ticket')).map((page) => page.bytes)
  await store.close()
  const database = await openBare()
  const writePages = await timed(() => transact(database, 'readwrite', (bare) => pages.forEach((bytes, key) => bare.put(bytes, key))))
  let read: Uint8Array[] = []
  const readPages = await timed(async () => {
    read = await readAll(database)
  })
  let rows: Doc[] = []
  const parsePages = await timed(async () => {
    const decoder = new TextDecoder()
    rows = read.flatMap((bytes) => (JSON.parse(decoder.decode(bytes)) as [number, Doc][]).map(([, doc]) => doc))
  })
  const filter = await timed(async () => rows.filter((row) => row['status'] === 'open' && row['priority'] === 2).length)
  const sortByNumber = await timed(async () => rows.toSorted((a, b) => Number(b['updatedAt']) - Number(a['updatedAt'])).length)
  database.close()
  indexedDB.deleteDatabase(bareName)
  const megabytes = pages.reduce((sum, bytes) => sum + bytes.length, 0) / 1_000_000
  return { writePages, readPages, parsePages, filter, sortByNumber, megabytes }
}

const bareName = 'bench-floor'

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function openBare(): Promise<IDBDatabase> {
  const request = indexedDB.open(bareName, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore('pages'))
  return answerOf(request)
}

function transact(database: IDBDatabase, mode: 'readwrite', write: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('pages', mode, { durability: 'strict' })
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    write(transaction.objectStore('pages'))
  })
}

function readAll(database: IDBDatabase): Promise<Uint8Array[]> {
  return answerOf(database.transaction('pages').objectStore('pages').getAll() as IDBRequest<Uint8Array[]>)
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')))
  })
}
