// An entry cut where hours of cover begin or end: one part for each verdict, so that what lies inside is covered and what lies outside is not.
// Invariant: the parts' seconds add up to what was worked, whatever the cut, and what was charged before is never cut again.

import { apportion } from '../billing/rounding.ts'
import { assert } from '../kernel/assert.ts'
import { type Span, subtractSpans } from '../sla/opening-hours.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import type { WorkVerdict } from './billable-work.ts'
import type { FixedWork } from './fixed-work.ts'

/** Part of an entry under one verdict. `from` is its first instant. */
export interface WorkPart {
  /** The entry's id where the part is all that is open, or begins with it; else the id and the part's first instant. */
  readonly id: string
  readonly verdict: WorkVerdict
  readonly from: number
  readonly stretches: readonly Span[]
  /** Worked, breaks left out. */
  readonly seconds: number
  /** Null for an entry in one piece. */
  readonly split: WorkSplit | null
  /** True for the part in which the person arrived. */
  readonly isArrival: boolean
  readonly fixed: FixedWork | null
}

/** How the open parts of an entry lie beside each other. */
export interface WorkSplit {
  /** Seconds of each open part; `place` is this one's. */
  readonly seconds: readonly number[]
  readonly place: number
  /** Of the entry, what was billed with parts that are fixed already. */
  readonly billedBefore: number
}

/** True where nothing is owed by the hour. */
export function isSettled({ type }: Pick<WorkVerdict, 'type'>): boolean {
  return type === 'covered' || type === 'excluded'
}

/** The entry that a part belongs to, by the part's id. */
export function entryIdOf(partId: string): string {
  return partId.slice(0, 36)
}

/**
 * The parts of an entry: those that are open, and what of it is fixed as one part.
 * @param turns instants within it at which another verdict may begin to hold
 */
export function partsOf(
  entry: TimeEntry,
  fixed: FixedWork | null,
  turns: readonly number[],
  judgedAt: (at: number) => WorkVerdict
): readonly WorkPart[] {
  const { id, startedAt: from } = entry
  const whole = { from, to: Math.max(from, entry.endedAt) }
  const rawSeconds = entry.rawMinutes * 60
  if (turns.length === 0 && (fixed === null || isWhole(fixed, whole))) {
    return [{ id, verdict: judgedAt(from), from, stretches: [whole], seconds: rawSeconds, split: null, isArrival: true, fixed }]
  }
  const judged = judgedPieces(whole, turns, judgedAt)
  const known = fixed === null ? null : fixedPart(entry, fixed, judged, whole)
  if (known?.isWhole) return [known.part]
  const taken = fixed?.stretches ?? []
  const open = judged
    .map((piece) => ({ ...piece, stretches: subtractSpans(piece.stretches, taken) }))
    .filter(({ stretches }) => stretches.length > 0)
  const [before = 0, ...seconds] = apportion(rawSeconds, [lengthOf(taken), ...open.map(({ stretches }) => lengthOf(stretches))])
  const isSplit = open.length > 1 || known !== null
  const parts = open.map(({ verdict, stretches }, place): WorkPart => {
    const begins = stretches[0]?.from ?? from
    const isFirst = begins === from
    return {
      id: known === null && (isFirst || !isSplit) ? id : `${id}/${begins}`,
      verdict,
      from: begins,
      stretches,
      seconds: seconds[place] ?? 0,
      split: isSplit ? { seconds, place, billedBefore: fixed?.billedSeconds ?? 0 } : null,
      isArrival: isFirst,
      fixed: null
    }
  })
  return known === null ? parts : [{ ...known.part, seconds: before }, ...parts]
}

interface Piece {
  readonly verdict: WorkVerdict
  readonly stretches: readonly Span[]
}

/** What follows from one clause is one piece, also where it was interrupted. */
function judgedPieces(whole: Span, turns: readonly number[], judgedAt: (at: number) => WorkVerdict): readonly Piece[] {
  const pieces = new Map<string, { verdict: WorkVerdict; stretches: Span[] }>()
  for (const [index, from] of [whole.from, ...turns].entries()) {
    const to = turns[index] ?? whole.to
    const verdict = judgedAt(from)
    const key = `${verdict.type} ${verdict.contractId ?? ''} ${verdict.clauseId ?? ''}`
    const piece = pieces.get(key) ?? { verdict, stretches: [] }
    pieces.set(key, piece)
    const last = piece.stretches.at(-1)
    if (last?.to === from) piece.stretches[piece.stretches.length - 1] = { from: last.from, to }
    else piece.stretches.push({ from, to })
  }
  return [...pieces.values()]
}

/** What is fixed, under the verdict that it is charged by today: it stays one part, because how it was cut then stands in its charges. */
function fixedPart(entry: TimeEntry, fixed: FixedWork, judged: readonly Piece[], whole: Span): { part: WorkPart; isWhole: boolean } {
  const { id, startedAt: from } = entry
  const charged = judged.find(({ verdict }) => !isSettled(verdict)) ?? judged[0]
  assert(charged, 'an entry has at least one part')
  const isAll = isWhole(fixed, whole)
  const stretches = isAll ? charged.stretches : (fixed.stretches ?? [whole])
  const isArrival = stretches[0]?.from === from
  const seconds = entry.rawMinutes * 60
  return { part: { id, verdict: charged.verdict, from, stretches, seconds, split: null, isArrival, fixed }, isWhole: isAll }
}

function isWhole({ stretches }: FixedWork, whole: Span): boolean {
  return stretches === null || whole.from === whole.to || subtractSpans([whole], stretches).length === 0
}

function lengthOf(stretches: readonly Span[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
}
