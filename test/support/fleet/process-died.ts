// How a simulated process ends, and what of it a person is told.

/** Thrown by a write of a process that is dead. */
export class ProcessDied extends Error {}

/** The person was told: no room, or the machine died. */
export function isExpected(error: unknown): boolean {
  return error instanceof ProcessDied || (error instanceof Error && /Quota|could not be saved/.test(error.message))
}
