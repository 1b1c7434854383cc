// Finds the long text that a device saw when it asserted a new one: in the row as it is, or in the row's history.

import { createHash } from 'node:crypto'
import { event } from '#core/history/event.entity.ts'
import type { TextQuestion } from '#core/kernel/text-base.ts'
import type { Viewer } from '../store/server-store.ts'
import type { DecisionBuffer } from './decision-buffer.ts'

/** The text, null where no step of the history that this person sees holds it. */
export async function baseText(buffer: DecisionBuffer, viewer: Viewer, question: TextQuestion): Promise<string | null> {
  const { current, sha256, id, entity, field } = question
  const isIt = (value: unknown): value is string => typeof value === 'string' && hashOf(value) === sha256
  if (isIt(current)) return current
  const steps = await buffer.rows(viewer, event.name, 'subjectId', id)
  for (const { doc } of steps.toReversed()) {
    if (doc['subjectEntity'] !== entity) continue
    for (const change of changesOf(doc)) {
      if (change.field !== field) continue
      const found = [change.from, change.to].find(isIt)
      if (found !== undefined) return found
    }
  }
  return null
}

function changesOf(
  doc: Readonly<Record<string, unknown>>
): readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[] {
  return doc['changes'] as ReturnType<typeof changesOf>
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
