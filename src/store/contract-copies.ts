// What windows may ask about copies of a whole profile, as schemas; part of the store's contract. A copy is made step by step, as far as the
// window goes on asking: that is its progress, its pace and its cancelling. Files cross as a `Blob`, which is a reference to their bytes.

import { z } from 'zod'

/** Characters of the shortest passphrase under which a copy is sealed. */
export const shortestPassphrase = 8

/** Requests about copies. */
export const copyRequests = {
  /**
   * Begins a copy: `backup` to be restored by this program, `open-files` to be read by any other. A backup holds the files that the server
   * lacks; with `cachedFiles` also those that lie here and that it has. With a `passphrase` it is sealed.
   */
  beginCopy: z.strictObject({
    kind: z.literal(['backup', 'open-files']),
    cachedFiles: z.boolean().optional(),
    passphrase: z.string().min(shortestPassphrase).max(1000).optional()
  }),
  /** Goes on for a moment. */
  copyStep: z.strictObject({ job: z.int() }),
  /** Gives a copy up, or lets a finished one go. */
  endCopy: z.strictObject({ job: z.int() }),
  /** Brings a backup of the same person back: commands and drafts that are not known here, and rows where there are none yet. */
  restoreCopy: z.strictObject({
    file: z.custom<Blob>((value) => value instanceof Blob, 'expected a file'),
    passphrase: z.string().max(1000).optional()
  })
} as const

/** A copy under way: `done` of `total` steps; `file` at the end. `leftOut`: files that could not be read on this device. */
export interface CopyProgress {
  readonly done: number
  readonly total: number
  readonly file: Blob | null
  readonly leftOut: number
}

/** What came back, or why nothing did; `place` says where the file is damaged. `filesLeft`: files for which there was no room. */
export type RestoreAnswer =
  | {
      readonly ok: true
      readonly commands: number
      readonly drafts: number
      readonly pages: number
      readonly files: number
      readonly filesLeft: number
      readonly madeAt: number
    }
  | {
      readonly ok: false
      readonly problem: 'unreadable' | 'other-person' | 'needs-passphrase' | 'wrong-passphrase'
      readonly place: string | null
    }

/** Answers about copies. */
export interface CopyAnswers {
  beginCopy: { readonly job: number }
  copyStep: CopyProgress
  endCopy: null
  restoreCopy: RestoreAnswer
}
