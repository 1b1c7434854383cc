// What must be true of the simulated world: own writes are readable at every moment, and when all is quiet every replica equals the
// server within its scope, and everything that was said to be saved is there once or visible.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { entities } from '#core/registry.ts'
import type { Replica } from '#store/replica.ts'
import type { SavedCommand, SimDevice } from './sim-device.ts'
import type { SimServer } from './sim-server.ts'

/** Own writes that are checked after each event. */
const watched = 4

/** [LOCAL1] A saved comment is readable as long as nobody refused it and its ticket is here. */
export async function checkOwnWrites(device: SimDevice): Promise<void> {
  const { replica } = device
  if (!replica || isFilling(device, replica)) return
  for (const saved of device.saved.slice(-watched)) {
    if (saved.body === null || saved.ticketId === null || isExcused(device, replica, saved)) continue
    const comments = await replica.children('comment', saved.ticketId)
    if (device.replica !== replica || isExcused(device, replica, saved) || isFilling(device, replica)) return
    if (!comments.some((row) => row['body'] === saved.body)) throw new Error(`${device.name} can't read its own ${saved.body}`)
  }
}

/** The very first rows, and those of gained clients, come page by page; what damage took comes back with a snapshot. */
function isFilling(device: SimDevice, replica: Replica): boolean {
  const { snapshot } = replica.meta()
  if (snapshot === null) device.isDamaged = false
  return snapshot !== null && (!snapshot.aside || device.isDamaged)
}

function isExcused(device: SimDevice, replica: Replica, { commandId, ticketId }: SavedCommand): boolean {
  if (device.putAway.has(commandId) || ticketId === null || !replica.get('ticket', ticketId)) return true
  const entry = replica.outbox().find(({ envelope }) => envelope.id === commandId)
  return entry !== undefined && (entry.state.type === 'refused' || entry.rows.length === 0)
}

/** [SYNC1] Every replica equals the server's rows in its scope, in memory and on disk. */
export async function checkReplica(device: SimDevice, server: SimServer): Promise<void> {
  const viewer = await server.viewer(device.personId)
  if (!viewer || !device.replica) throw new Error(`${device.name} is not there at the end`)
  if (device.replica.waiting().length > 0) throw new Error(`${device.name} still waits: ${device.engine?.state().problem ?? 'no problem'}`)
  for (const { name } of entities) {
    const wanted = server.linesOf(viewer, name)
    const held = await linesOf(device.replica, name)
    if (wanted.join('\n') !== held.join('\n')) throw new Error(`${device.name} differs in ${name}: ${firstDifference(wanted, held)}`)
  }
}

/** [SYNC2] Everything that was said to be saved was applied once, or stands refused or parked before somebody's eyes. */
export function checkCommands(devices: readonly SimDevice[], server: SimServer): void {
  const held = JSON.parse(server.store.backup()) as [
    string,
    { commands: { commandId: string; isFirst: boolean; outcome: { type: string } }[] }
  ][]
  const records = new Map<string, string[]>()
  for (const record of held[0]?.[1].commands ?? [])
    if (record.isFirst) records.set(record.commandId, [...(records.get(record.commandId) ?? []), record.outcome.type])
  for (const device of devices) {
    for (const { commandId, name } of device.saved) {
      const outcomes = records.get(commandId) ?? []
      if (outcomes.length > 1) throw new Error(`${name} ${commandId} of ${device.name} was recorded ${outcomes.length} times`)
      if (outcomes[0] === 'applied' || device.putAway.has(commandId)) continue
      const entry = device.replica?.outbox().find(({ envelope }) => envelope.id === commandId)
      if (!entry || entry.state.type === 'waiting')
        throw new Error(
          `${name} ${commandId} of ${device.name} vanished: on the server ${outcomes[0] ?? 'unknown'}, here ${entry ? 'waiting' : 'gone'}`
        )
    }
  }
  if (server.poisoned.length > 0) throw new Error(`a command's code threw: ${server.poisoned[0] ?? ''}`)
}

/** [SYNC2] No comment stands twice. */
export function checkNothingTwice(devices: readonly SimDevice[], server: SimServer): void {
  const held = JSON.parse(server.store.backup()) as [string, { rows: [string, [string, { doc: { body?: string } }][]][] }][]
  const comments = held[0]?.[1].rows.find(([entity]) => entity === 'comment')?.[1] ?? []
  // A person may try again on one of two copies what the other copy still holds: those are two commands by intent.
  const again = new Set(devices.flatMap((device) => [...device.retried]))
  const isCopied = devices.some((device) => device.name.includes('copy'))
  const bodies = comments.map(([, row]) => row.doc.body).filter((body) => !isCopied || !again.has(body ?? ''))
  if (new Set(bodies).size !== bodies.length) throw new Error('a comment stands twice on the server')
}

async function linesOf(replica: Replica, entity: string): Promise<string[]> {
  const lines: string[] = []
  for await (const rows of replica.confirmed(entity))
    for (const { version, doc } of rows) lines.push(`${doc.id} ${version} ${canonicalJson(doc)}`)
  return lines.sort()
}

function firstDifference(wanted: readonly string[], held: readonly string[]): string {
  const missing = wanted.find((line) => !held.includes(line))
  const extra = held.find((line) => !wanted.includes(line))
  return `server has ${missing ?? 'nothing more'}; device has ${extra ?? 'nothing more'}`
}
