// What is covered and what is promised, wherever work is about to start.

export { CoverageCard, type CoveredWork } from './CoverageCard.tsx'
export { CoveredAssets } from './CoveredAssets.tsx'
export { DueMark, type DueTicket } from './DueMark.tsx'
export { TicketPromises } from './TicketPromises.tsx'
export { verdictTones } from './verdict-tones.ts'
