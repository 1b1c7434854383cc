// Kinds of work that are judged alike, so that one verdict stands for them.

import type { CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import { workKinds } from '#core/work/time-entry.entity.ts'
import type { ClientCoverage } from './use-coverage.ts'

type WorkKind = (typeof workKinds)[number]

/** Groups of one verdict each. */
export function judgedAlike(book: ClientCoverage, question: CoverageQuestion): readonly (readonly WorkKind[])[] {
  const groups = new Map<string, readonly WorkKind[]>()
  for (const kind of workKinds) {
    const key = judgement(book, question, kind)
    groups.set(key, [...(groups.get(key) ?? []), kind])
  }
  return [...groups.values()]
}

/** All judgements of a question as one key. */
export function judgementsOf(book: ClientCoverage, question: CoverageQuestion): string {
  return workKinds.map((kind) => judgement(book, question, kind)).join(' ')
}

/** The same, but only kinds that stand beside each other share a group. */
export function neighboursAlike(book: ClientCoverage, question: CoverageQuestion): readonly (readonly WorkKind[])[] {
  const groups: { readonly key: string; readonly kinds: WorkKind[] }[] = []
  for (const kind of workKinds) {
    const key = judgement(book, question, kind)
    const last = groups.at(-1)
    if (last?.key === key) last.kinds.push(kind)
    else groups.push({ key, kinds: [kind] })
  }
  return groups.map(({ kinds }) => kinds)
}

function judgement({ coverage }: ClientCoverage, question: CoverageQuestion, workKind: WorkKind): string {
  const { type, clauseId, blockId, rateMinor, rateSource } = coverage.verdict({ ...question, workKind })
  // What is covered or drawn costs the same whatever the rate would be.
  return JSON.stringify([type, clauseId, blockId, type === 'covered' || blockId !== null ? null : [rateMinor, rateSource]])
}
