// What can be done with documents, as calls of commands: one list for the page and for many at once.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { todayAt } from '#renderer/ui/moments.ts'
import type { ActCall } from '#renderer/ui/use-act.ts'

export type Step = 'approve' | 'reopen' | 'issue' | 'discard' | 'restore'

/** Steps that are open to a document; `mayPost` is the right to approve, issue and credit. */
export function stepsOf(row: Invoice, mayPost: boolean): readonly Step[] {
  if (row.archivedAt !== null) return ['restore']
  if (row.status === 'draft') return mayPost ? ['discard', 'approve'] : ['discard']
  return row.status === 'approved' && mayPost ? ['reopen', 'issue'] : []
}

/** The command of a step. */
export function callOf(step: Step, id: string): ActCall {
  if (step === 'issue') return { name: 'invoice.issue', input: { id, issuedOn: todayAt(Date.now()) } }
  return { name: `invoice.${step}`, input: { id } }
}

/** Notes that a document was handed on. */
export function exportCall(id: string, format: string): ActCall {
  return { name: 'invoice.note-export', input: { id, format } }
}

/** The step's name. */
export const stepWords: Readonly<Record<Step, string>> = {
  approve: words.approve,
  reopen: words.reopen,
  issue: words.issue,
  discard: words.discard,
  restore: words.restore
}

/** What was done, for the toast. */
export function doneWords(step: Step, count: number): string {
  if (step === 'approve') return words.approved(count)
  if (step === 'issue') return words.issuedDone(count)
  return { reopen: words.reopened, discard: words.discarded, restore: words.restored }[step]
}
