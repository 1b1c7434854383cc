// The outbox as a person reads it: what was asked, when, about which record, and what became of it.

import type { OutboxItem } from '#store/contract.ts'
import type { OutboxEntry } from '#sync/ports.ts'

/** An entry for the windows. */
export function outboxItem(entry: OutboxEntry): OutboxItem {
  const { envelope, state } = entry
  const { id: commandId, name, input, at } = envelope
  return { commandId, name, input, at, subject: subjectOf(entry), ...stateOf(state) }
}

function stateOf(state: OutboxEntry['state']): Pick<OutboxItem, 'state' | 'refusal' | 'causeId'> {
  if (state.type === 'refused') return { state: 'refused', refusal: plainRefusal(state.refusal), causeId: state.causeId }
  if (state.type === 'parked')
    return { state: 'parked', refusal: { type: 'missing-row', values: { entity: state.entity, id: state.id } }, causeId: null }
  return { state: 'waiting', refusal: null, causeId: null }
}

function plainRefusal({
  type,
  field,
  expected,
  values
}: Extract<OutboxEntry['state'], { type: 'refused' }>['refusal']): OutboxItem['refusal'] {
  return {
    type,
    ...(field === undefined ? {} : { field }),
    ...(expected === undefined ? {} : { expected }),
    ...(values === undefined ? {} : { values: { ...values } })
  }
}

/** The record that the command's first event is about, else the first row that it changed. */
function subjectOf(entry: OutboxEntry): OutboxItem['subject'] {
  for (const { entity, after } of entry.rows) {
    if (entity !== 'event' || !after) continue
    return { entity: String(after['subjectEntity']), id: String(after['subjectId']) }
  }
  const [first] = entry.rows
  return first ? { entity: first.entity, id: first.id } : null
}
