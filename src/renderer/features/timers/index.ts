// Stopwatches wherever they stand: in the title area and on the ticket.

export { readMinutes } from './read-minutes.ts'
export { TimersStrip } from './TimersStrip.tsx'
export { useStopTimer } from './use-stop-timer.tsx'
