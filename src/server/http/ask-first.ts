// Who asks is found out before a body is read: nobody unknown makes the server hold bytes. A route with a body names the hook, and takes
// what it found in its handler. The hook comes after the count of requests by address: whoever asks too much costs no look-up.

import type { FastifyRequest } from 'fastify'
import { assert } from '#core/kernel/assert.ts'

/** A hook and what it found. */
export interface AskedFirst<Found> {
  readonly preParsing: (request: FastifyRequest) => Promise<void>
  /** What was found for this request. */
  readonly of: (request: FastifyRequest) => Found
}

/** Asks at the beginning of each request. @param find throws `Problem` where the request may not go on */
export function askFirst<Found extends object>(find: (request: FastifyRequest) => Promise<Found>): AskedFirst<Found> {
  const known = new WeakMap<FastifyRequest, Found>()
  return {
    preParsing: async (request) => {
      known.set(request, await find(request))
    },
    of: (request) => {
      const found = known.get(request)
      assert(found, 'a request whose beginning was asked about')
      return found
    }
  }
}
