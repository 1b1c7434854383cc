// Where a contract stands on a day, in the few words that lists and pages show.

import type { Contract } from '#core/contracts/contract.entity.ts'
import { lastDay } from '#core/contracts/contract-term.ts'
import { addDays } from '#core/sla/calendar-date.ts'
import type { contractStateWords } from '#core/words/rooms-contracts.ts'
import type { Tone } from '#renderer/ui/StatusChip.tsx'

export type ContractState = keyof typeof contractStateWords

/** Days before its end in which a contract is said to end soon. */
const soonDays = 90

export const stateTones: Readonly<Record<ContractState, Tone>> = {
  upcoming: 'info',
  active: 'good',
  ending: 'wait',
  ended: 'neutral',
  archived: 'neutral'
}

/** @param today calendar date */
export function contractState(contract: Contract, today: string): ContractState {
  const last = lastDay(contract)
  if (contract.archivedAt !== null) return 'archived'
  if (today < contract.startsOn) return 'upcoming'
  if (last === null) return 'active'
  if (last < today) return 'ended'
  return last <= addDays(today, soonDays) ? 'ending' : 'active'
}
