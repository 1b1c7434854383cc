// [SYNC6] The losing value of every merge is visible in the end: checked from the history and the devices' own journals, without the
// code that merges.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import type { FieldChange } from '#core/kernel/change.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { FleetDevice } from './fleet-device.ts'
import type { Truth } from './verify.ts'

/** Fields whose losing values stand in conflict records. */
const clashing = ['subject', 'category', 'impact', 'urgency']
/** Of those, the fields whose values nobody else writes. */
const unique = ['subject', 'category']

interface Evidence {
  /** Values that a field of a ticket had at some time. */
  readonly written: ReadonlySet<string>
  /** Values that stand in conflict records as lost. */
  readonly lost: ReadonlySet<string>
  /** Values on which an edit of the same person was based: their own newer word replaced them. */
  readonly replaced: ReadonlySet<string>
  /** All texts of descriptions, as they were written, lost, or seen by whoever wrote on. */
  readonly texts: string
}

/** @throws when a value that somebody wrote was lost in silence */
export function checkMerges(devices: readonly FleetDevice[], truth: Truth): void {
  const envelopes = new Map(devices.flatMap((device) => [...device.envelopes()]))
  const edits = [...envelopes.values()].filter(({ id, name }) => name === 'ticket.edit' && isApplied(truth, id))
  const changes = [...truth.rows('event').values()].flatMap(({ doc }) => changesOf(doc))
  const evidence = gather(truth, changes, edits)
  for (const edit of edits) checkIncoming(edit, evidence)
  for (const change of changes) checkOverwritten(change, envelopes.get(change.commandId), evidence)
}

function isApplied({ records }: Truth, id: string): boolean {
  return records.get(id)?.outcome.type === 'applied'
}

interface Change extends FieldChange {
  readonly rowId: string
  readonly commandId: string
}

function changesOf(event: Doc): readonly Change[] {
  if (event['subjectEntity'] !== 'ticket') return []
  const place = { rowId: String(event['subjectId']), commandId: String(event['commandId']) }
  return (event['changes'] as readonly FieldChange[]).map((change) => ({ ...change, ...place }))
}

function gather(truth: Truth, changes: readonly Change[], edits: readonly CommandEnvelope[]): Evidence {
  const conflicts = [...truth.rows('conflict').values()].map(({ doc }) => doc)
  const descriptions = [
    // What stands in the row was not lost, even where no change wrote it: an edit and its undo may both have been overtaken.
    ...[...truth.rows('ticket').values()].map(({ doc }) => doc['description']),
    ...changes.filter(({ field }) => field === 'description').map(({ to }) => to),
    ...conflicts.filter((doc) => doc['field'] === 'description').map((doc) => doc['lost']),
    ...edits.map((edit) => edit.base['description'] ?? '')
  ]
  return {
    written: new Set([
      ...changes.flatMap(({ rowId, field, from, to }) => [keyOf(rowId, field, from), keyOf(rowId, field, to)]),
      ...[...truth.rows('ticket').values()].flatMap(({ doc }) => unique.map((field) => keyOf(doc.id, field, doc[field])))
    ]),
    lost: new Set(conflicts.map((doc) => keyOf(String(doc['rowId']), String(doc['field']), doc['lost']))),
    replaced: new Set(
      edits.flatMap((edit) => Object.entries(edit.base).map(([field, base]) => `${edit.actorId} ${keyOf(ticketOf(edit), field, base)}`))
    ),
    texts: descriptions.join('\n')
  }
}

/** What the edit brought was written, or stands as lost, or gave way to a newer word of the same person. */
function checkIncoming(edit: CommandEnvelope, { written, lost, replaced, texts }: Evidence): void {
  for (const [field, value] of Object.entries(fieldsOf(edit))) {
    const key = keyOf(ticketOf(edit), field, value)
    if (field === 'description') checkLines(edit, String(value), texts)
    if (!unique.includes(field) || edit.base[field] === value) continue
    if (written.has(key) || lost.has(key) || replaced.has(`${edit.actorId} ${key}`)) continue
    throw new Error(`${field} ${String(value)} was lost in silence`)
  }
}

function checkLines(edit: CommandEnvelope, text: string, texts: string): void {
  const before = new Set(textOf(edit.base['description']).split('\n'))
  const gone = text.split('\n').find((line) => !before.has(line) && !texts.includes(line))
  if (gone !== undefined) throw new Error(`the line "${gone}" was lost in silence`)
}

/** What the edit wrote over, although it had not seen it, stands as lost. */
function checkOverwritten(change: Change, edit: CommandEnvelope | undefined, { lost }: Evidence): void {
  const { field, from, to, rowId } = change
  if (edit?.name !== 'ticket.edit' || !clashing.includes(field) || !(field in edit.base)) return
  const base = edit.base[field] ?? null
  if (from === base || from === to || lost.has(keyOf(rowId, field, from))) return
  throw new Error(`${field} ${textOf(from)} was overwritten in silence by ${textOf(to)}`)
}

function keyOf(rowId: string, field: string, value: unknown): string {
  return `${rowId} ${field} ${JSON.stringify(value ?? null)}`
}

function ticketOf({ input }: CommandEnvelope): string {
  return (input as { readonly id: string }).id
}

function fieldsOf({ input }: CommandEnvelope): Readonly<Record<string, unknown>> {
  return (input as { readonly fields: Readonly<Record<string, unknown>> }).fields
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
