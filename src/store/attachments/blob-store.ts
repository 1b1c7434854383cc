// Where contents of files are kept on the device: a record per content and its pieces, sealed before they get here. A port with one
// contract suite over both adapters. Invariant: a record and the piece that it counts become durable together.

import type { Id } from '#core/kernel/ids.ts'

/** Bytes of a piece before it is sealed; the last one may be shorter. */
export const pieceBytes = 524_288

/** A content on this device. */
export interface KeptBlob {
  /** Its own name here, random: a content is kept per ticket that needs it. */
  readonly id: string
  readonly clientId: Id
  readonly ticketId: Id
  /** '' until all of it was read. */
  readonly sha256: string
  readonly size: number
  /** Bytes that are here, whole pieces from the start. */
  readonly received: number
  readonly whole: boolean
  /** `here`: a person added it on this device; `server`: it was fetched. */
  readonly source: 'here' | 'server'
  /** The server doesn't have it: it is never given up by itself. */
  readonly unsent: boolean
  /** UTC milliseconds. */
  readonly usedAt: number
}

/** A sealed piece. */
export interface SealedPiece {
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Tickets or clients whose files are kept here for a visit. */
export interface Pin {
  readonly of: 'ticket' | 'client'
  readonly id: Id
}

/** The store. Every method that writes is durable when it resolves, and all or nothing. Rejects when there is no room. */
export interface BlobStore {
  open(): Promise<{ readonly blobs: readonly KeptBlob[]; readonly pins: readonly Pin[] }>
  /** Keeps the record, with a piece that it counts. */
  put(blob: KeptBlob, piece?: SealedPiece): Promise<void>
  piece(id: string, index: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** Drops records with all their pieces. */
  drop(ids: readonly string[]): Promise<void>
  putPin(pin: Pin): Promise<void>
  dropPin(pin: Pin): Promise<void>
  close(): Promise<void>
}
