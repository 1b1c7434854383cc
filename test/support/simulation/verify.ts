// What must be true when all is quiet: every replica equals the server's rows in its scope.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { entities } from '#core/registry.ts'
import type { Replica } from '#store/replica.ts'
import type { SimDevice } from './sim-device.ts'
import type { SimServer } from './sim-server.ts'

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
