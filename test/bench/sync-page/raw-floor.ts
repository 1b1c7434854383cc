// The least that a first sync can cost: the same answers fetched, each page parsed, its bytes stored as one bare record, in the same
// order and with the same durability, by nothing but the browser.

/** Milliseconds, and the megabytes that came. */
export interface RawFloor {
  readonly ms: number
  readonly megabytes: number
  readonly rows: number
}

/** Fetches, parses and stores everything with an access token. */
export async function measureRawFloor(serverUrl: string, token: string): Promise<RawFloor> {
  const name = `bench-floor-${Date.now()}`
  const database = await openBare(name)
  const decoder = new TextDecoder()
  const start = performance.now()
  let after: string | null = null
  let [bytes, rows, key] = [0, 0, 0]
  do {
    const content: Uint8Array<ArrayBuffer> = await fetchPart(serverUrl, token, after)
    bytes += content.length
    const lines = linesOf(content)
    const pages = lines.filter((_, index) => index % 2 === 0 && index > 0)
    for (const page of pages) rows += (JSON.parse(decoder.decode(page)) as unknown[]).length
    await put(
      database,
      pages.map((page): [number, Uint8Array] => [key++, page.slice()])
    )
    const head = JSON.parse(decoder.decode(lines[0])) as { next: string | null }
    after = head.next
  } while (after !== null)
  const ms = performance.now() - start
  database.close()
  indexedDB.deleteDatabase(name)
  return { ms, megabytes: bytes / 1_000_000, rows }
}

async function fetchPart(serverUrl: string, token: string, after: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const body = JSON.stringify({ protocol: 1, clients: null, after, maxBytes: 4 * 1024 * 1024 })
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
  const headers = {
    'content-type': 'application/json',
    'content-digest': `sha-256=:${btoa(String.fromCodePoint(...hash))}:`,
    authorization: `Bearer ${token}`
  }
  const answer = await fetch(`${serverUrl}/v1/sync/snapshot`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`the snapshot answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start)
    const end = found === -1 ? bytes.length : found
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}

function openBare(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('pages'))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
  })
}

function put(database: IDBDatabase, pages: readonly (readonly [number, Uint8Array])[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('pages', 'readwrite', { durability: 'strict' })
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    const store = transaction.objectStore('pages')
    for (const [key, page] of pages) store.put(page, key)
  })
}
