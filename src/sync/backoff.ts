// How long to wait before the next try: doubling, bounded, with jitter, so that a thousand devices that lost the same server don't
// come back at the same moment. [LIVE4]

import type { Clock } from './ports.ts'

const firstDelayMs = 1_000
const longestDelayMs = 60_000

/** Delay before try number `failures` + 1 in milliseconds: between half and all of the doubled one. */
export function backoffMs(failures: number, clock: Pick<Clock, 'random'>): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(16, Math.max(0, failures - 1)))
  return Math.round(full * (0.5 + clock.random() / 2))
}

/** A delay moved by up to a fifth in either direction, milliseconds. */
export function withJitter(delayMs: number, clock: Pick<Clock, 'random'>): number {
  return Math.round(delayMs * (0.8 + clock.random() * 0.4))
}
