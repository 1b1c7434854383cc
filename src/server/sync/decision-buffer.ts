// What a decision's commands have done so far, over what the database holds: each command sees the ones before it, and everything
// is written in one go at the end. A command's own effects enter only when it was carried out as a whole.

import { assert } from '#core/kernel/assert.ts'
import { isCanonical } from '#core/kernel/canonical.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Stamp } from '#core/kernel/merge.ts'
import { entityNamed } from '#core/registry.ts'
import type { CommandRecord, Leave, OpenDecision, Presence, RowWrite, Stamps, StoredRow, Viewer } from '../store/server-store.ts'
import { viewerOf } from '../store/server-store.ts'
import { seesRow } from '../store/visibility.ts'

/** A row as one command leaves it; `before` is what was stored, null for a new one. */
export interface RowStep {
  readonly entity: string
  readonly before: StoredRow | null
  readonly doc: Doc
  readonly deletedAt: number | null
  readonly stamps: Stamps
  readonly by: Id
}

/** A row that left a client, before it has its version. */
export interface LeaveStep extends Omit<Leave, 'version'> {
  /** It comes before the rows: one of them stays in that place for somebody. */
  readonly isFirst?: true
}

interface Held {
  readonly row: StoredRow
  /** Null: nothing to write. */
  write: RowWrite | null
}

/** Opens the overlay on a decision. */
export function createDecisionBuffer(decision: OpenDecision): DecisionBuffer {
  return new DecisionBuffer(decision)
}

/** The overlay of one decision. */
export class DecisionBuffer {
  readonly #decision: OpenDecision
  readonly #held = new Map<string, Held>()
  /** Rows that commands of this decision changed, by entity: looked through for every list, so kept apart from what was only read. */
  readonly #changed = new Map<string, Map<Id, StoredRow>>()
  /** The organisation is locked, so what the database answered once stays true; own changes stand in `#held`. */
  readonly #answers = new Map<string, Promise<unknown>>()
  readonly #records = new Map<string, CommandRecord>()
  readonly #unwritten = new Map<string, CommandRecord>()
  #leaves: Leave[] = []
  #version: number
  #numbers: Readonly<Record<string, number>>

  constructor(decision: OpenDecision) {
    this.#decision = decision
    this.#version = decision.head.version
    this.#numbers = { ...decision.head.numbers }
  }

  /** Role and scope of a person as they are now; null when the person may not act. */
  async viewer(organisationId: Id, personId: Id): Promise<Viewer | null> {
    const row = this.#known('person', personId) ?? (await this.#decision.person(personId))
    if (!row || row.deletedAt !== null) return null
    return viewerOf(organisationId, this.#newest(row).doc)
  }

  /** The live row, where the viewer sees it. */
  async row(viewer: Viewer, entity: string, id: Id): Promise<StoredRow | null> {
    const question = `row ${viewer.personId} ${entity} ${id}`
    const row = this.#known(entity, id) ?? (await this.#once(question, () => this.#decision.row(viewer, entity, id)))
    if (!row) return null
    const now = this.#newest(row)
    return now.deletedAt === null && seesRow(viewer, entity, now.doc) ? now : null
  }

  /** Live rows whose column equals the value, where the viewer sees them, by id. */
  async rows(viewer: Viewer, entity: string, column: string, value: Id): Promise<readonly StoredRow[]> {
    const question = `rows ${viewer.personId} ${entity} ${column} ${value}`
    const found = await this.#once(question, () => this.#decision.rows(viewer, entity, column, value))
    const isAsked = ({ doc }: StoredRow): boolean => doc[column] === value
    return this.#merge(found, entity, isAsked).filter(({ deletedAt, doc }) => deletedAt === null && seesRow(viewer, entity, doc))
  }

  /** Rows of every client that name `id` in `field`, by id. */
  async followers(entity: string, field: string, id: Id): Promise<readonly StoredRow[]> {
    return this.#merge(await this.#decision.followers(entity, field, id), entity, ({ doc }) => doc[field] === id)
  }

  /** Whether rows are there, whoever asks. */
  async presence(entity: string, ids: readonly Id[]): Promise<ReadonlyMap<Id, Presence>> {
    const { name } = entityNamed(entity)
    const questionOf = (id: Id): string => `presence ${name} ${id}`
    const unknown = ids.filter((id) => !this.#known(entity, id) && !this.#answers.has(questionOf(id)))
    // All that isn't known is asked for at once: a posting or an import makes hundreds of rows whose ids come from elsewhere.
    if (unknown.length > 0) {
      const asked = this.#decision.presence(name, unknown)
      for (const id of unknown) this.#answers.set(questionOf(id), asked)
    }
    const presenceOf = async (id: Id): Promise<readonly [Id, Presence]> => {
      const row = this.#known(entity, id)
      if (row) return [id, row.deletedAt === null ? 'live' : 'deleted']
      const present = await this.#once(questionOf(id), () => this.#decision.presence(name, [id]))
      return [id, present.get(id) ?? 'none']
    }
    return new Map(await Promise.all(ids.map(presenceOf)))
  }

  /** Stamp of a field of a row that was read before. */
  stampOf(entity: string, id: Id, field: string): Stamp | null {
    const stamps = this.#known(entity, id)?.stamps
    return stamps?.[field] ?? stamps?.['*'] ?? null
  }

  /** Takes a command's rows and leaves; returns the last version they got. */
  take(steps: readonly RowStep[], leaves: readonly LeaveStep[]): number {
    for (const { doc, entity } of steps) assert(isCanonical(doc), `${entity} ${doc.id} has a canonical form`)
    // A changed person may see other rows from now on.
    if (steps.some(({ entity }) => entity === 'person')) this.#answers.clear()
    for (const leave of leaves) if (leave.isFirst) this.#takeLeave(leave)
    for (const step of steps) this.#takeStep(step)
    for (const leave of leaves) if (!leave.isFirst) this.#takeLeave(leave)
    return this.#version
  }

  #takeLeave({ entity, id, clientId, parentId }: LeaveStep): void {
    this.#version += 1
    this.#leaves.push({ entity, id, clientId, parentId, version: this.#version })
  }

  /** Records of these places and ids, this decision's own ones included. */
  async commands(deviceId: Id, sequences: readonly number[], commandIds: readonly Id[]): Promise<readonly CommandRecord[]> {
    const found = await this.#decision.commands(deviceId, sequences, commandIds)
    const own = [...this.#records.values()].filter(
      (record) =>
        (record.deviceId === deviceId && sequences.includes(record.sequence)) || (record.isFirst && commandIds.includes(record.commandId))
    )
    return [...new Map([...found, ...own].map((record) => [placeOf(record), record])).values()]
  }

  /** Last sequence recorded for a device. */
  async highWater(deviceId: Id): Promise<number> {
    const own = [...this.#records.values()].flatMap((record) => (record.deviceId === deviceId ? [record.sequence] : []))
    return Math.max(await this.#decision.highWater(deviceId), 0, ...own)
  }

  /** Keeps what became of a command. */
  record(command: CommandRecord): void {
    this.#records.set(placeOf(command), command)
    this.#unwritten.set(placeOf(command), command)
  }

  /** The next number of a series. */
  nextNumber(series: string): number {
    const next = (this.#numbers[series] ?? 0) + 1
    this.#numbers = { ...this.#numbers, [series]: next }
    return next
  }

  /** A mark to go back to: numbers taken since then are given back by `giveBack`. */
  numbers(): Readonly<Record<string, number>> {
    return this.#numbers
  }

  /** Goes back to a mark. */
  giveBack(numbers: Readonly<Record<string, number>>): void {
    this.#numbers = numbers
  }

  /** Writes what waits. `isLast`: the decision does nothing after it. Returns the version that it reached. */
  async flush(isLast = false): Promise<number> {
    const rows = [...this.#held.values()].flatMap(({ write }) => (write ? [write] : []))
    const commands = [...this.#unwritten.values()]
    if (rows.length === 0 && this.#leaves.length === 0 && commands.length === 0) return this.#version
    await this.#decision.write({ version: this.#version, numbers: this.#numbers, rows, leaves: this.#leaves, commands }, isLast)
    for (const entry of this.#held.values()) entry.write = null
    this.#leaves = []
    this.#unwritten.clear()
    return this.#version
  }

  #takeStep({ entity, before, doc, deletedAt, stamps, by }: RowStep): void {
    this.#version += 1
    const own = this.#changed.get(entity) ?? new Map<Id, StoredRow>()
    const known = this.#held.get(keyOf(entity, doc.id))
    const isNew = known?.write ? known.write.isNew : before === null && !own.has(doc.id)
    const row: StoredRow = { entity, id: doc.id, version: this.#version, deletedAt, doc, stamps }
    this.#held.set(keyOf(entity, doc.id), { row, write: { ...row, isNew, by } })
    this.#changed.set(entity, own.set(doc.id, row))
  }

  #known(entity: string, id: Id): StoredRow | undefined {
    return this.#held.get(keyOf(entity, id))?.row
  }

  /** The newest state of a row that the database returned. */
  #newest(row: StoredRow): StoredRow {
    const known = this.#known(row.entity, row.id)
    if (!known) this.#held.set(keyOf(row.entity, row.id), { row, write: null })
    return known ?? row
  }

  #merge(found: readonly StoredRow[], entity: string, isAsked: (row: StoredRow) => boolean): StoredRow[] {
    const own = [...(this.#changed.get(entity)?.values() ?? [])].filter(isAsked)
    const all = new Map([...found.map((row) => this.#newest(row)).filter(isAsked), ...own].map((row) => [row.id, row]))
    return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question) as Promise<T> | undefined
    const asked = known ?? ask()
    this.#answers.set(question, asked)
    return asked
  }
}

function keyOf(entity: string, id: Id): string {
  return `${entity}/${id}`
}

function placeOf(record: CommandRecord): string {
  return `${record.deviceId}:${record.sequence}`
}
