// Every fault of the simulated world by name, with the share of seeds in which it may strike. A seed draws which of them belong to its
// world; what struck is counted, so that a fault that never happens is noticed.

import type { Chance } from '#test/support/simulation/chance.ts'

/** Share of the seeds whose world knows the fault. */
export const faultShares = {
  offline: 0.8,
  'request-lost': 0.5,
  'request-doubled': 0.5,
  'request-late': 0.5,
  'answer-lost': 0.4,
  'answer-lost-after-commit': 0.5,
  'cut-within-page': 0.3,
  'sign-in-page': 0.3,
  'server-busy': 0.2,
  'locked-out': 0.1,
  'old-protocol': 0.1,
  'two-devices-of-one-person': 0.6,
  'two-windows': 0.5,
  'clock-off-by-a-day': 0.3,
  'clock-jumps-back': 0.3,
  crash: 0.4,
  'crash-at-write': 0.6,
  'torn-journal': 0.3,
  'damaged-journal': 0.2,
  quota: 0.3,
  'store-evicted': 0.2,
  'store-damaged': 0.2,
  'store-shortened': 0.2,
  'store-older-copy': 0.2,
  'profile-older-copy': 0.15,
  'profile-copied': 0.2,
  'server-crash-before-commit': 0.3,
  'server-crash-after-commit': 0.3,
  'server-restored': 0.25,
  'several-servers': 0.5,
  'tombstones-gone': 0.15,
  'role-changed': 0.4,
  'client-reassigned': 0.5,
  'ticket-moved': 0.9,
  'old-command-form': 0.25,
  'poisonous-command': 0.2,
  'unreadable-command': 0.2,
  'ten-thousand-waiting': 0.002,
  'attachment-never-completes': 0.2,
  'contents-lost': 0.05,
  'device-revoked': 0.2
} as const

/** Name of a fault. */
export type Fault = keyof typeof faultShares

/** All faults. */
export const faultNames = Object.keys(faultShares) as readonly Fault[]

/** How often each fault struck. */
export type FaultCounts = Readonly<Partial<Record<Fault, number>>>

/** The faults of one world. */
export interface Faults {
  /** True where this world knows the fault, and it strikes now; counts it. */
  strikes(fault: Fault, probability: number): boolean
  /** True where this world knows the fault and it is not over. */
  isKnown(fault: Fault): boolean
  /** True where this world knew the fault, also when all is over. */
  wasKnown(fault: Fault): boolean
  /** Counts a fault that came about by itself. */
  note(fault: Fault): void
  /** Ends all faults: from now on none strikes. */
  end(): void
  counts(): FaultCounts
}

/** Faults that belong to some seeds without a draw: the worlds of the others stay what they were. */
const drawnBySeed: ReadonlySet<Fault> = new Set(['attachment-never-completes', 'contents-lost', 'device-revoked'])

/** Draws the faults of a seed. The rarest one belongs to every 500th seed, so that 500 in a row hold it. */
export function createFaults(seed: number, chance: Chance): Faults {
  // Files are in every fifth seed; with a restored server some are lost. Devices are locked out in another fifth.
  const drawn = faultNames.filter((fault) => !drawnBySeed.has(fault))
  const known = new Set<Fault>(drawn.filter((fault) => chance.happens(faultShares[fault])))
  if (seed % 5 === 1) known.add('attachment-never-completes')
  if (seed % 5 === 1 && known.has('server-restored')) known.add('contents-lost')
  if (seed % 5 === 2) known.add('device-revoked')
  if (seed % 500 === 250) known.add('ten-thousand-waiting')
  else known.delete('ten-thousand-waiting')
  const counts: Partial<Record<Fault, number>> = {}
  let isOver = false
  const note = (fault: Fault): void => {
    counts[fault] = (counts[fault] ?? 0) + 1
  }
  return {
    note,
    wasKnown: (fault) => known.has(fault),
    isKnown: (fault) => !isOver && known.has(fault),
    strikes(fault, probability) {
      if (isOver || !known.has(fault) || !chance.happens(probability)) return false
      note(fault)
      return true
    },
    end() {
      isOver = true
    },
    counts: () => counts
  }
}
