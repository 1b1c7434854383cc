// What must be true at every moment: a person reads what they have written, until the server refused it or the ticket left their sight.

import type { Replica } from '#store/replica.ts'
import type { SavedCommand, FleetDevice } from './fleet-device.ts'

/** Own writes that are looked at after each event. */
const watched = 4

/** [SYNC3] Looks at the last own writes where something changed. @throws when one can't be read */
export async function checkOwnWrites(device: FleetDevice, rescued: ReadonlySet<string>): Promise<void> {
  const { replica } = device
  if (!replica || !device.isChanged || isFilling(device, replica)) return
  device.isChanged = false
  for (const saved of device.saved.slice(-watched)) {
    const { makes, ticketId } = saved
    if (makes === null || ticketId === null || rescued.has(saved.commandId) || isExcused(device, replica, saved)) continue
    const rows = await replica.children(makes.entity, ticketId)
    if (device.replica !== replica || isExcused(device, replica, saved) || isFilling(device, replica)) return
    if (!rows.some((row) => row[makes.field] === makes.value)) throw new Error(`${device.name} can't read its own ${String(makes.value)}`)
  }
}

/** The very first rows, and those of gained clients, come page by page; what damage took comes back with a snapshot. */
function isFilling(device: FleetDevice, replica: Replica): boolean {
  const { snapshot } = replica.meta()
  if (device.isDamaged && snapshot !== null && snapshot.clients === null) device.isMending = true
  else if (device.isMending && snapshot === null) device.isDamaged = device.isMending = false
  return device.isDamaged || (snapshot !== null && !snapshot.aside)
}

function isExcused(device: FleetDevice, replica: Replica, { commandId, ticketId }: SavedCommand): boolean {
  if (device.putAway.has(commandId) || ticketId === null || !replica.get('ticket', ticketId)) return true
  const entry = replica.outbox().find(({ envelope }) => envelope.id === commandId)
  return entry !== undefined && (entry.state.type === 'refused' || entry.rows.length === 0)
}
