// Tones of verdicts; the word always stands beside.

import type { clauseVerdicts } from '#core/contracts/contract.entity.ts'
import type { Tone } from '#renderer/ui/StatusChip.tsx'

export const verdictTones: Readonly<Record<(typeof clauseVerdicts)[number], Tone>> = {
  covered: 'good',
  drawn: 'info',
  billable: 'wait',
  excluded: 'neutral'
}
