// How many hostile cases go through each door in one run of the tests, and how each case is timed. The sum is held by a test.

import { expect } from 'vitest'

/** Cases by door. Each number is the loop of the test that bears the door's name. */
export const hostileCases = {
  /** Bodies, headers and paths at every route of the real server, commands in pushes of their own. */
  http: 6_000,
  /** First messages of live sockets. */
  socket: 1_000,
  /** Inputs and envelopes of every command on the server's own way of deciding. */
  commands: 24_000,
  /** Messages to the store's shared worker. */
  worker: 24_000,
  /** Calls of the desktop's channels. */
  channels: 20_000,
  /** Addresses of rooms and lists. */
  addresses: 12_000,
  /** Files that somebody imports. */
  imports: 3_000,
  /** Journals with frames that are damaged or made up. */
  journals: 10_000,
  /** Backups and sealed files. */
  backups: 3_000
} as const

/** How long one case may keep the process busy, milliseconds. */
const longest = 1_000

/** Runs a case; where it was slow by the clock, once more: a busy machine is slow once, a trap each time. */
export async function within<T>(run: () => Promise<T> | T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const begun = performance.now()
    const answer = await run()
    if (performance.now() - begun < longest) return answer
    expect(attempt, 'times that this case took longer than a second').toBeLessThan(5)
  }
}
