// What must be true when all is quiet: every replica equals the server within its scope, in memory and on disk, and everything that was
// said to be saved is there once or visible.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { deriveId } from '#core/kernel/ids.ts'
import { entities } from '#core/registry.ts'
import type { CommandRecord, StoredRow } from '#server/store/server-store.ts'
import type { Replica } from '#store/replica.ts'
import { organisationId } from '#test/support/simulation/sim-server.ts'
import type { FleetDevice } from './fleet-device.ts'
import type { FleetServer } from './fleet-server.ts'

/** What the server holds in the end. */
export interface Truth {
  rows(entity: string): ReadonlyMap<string, StoredRow>
  /** Outcomes by command. */
  readonly records: ReadonlyMap<string, CommandRecord>
}

interface Kept {
  readonly rows: [string, [string, StoredRow][]][]
  readonly commands: readonly CommandRecord[]
}

export function truthOf(server: FleetServer): Truth {
  const [, held] = (JSON.parse(server.store.backup()) as [string, Kept][]).find(([id]) => id === organisationId) ?? []
  const rows = new Map((held?.rows ?? []).map(([entity, own]) => [entity, new Map(own)]))
  const records = new Map<string, CommandRecord>()
  for (const record of held?.commands ?? []) {
    if (record.isFirst && records.has(record.commandId)) throw new Error(`${record.commandId} was recorded twice`)
    if (record.isFirst) records.set(record.commandId, record)
  }
  return { rows: (entity) => rows.get(entity) ?? new Map<string, StoredRow>(), records }
}

/** [SYNC1] [SYNC8] Every replica equals the server's rows in its scope. */
export async function checkReplica(device: FleetDevice, server: FleetServer): Promise<void> {
  const viewer = await server.viewer(device.personId)
  if (!viewer || !device.replica) throw new Error(`${device.name} is not there at the end`)
  if (device.replica.waiting().length > 0) throw new Error(`${device.name} still waits: ${device.engine?.state().problem ?? 'no problem'}`)
  for (const { name } of entities) {
    const wanted = server.store.visibleRows(viewer, name)
    const held = await heldRows(device.replica, name)
    for (const row of wanted) {
      const own = held.get(row.id)
      held.delete(row.id)
      if (own?.version !== row.version) throw new Error(`${device.name} has ${name} ${row.id} at ${own?.version ?? 0}, not ${row.version}`)
      if (canonicalJson(own.doc) !== server.textOf(row)) throw new Error(`${device.name} has another ${name} ${row.id}`)
    }
    const [extra] = held.keys()
    if (extra !== undefined) throw new Error(`${device.name} has ${name} ${extra}, which the server doesn't show`)
  }
}

async function heldRows(replica: Replica, entity: string): Promise<Map<string, { version: number; doc: unknown }>> {
  const held = new Map<string, { version: number; doc: unknown }>()
  for await (const rows of replica.confirmed(entity)) for (const { version, doc } of rows) held.set(doc.id, { version, doc })
  return held
}

/** [SYNC2] [SYNC5] [WIPE1] Everything saved was applied once, as it was said, stands refused or parked before somebody's eyes, or was handed in. */
export function checkCommands(devices: readonly FleetDevice[], truth: Truth, rescued: ReadonlySet<string>): void {
  for (const device of devices) {
    const set = new Map(device.replica?.outbox().map((entry) => [entry.envelope.id, entry.state.type]))
    for (const saved of device.saved) {
      const { commandId, name } = saved
      const outcome = truth.records.get(commandId)?.outcome.type
      if (outcome === 'applied') {
        checkMade(saved, truth)
        continue
      }
      const state = set.get(commandId)
      if (rescued.has(commandId)) continue
      if (device.isPutAway(commandId) || state === 'refused' || state === 'parked') continue
      throw new Error(`${name} ${commandId} of ${device.name} vanished: on the server ${outcome ?? 'unknown'}, here ${state ?? 'gone'}`)
    }
  }
}

/** Facts that only add (words, parts, minutes) stand as they were said, whoever came first. */
function checkMade({ commandId, makes }: FleetDevice['saved'][number], truth: Truth): void {
  if (makes === null) return
  const row = truth.rows(makes.entity).get(deriveId(commandId, 1))
  if (row?.doc[makes.field] !== makes.value) throw new Error(`${makes.entity} of ${commandId} is not on the server as it was said`)
}

/** [SYNC2] No comment, part or time stands twice. */
export function checkNothingTwice(devices: readonly FleetDevice[], truth: Truth): void {
  // A person may try again on one of two copies what the other copy still holds: those are two commands by intent.
  const again = new Set(devices.flatMap((device) => [...device.retried]))
  for (const [entity, field] of [
    ['comment', 'body'],
    ['part_use', 'description'],
    ['time_entry', 'note']
  ] as const) {
    const seen = new Set<unknown>()
    for (const { doc } of truth.rows(entity).values()) {
      const value = doc[field]
      if (seen.has(value) && !again.has(String(value))) throw new Error(`${entity} ${String(value)} stands twice on the server`)
      seen.add(value)
    }
  }
}
