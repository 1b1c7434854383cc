// How a page becomes bytes. The codec's id stands beside the bytes from the first commit on, so that an encrypted form can follow
// without a migration: a page is always read by the codec that wrote it.

import type { Doc } from '#core/kernel/execute.ts'
import type { PageKey, StoredPage } from '#sync/ports.ts'

/** A confirmed row in a page: version and document. */
export type PageRow = readonly [version: number, doc: Doc]

/** Writes and reads the bytes of pages. */
export interface PageCodec {
  readonly id: number
  encode(rows: readonly PageRow[]): Uint8Array
  /** @throws when the bytes are no page */
  decode(bytes: Uint8Array): PageRow[]
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Codec 0: plain JSON `[[version, doc], …]`, the same bytes that a snapshot carries. */
export const plainCodec: PageCodec = {
  id: 0,
  encode: (rows) => encoder.encode(JSON.stringify(rows)),
  decode(bytes) {
    const rows: unknown = JSON.parse(decoder.decode(bytes))
    if (!Array.isArray(rows)) throw new Error('a page holds a list of rows')
    return rows as PageRow[]
  }
}

/** A page whose bytes are not those that were written. */
export class PageDamaged extends Error {
  readonly key: PageKey
  constructor(key: PageKey, cause?: unknown) {
    super(`a page of ${key.entity} is damaged`, { cause })
    this.name = 'PageDamaged'
    this.key = key
  }
}

/** The rows of a stored page. @throws when its codec isn't known; `PageDamaged` when its bytes are not what was written */
export function decodePage(page: StoredPage): PageRow[] {
  if (page.codec !== plainCodec.id) throw new Error(`page of ${page.key.entity} has an unknown codec ${page.codec}`)
  if (page.sum !== undefined && page.sum !== pageSum(page.bytes)) throw new PageDamaged(page.key)
  try {
    return plainCodec.decode(page.bytes)
  } catch (error) {
    throw new PageDamaged(page.key, error)
  }
}

/** Checksum of a page's bytes: a changed byte always changes it. Word by word, because every start reads all hot pages. */
export function pageSum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2)
  let sum = 0x811c9dc5 ^ aligned.length
  for (let index = 0; index < words.length; index++) sum = Math.imul(sum ^ (words[index] ?? 0), 0x01000193)
  for (let index = words.length * 4; index < aligned.length; index++) sum = Math.imul(sum ^ (aligned[index] ?? 0), 0x01000193)
  return sum >>> 0
}
