// Runs commands of the user: execute on what is visible, journal with fsync and outbox, and only then the screen. A refused
// command leaves no trace; one that could not be saved is taken back from the journal.

import { assert } from '#core/kernel/assert.ts'
import type { CommandCall, CommandDefinition, CommandEnvelope } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commandId, type Id } from '#core/kernel/ids.ts'
import type { Refusal, RefusalType } from '#core/kernel/refusal.ts'
import { mergeRuleOf } from '#core/kernel/entity.ts'
import { shortBase } from '#core/kernel/text-base.ts'
import { commandNamed } from '#core/registry.ts'
import type { OutboxEntry } from '#sync/ports.ts'
import { textHash } from '../service/sha256.ts'
import type { RunOutcome } from '../replica.ts'
import { OverlayLayer } from './overlay.ts'
import { createDirty, executeHere, markEffects, type Replayed, replay } from './replay.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'
import { createReader, type Layers } from './view.ts'

/** Commands that become durable together. */
const batchSize = 250
/** Inverses that are remembered for undo. */
const inversesKept = 5000

/** Runs a call in place of a refused or parked command: the new one comes and the old one goes in one step. */
export async function runInstead(state: ReplicaState, call: CommandCall, old: OutboxEntry): Promise<RunOutcome> {
  const [outcome] = await state.queue(() => runBatch(state, [call], old))
  assert(outcome, 'a command that ran has an outcome')
  return outcome
}

/** Runs calls one after another; those of one batch become durable together. */
export async function runCommands(state: ReplicaState, calls: readonly CommandCall[]): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = []
  for (let start = 0; start < calls.length; start += batchSize) {
    outcomes.push(...(await state.queue(() => runBatch(state, calls.slice(start, start + batchSize)))))
  }
  return outcomes
}

async function runBatch(state: ReplicaState, calls: readonly CommandCall[], instead?: OutboxEntry): Promise<readonly RunOutcome[]> {
  const before = instead ? await without(state, instead) : state
  const overlay = new OverlayLayer(before.overlay)
  const layers: Layers = { state, stage: null, overlay }
  const entries: OutboxEntry[] = []
  const outcomes: RunOutcome[] = []
  for (const call of calls) {
    const sequence = state.meta.lastSequence + entries.length + 1
    const result = await prepare(layers, overlay, call, sequence)
    if ('envelope' in result) {
      entries.push(result)
      const { envelope, inverse, rows } = result
      outcomes.push({ ok: true, commandId: envelope.id, canUndo: inverse.length > 0, unchanged: rows.length === 0 })
    } else {
      outcomes.push(result)
    }
  }
  if (entries.length > 0) await save(state, entries, { outbox: [...before.outbox, ...entries], overlay }, instead)
  return outcomes
}

/** What is pending when one command is put away; what built on it is looked at anew. */
function without(state: ReplicaState, gone: OutboxEntry): Promise<Replayed> {
  const dirty = createDirty()
  if (gone.state.type !== 'refused') markEffects(dirty, gone.rows)
  const rest = state.outbox.filter((entry) => entry !== gone)
  return replay(state, null, rest, dirty)
}

async function prepare(layers: Layers, overlay: OverlayLayer, call: CommandCall, sequence: number): Promise<OutboxEntry | RunOutcome> {
  const definition = commandNamed(call.name)
  if (!definition) return refused('unknown-command', { values: { name: call.name } })
  const parsed = definition.input.safeParse(call.input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refused('invalid-input', { field: issue?.path.join('.') ?? '', expected: issue?.message ?? 'valid input' })
  }
  const envelope = await envelopeOf(layers, definition, parsed.data, sequence)
  const result = await executeHere(layers, envelope)
  if (!result.ok) {
    if ('id' in result.error) return refused('missing-row', { values: { entity: result.error.entity, id: result.error.id } })
    return { ok: false, refusal: result.error }
  }
  overlay.add(result.value.rows)
  const { rows, reads, inverse } = result.value
  return { envelope, rows, reads, inverse, state: { type: 'waiting' } }
}

function refused(type: RefusalType, details: Omit<Refusal, 'type'>): RunOutcome {
  return { ok: false, refusal: { type, ...details } }
}

async function envelopeOf(layers: Layers, definition: CommandDefinition, input: unknown, sequence: number): Promise<CommandEnvelope> {
  const { meta, clockOffsetMs, options } = layers.state
  const at = Math.floor(options.clock.now())
  const id = commandId(Math.max(0, at + clockOffsetMs), options.clock.randomBytes(10))
  return {
    id,
    name: definition.name,
    version: definition.version,
    input,
    base: await baseOf(layers, definition, input, id),
    actorId: meta.personId,
    deviceId: meta.deviceId,
    sequence,
    at,
    clockOffsetMs,
    provisionalNumber: `${deviceCode(meta.deviceId)}-${sequence}`
  }
}

/**
 * The values that the user saw in the fields that the input asserts. A long text that the server has confirmed goes by its hash; one
 * that is itself waiting here goes whole, for a merge on the server may keep it out of the history.
 */
async function baseOf(layers: Layers, definition: CommandDefinition, input: unknown, id: Id): Promise<CommandEnvelope['base']> {
  const assertion = definition.asserts
  if (!assertion) return {}
  const row = (await createReader(layers, id).get(assertion.entity, assertion.id(input))) as Doc | null
  if (!row) return {}
  const confirmed = layers.state.hot.rows(assertion.entity.name).get(row.id)?.doc
  const seen = (field: string): unknown => {
    const value = row[field] ?? null
    const isKnown = mergeRuleOf(assertion.entity, field) === 'text' && confirmed?.[field] === value
    return isKnown ? shortBase(value, textHash) : value
  }
  return Object.fromEntries(Object.keys(assertion.fields(input)).map((field) => [field, seen(field)]))
}

async function save(
  state: ReplicaState,
  entries: readonly OutboxEntry[],
  after: { readonly outbox: readonly OutboxEntry[]; readonly overlay: OverlayLayer },
  instead: OutboxEntry | undefined
): Promise<void> {
  const lastSequence = entries.at(-1)?.envelope.sequence ?? state.meta.lastSequence
  const { journal } = state.options
  const lines = entries.map(({ envelope }) => ({ envelope, dropped: false }))
  try {
    // One that goes must be gone from the journal before the outbox forgets it: else a crash in between would bring it back.
    if (instead) await journal?.append([...lines, { envelope: instead.envelope, dropped: true }])
    const beside = journal && !instead ? { beside: () => journal.append(lines) } : {}
    await commitStep(state, { ...after, ...beside, meta: { lastSequence } })
  } catch (error) {
    // Their numbers may stand in the journal: they are burnt, and the journal is told that nobody waits for these commands.
    state.meta = { ...state.meta, lastSequence }
    await journal?.append(lines.map((line) => ({ ...line, dropped: true }))).catch(() => undefined)
    throw new Error('The command could not be saved on this device', { cause: error })
  }
  for (const entry of entries) remember(state, entry)
}

function remember(state: ReplicaState, entry: OutboxEntry): void {
  if (entry.inverse.length === 0) return
  state.inverses.set(entry.envelope.id, entry.inverse)
  for (const oldest of state.inverses.keys()) {
    if (state.inverses.size <= inversesKept) return
    state.inverses.delete(oldest)
  }
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Two characters that tell this device's provisional numbers from others': a letter and a digit of its id. */
function deviceCode(deviceId: Id): string {
  const value = Number.parseInt(deviceId.slice(-6), 16)
  return `${letters[value % letters.length] ?? 'A'}${Math.floor(value / letters.length) % 10}`
}
