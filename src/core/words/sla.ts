// SLA clocks in words: how they stand, and the steps behind a deadline. Formats of moments and names are the screen's.

import type { ClockState } from '../sla/clock-standing.ts'
import type { ClockStatus } from '../sla/sla-terms.ts'
import type { ClockStep } from '../sla/ticket-clocks.ts'
import type { CoverageStepText } from './coverage.ts'
import { priorityWords, statusWords } from './tickets.ts'

/** How the screen writes instants, business time (milliseconds) and names of policies. */
export interface ClockFormats {
  readonly time: (at: number) => string
  readonly span: (ms: number) => string
  readonly name: (policyId: string) => string
}

/** How a clock stands. */
export const clockStateWords: Readonly<Record<ClockState, string>> = {
  running: 'On time',
  warning: 'Due soon',
  overdue: 'Overdue',
  paused: 'Paused',
  met: 'Met',
  missed: 'Missed',
  void: 'Not needed'
}

/** Words around the clocks. */
export const slaWords = {
  title: 'Promises',
  none: 'Nothing is promised for this ticket.',
  why: (clock: string) => `${clock}: how the deadline came about`,
  /** Lengths beside a clock are counted in opening hours; those on a chip are as the wall clock goes. */
  left: (span: string) => `${span} of opening hours left`,
  late: (span: string) => `${span} of opening hours late`,
  inTime: (span: string) => `after ${span} of opening hours`,
  pausedLeft: (span: string) => `${span} of opening hours left, clock stands still`,
  due: (moment: string) => `Due ${moment}`,
  dueChip: (clock: string, span: string) => `${clock} in ${span}`,
  lateChip: (clock: string, span: string) => `${clock} ${span} late`,
  earlier: (count: number) => (count === 1 ? '1 earlier answer' : `${String(count)} earlier answers`),
  earlierMissed: (count: number) => `${String(count)} too late`,
  businessTime: (zone: string) => `Moments are those at the site (${zone}); lengths are counted in opening hours.`,
  column: 'Due',
  dueIn: (span: string) => `in ${span}`,
  dueSince: (span: string) => `${span} ago`
} as const

const startedWords = {
  opened: 'The clock began when the ticket was opened',
  assigned: 'The clock began when the promise was given',
  'customer-message': 'The clock began with the client’s message'
} as const

const stoppedWords = {
  'agent-reply': 'Stopped by an answer to the client',
  'agent-call': 'Stopped by a call',
  answered: 'Stopped by an answer',
  resolved: 'Stopped when it was resolved'
} as const

const ignoredWords = {
  'internal-note': 'An internal note is no answer',
  'later-message': 'A later message does not move the deadline'
} as const

/** One step behind a deadline. */
export function clockStepWords(step: ClockStep, formats: ClockFormats): CoverageStepText {
  switch (step.type) {
    case 'started':
      return { text: startedWords[step.because], value: formats.time(step.at) }
    case 'promised':
      return promisedWords(step, formats)
    case 'paused':
      return {
        text: `Stood still: ${statusWords[step.status satisfies ClockStatus]}`,
        note: step.to === null ? `since ${formats.time(step.from)}` : `${formats.time(step.from)} to ${formats.time(step.to)}`,
        ...(step.to === null ? {} : { value: `+ ${formats.span(step.ms)}` })
      }
    case 'ignored':
      return { text: ignoredWords[step.because], value: formats.time(step.at) }
    case 'missed-before':
      return { text: 'Missed before it was reopened; that stays', value: formats.time(step.at) }
    case 'stopped':
      return { text: stoppedWords[step.because], note: `after ${formats.span(step.ms)}`, value: formats.time(step.at), decisive: true }
    default:
      return step.at === null
        ? { text: 'No deadline while the clock stands still', decisive: true }
        : { text: 'Deadline', value: formats.time(step.at), decisive: true }
  }
}

function promisedWords(step: Extract<ClockStep, { readonly type: 'promised' }>, formats: ClockFormats): CoverageStepText {
  const priority = priorityWords[step.priority as keyof typeof priorityWords]
  const from = `from ${formats.time(step.at)}, priority ${priority}`
  if (step.policyId === null || step.ms === null) return { text: 'Nothing promised', note: from }
  return { text: `Promised by ${formats.name(step.policyId)}`, note: from, value: formats.span(step.ms) }
}
