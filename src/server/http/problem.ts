// Every error that leaves the server: a stable type, words, and where it applies the field and what was expected there. Never a stack,
// never what a database said.

import type { z } from 'zod'
import type { ErrorAnswer, RescueOffer } from '#sync/protocol/session.ts'

/** Details of a problem. */
export interface ProblemDetails {
  readonly field?: string
  readonly expected?: string
  /** Seconds after which asking again makes sense. */
  readonly retryAfter?: number
  /** For a device that was locked out: how it hands in what it has not sent. */
  readonly rescue?: RescueOffer
}

/** An answer that is an error; thrown anywhere below a route. */
export class Problem extends Error {
  readonly status: number
  readonly type: string
  readonly details: ProblemDetails
  constructor(status: number, type: string, message: string, details: ProblemDetails = {}) {
    super(message)
    this.status = status
    this.type = type
    this.details = details
  }

  /** Body of the answer. */
  body(): ErrorAnswer {
    const { field, expected, rescue } = this.details
    return {
      error: {
        type: this.type,
        message: this.message,
        ...(field === undefined ? {} : { field }),
        ...(expected === undefined ? {} : { expected }),
        ...(rescue === undefined ? {} : { rescue })
      }
    }
  }
}

/** The first thing that a schema found wrong, as a problem. */
export function invalidInput(error: z.ZodError): Problem {
  const issue = error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.') || 'body'
  const expected = unknown === undefined ? (issue?.message ?? 'valid input').replace(/^Invalid input: expected /, '') : 'no such field'
  return new Problem(400, 'invalid', `${field}: expected ${expected.replace(/^expected /, '')}`, { field, expected })
}
