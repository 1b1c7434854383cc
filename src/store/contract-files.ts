// What windows may ask about files, as schemas; part of the store's contract. A file crosses as a `Blob`, which is a reference to its bytes.

import { z } from 'zod'
import { contentHash } from '#core/attachments/attachment.entity.ts'
import { id } from '#core/kernel/schema.ts'

/** Requests about files. */
export const fileRequests = {
  /** Takes a file in for a ticket: durable when it answers. Naming it in `attachment.attach` is the window's next step. */
  addFile: z.strictObject({ ticketId: id, file: z.custom<Blob>(isBlob, 'expected a file') }),
  /** Gives up a file that was taken in and put on no ticket. */
  forgetFile: z.strictObject({ ticketId: id, sha256: contentHash }),
  /** The content of a file, fetched from the server when it isn't here. */
  fetchFile: z.strictObject({ ticketId: id, attachmentId: id }),
  /** Tries a file again now that failed. */
  retryFile: z.strictObject({ sha256: contentHash }),
  /** Keeps the files of a ticket, or of all tickets of a client, on this device for a visit; or no longer. */
  pinFiles: z.strictObject({ of: z.literal(['ticket', 'client']), id, pinned: z.boolean() })
} as const

/** What went wrong with a file; words for each stand in core/words. Others are the server's own. */
export type FileProblem = string

/** What became of `addFile`. */
export type AddFileAnswer =
  | { readonly ok: true; readonly sha256: string; readonly size: number }
  | { readonly ok: false; readonly problem: FileProblem }

/** What became of `fetchFile`. */
export type FetchFileAnswer = { readonly ok: true; readonly content: Blob } | { readonly ok: false; readonly problem: FileProblem }

/**
 * How a content stands. `waiting`: here, to be sent; `elsewhere`: on the server only. `here`: all of it can be opened without network;
 * `unsent`: the server doesn't have it.
 */
export interface FileStanding {
  readonly sha256: string
  readonly size: number
  readonly state: 'here' | 'waiting' | 'sending' | 'elsewhere' | 'fetching' | 'failed'
  readonly here: boolean
  readonly unsent: boolean
  readonly doneBytes: number
  readonly problem: FileProblem | null
}

/** How the files of a ticket stand. `pinned`: kept for a visit, by the ticket or by its client. */
export interface FilesState {
  readonly pinned: 'ticket' | 'client' | null
  readonly files: readonly FileStanding[]
}

/** A content that the server refuses, which therefore lies on this device alone; it is tried again from time to time. */
export interface HeldFile {
  readonly ticketId: string
  readonly sha256: string
  readonly size: number
  readonly problem: FileProblem
}

/** Answers by method. */
export interface FileAnswers {
  addFile: AddFileAnswer
  forgetFile: null
  fetchFile: FetchFileAnswer
  retryFile: null
  pinFiles: null
}

function isBlob(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'size' in value && 'slice' in value && typeof value.slice === 'function'
}
