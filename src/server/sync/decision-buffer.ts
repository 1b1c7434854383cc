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
export type LeaveStep = Omit<Leave, 'version'>

/** The overlay of one decision. */
export interface DecisionBuffer {
  viewer(organisationId: Id, personId: Id): Promise<Viewer | null>
  row(viewer: Viewer, entity: string, id: Id): Promise<StoredRow | null>
  rows(viewer: Viewer, entity: string, column: string, value: Id): Promise<readonly StoredRow[]>
  followers(entity: string, field: string, id: Id): Promise<readonly StoredRow[]>
  presence(entity: string, ids: readonly Id[]): Promise<ReadonlyMap<Id, Presence>>
  /** Stamp of a field of a row that was read before. */
  stampOf(entity: string, id: Id, field: string): Stamp | null
  /** Takes a command's rows and leaves; returns the last version they got. */
  take(rows: readonly RowStep[], leaves: readonly LeaveStep[]): number
  /** Records of these places and ids, this decision's own ones included. */
  commands(deviceId: Id, sequences: readonly number[], commandIds: readonly Id[]): Promise<readonly CommandRecord[]>
  highWater(deviceId: Id): Promise<number>
  record(command: CommandRecord): void
  nextNumber(series: string): number
  /** A mark to go back to: numbers taken since then are given back. */
  numbers(): Readonly<Record<string, number>>
  giveBack(numbers: Readonly<Record<string, number>>): void
  /** Writes what waits. */
  flush(): Promise<void>
}

interface Held {
  row: StoredRow | null
  /** Null: nothing to write. */
  write: RowWrite | null
}

/** Opens the overlay on a decision. */
export function createDecisionBuffer(decision: OpenDecision): DecisionBuffer {
  const held = new Map<string, Held>()
  const changed = new Map<string, Map<Id, Held>>()
  let version = decision.head.version
  let numbers = { ...decision.head.numbers }
  let leaves: Leave[] = []
  // The organisation is locked, so what the database answered once stays true; own changes stand in `held`.
  const answers = new Map<string, Promise<unknown>>()
  const once = <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(question) as Promise<T> | undefined
    const asked = known ?? ask()
    answers.set(question, asked)
    return asked
  }
  const records = new Map<string, CommandRecord>()
  const unwritten = new Map<string, CommandRecord>()
  const key = (entity: string, id: Id): string => `${entity}/${id}`

  /** The newest state of a row that the database returned. */
  const newest = (row: StoredRow): StoredRow | null => {
    const known = held.get(key(row.entity, row.id))
    if (known?.row) return known.row
    held.set(key(row.entity, row.id), { row, write: null })
    return row
  }
  const written = (entity: string): StoredRow[] => [...(changed.get(entity)?.values() ?? [])].flatMap(({ row }) => (row ? [row] : []))
  const merge = (found: readonly StoredRow[], own: readonly StoredRow[]): StoredRow[] => {
    const all = new Map([...found.map((row) => newest(row)), ...own].flatMap((row) => (row ? [[row.id, row] as const] : [])))
    return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  return {
    async viewer(organisationId, personId) {
      const known = held.get(key('person', personId))
      const row = known ? known.row : await decision.person(personId)
      if (!row || row.deletedAt !== null) return null
      newest(row)
      return viewerOf(organisationId, row.doc)
    },
    async row(viewer, entity, id) {
      const known = held.get(key(entity, id))?.row
      const row = known ?? (await once(`row ${viewer.personId} ${entity} ${id}`, () => decision.row(viewer, entity, id)))
      if (!row) return null
      const now = newest(row)
      return now && now.deletedAt === null && seesRow(viewer, entity, now.doc) ? now : null
    },
    async rows(viewer, entity, column, value) {
      const question = `rows ${viewer.personId} ${entity} ${column} ${value}`
      const all = merge(await once(question, () => decision.rows(viewer, entity, column, value)), written(entity))
      return all.filter(({ deletedAt, doc }) => deletedAt === null && doc[column] === value && seesRow(viewer, entity, doc))
    },
    async followers(entity, field, id) {
      return merge(await decision.followers(entity, field, id), written(entity)).filter(({ doc }) => doc[field] === id)
    },
    async presence(entity, ids) {
      const own = new Map<Id, Presence>()
      for (const id of ids) {
        const row = held.get(key(entity, id))?.row
        if (row) own.set(id, row.deletedAt === null ? 'live' : 'deleted')
      }
      const asked = ids.filter((id) => !own.has(id))
      const { name } = entityNamed(entity)
      const found = await Promise.all(
        asked.map(async (id) => {
          const present = await once(`presence ${name} ${id}`, () => decision.presence(name, [id]))
          return [id, present.get(id) ?? 'none'] as const
        })
      )
      return new Map([...found, ...own])
    },
    stampOf(entity, id, field) {
      const stamps = held.get(key(entity, id))?.row?.stamps
      return stamps?.[field] ?? stamps?.['*'] ?? null
    },
    take(steps, left) {
      // A changed person may see other rows from now on.
      if (steps.some(({ entity }) => entity === 'person')) answers.clear()
      for (const { doc, entity } of steps) assert(isCanonical(doc), `${entity} ${doc.id} has a canonical form`)
      for (const step of steps) {
        version += 1
        const { entity, doc, deletedAt, stamps, by } = step
        const known = held.get(key(entity, doc.id))
        const own = changed.get(entity) ?? new Map<Id, Held>()
        const isNew = known?.write ? known.write.isNew : step.before === null && !own.has(doc.id)
        const row: StoredRow = { entity, id: doc.id, version, deletedAt, doc, stamps }
        const entry: Held = { row, write: { ...row, isNew, by } }
        held.set(key(entity, doc.id), entry)
        changed.set(entity, own.set(doc.id, entry))
      }
      for (const leave of left) {
        version += 1
        leaves.push({ ...leave, version })
      }
      return version
    },
    async commands(deviceId, sequences, commandIds) {
      const found = await decision.commands(deviceId, sequences, commandIds)
      const own = [...records.values()].filter(
        (record) =>
          (record.deviceId === deviceId && sequences.includes(record.sequence)) || (record.isFirst && commandIds.includes(record.commandId))
      )
      return [...new Map([...found, ...own].map((record) => [placeOf(record), record])).values()]
    },
    async highWater(deviceId) {
      const own = [...records.values()].flatMap((record) => (record.deviceId === deviceId ? [record.sequence] : []))
      return Math.max(await decision.highWater(deviceId), 0, ...own)
    },
    record(command) {
      records.set(placeOf(command), command)
      unwritten.set(placeOf(command), command)
    },
    nextNumber(series) {
      const next = (numbers[series] ?? 0) + 1
      numbers = { ...numbers, [series]: next }
      return next
    },
    numbers: () => numbers,
    giveBack(earlier) {
      numbers = { ...earlier }
    },
    async flush() {
      const rows = [...held.values()].flatMap(({ write }) => (write ? [write] : []))
      if (rows.length === 0 && leaves.length === 0 && unwritten.size === 0) return
      await decision.write({ version, numbers, rows, leaves, commands: [...unwritten.values()] })
      for (const entry of held.values()) entry.write = null
      leaves = []
      unwritten.clear()
    }
  }
}

function placeOf(record: CommandRecord): string {
  return `${record.deviceId}:${record.sequence}`
}
