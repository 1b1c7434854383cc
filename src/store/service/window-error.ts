// Errors that a window is told as data. Anything else that is thrown is a fault of ours: the window learns only that it failed.

import { HostMissing } from './host-link.ts'

/** What a window is told. */
export interface MessageError {
  readonly type: string
  readonly field?: string
  readonly expected?: string
}

/** An expected error on the way to a window. */
export class WindowError extends Error {
  readonly details: MessageError
  constructor(details: MessageError) {
    super(details.type)
    this.name = 'WindowError'
    this.details = details
  }
}

/** The error as a window is told; faults are written to the console. */
export function asMessageError(error: unknown): MessageError {
  if (error instanceof WindowError) return error.details
  console.error('the store failed:', error)
  if (error instanceof HostMissing) return { type: 'journal-missing' }
  return { type: isStorageFull(error) ? 'storage-full' : 'failed' }
}

/** The browser gives no more room, or the disk has none. */
export function isStorageFull(error: unknown): boolean {
  return error instanceof Error && /quota|ENOSPC/i.test(`${error.name} ${error.message}`)
}
