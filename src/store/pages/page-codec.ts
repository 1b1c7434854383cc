// How a page becomes bytes. The codec's id stands beside the bytes from the first commit on, so that an encrypted form can follow
// without a migration: a page is always read by the codec that wrote it.

import type { Doc } from '#core/kernel/execute.ts'
import type { StoredPage } from '#sync/ports.ts'

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

/** The rows of a stored page. @throws when its codec isn't known or its bytes are damaged */
export function decodePage(page: StoredPage): PageRow[] {
  if (page.codec !== plainCodec.id) throw new Error(`page of ${page.key.entity} has an unknown codec ${page.codec}`)
  return plainCodec.decode(page.bytes)
}
