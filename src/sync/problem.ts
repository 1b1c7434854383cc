// What went wrong with syncing, in words a person understands, and whether trying again can help.

import { TransportError, type TransportProblem } from './ports.ts'

/** Trouble of the way to the server, or of this device's own storage. */
export type SyncProblem = TransportProblem | { readonly type: 'storage'; readonly detail: string }

/** Sorts what was thrown. What is no transport's trouble failed on this device. */
export function problemOf(error: unknown): SyncProblem {
  if (error instanceof TransportError) return error.problem
  return { type: 'storage', detail: error instanceof Error ? error.message : String(error) }
}

/** True when only a person can help: trying again by itself would change nothing. */
export function needsPerson(problem: SyncProblem): boolean {
  return (
    problem.type === 'signed-out' ||
    problem.type === 'revoked' ||
    problem.type === 'device-revoked' ||
    problem.type === 'too-old' ||
    problem.type === 'bad-request'
  )
}

/** One sentence for the user. */
export function problemWords(problem: SyncProblem): string {
  switch (problem.type) {
    case 'unreachable':
      return 'The server can’t be reached. You can go on working; everything is sent when it is back.'
    case 'garbage':
      return `Something other than the Fixpoint server answered, perhaps a sign-in page of this network (${problem.detail}).`
    case 'busy':
      return 'The server is busy and asked for a pause.'
    case 'server-error':
      return `The server has a problem of its own (${problem.status}). It is tried again.`
    case 'signed-out':
      return 'You are signed out. Sign in again to sync; your work is kept on this device.'
    case 'revoked':
      return 'You were locked out by an administrator. Your work is kept on this device.'
    case 'device-revoked':
      return 'This device was locked out. What lies on it is being deleted; what it had not sent is sealed for the administrators.'
    case 'too-old':
      return 'This version of Fixpoint is too old for the server. Update it to sync; your work is kept on this device.'
    case 'bad-request':
      return `The server didn’t understand this device (${problem.detail}).`
    case 'storage':
      return `This device could not store what the server sent (${problem.detail}).`
  }
}
