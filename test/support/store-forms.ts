// A whole IndexedDB database as JSON and back, without the adapter that wrote it: how databases of earlier builds are kept as fixtures.
// Runs in a browser.

/** A database: its version as IndexedDB counts, and each store with its key path and records. Bytes are {base64}. */
export interface KeptForm {
  readonly version: number
  readonly stores: Readonly<Record<string, { readonly keyPath: string | readonly string[]; readonly records: readonly unknown[] }>>
}

/** Reads a database as it lies there. */
export async function readForm(name: string): Promise<KeptForm> {
  const database = await answer(indexedDB.open(name))
  const names = [...database.objectStoreNames].sort()
  const transaction = database.transaction(names, 'readonly')
  const stores: Record<string, KeptForm['stores'][string]> = {}
  for (const store of names) {
    const table = transaction.objectStore(store)
    stores[store] = { keyPath: table.keyPath ?? '', records: (await answer(table.getAll())).map(toJson) }
  }
  const form = { version: database.version, stores }
  database.close()
  return form
}

/** Makes a database of that form. */
export async function makeForm(name: string, { version, stores }: KeptForm): Promise<void> {
  const opening = indexedDB.open(name, version)
  opening.addEventListener('upgradeneeded', () => {
    for (const [store, { keyPath, records }] of Object.entries(stores)) {
      const table = opening.result.createObjectStore(store, { keyPath: typeof keyPath === 'string' ? keyPath : [...keyPath] })
      for (const record of records) table.put(fromJson(record))
    }
  })
  const database = await answer(opening)
  database.close()
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
  })
}

function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: btoa(String.fromCharCode(...value)) }
  if (Array.isArray(value)) return value.map(toJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one)]))
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson)
  if (value === null || typeof value !== 'object') return value
  if ('base64' in value) return Uint8Array.from(atob(String(value.base64)), (letter) => letter.charCodeAt(0))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fromJson(one)]))
}
