// What people do in the simulated world: the commands of a desk, some of them against what others do at the same time.

import type { CommandCall } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { roles } from '#core/kernel/permission.ts'
import { ticketStatuses } from '#core/tickets/ticket.entity.ts'
import type { Chance } from './chance.ts'
import { ProcessDied, type SimDevice } from './sim-device.ts'
import { adminId, clientIds, technicianIds } from './sim-server.ts'

/** Lets the person at this device do something. What was said to be saved is noted. */
export async function act(device: SimDevice, chance: Chance, turn: number): Promise<void> {
  const { replica } = device
  if (!replica) return
  const tickets = [...replica.rows('ticket')].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (tickets.length === 0) return
  try {
    if (chance.happens(0.06)) await undoLast(device)
    else if (chance.happens(0.08)) await tidyOutbox(device, chance)
    else await runCall(device, callFor(device, chance, chance.pick(tickets), turn))
  } catch (error) {
    // The user was told that it could not be saved (no room, or the machine died): nothing was promised.
    if (!(error instanceof ProcessDied) && !isNotSaved(error)) throw error
  }
}

async function runCall(device: SimDevice, call: CommandCall): Promise<void> {
  const outcome = await device.replica?.run(call.name, call.input)
  if (!outcome?.ok) return
  const input = call.input as { readonly ticketId?: string; readonly id?: string; readonly body?: string }
  const ticketId = input.ticketId ?? input.id ?? null
  device.saved.push({
    commandId: outcome.commandId,
    name: call.name,
    ticketId,
    body: call.name === 'ticket.comment' ? (input.body ?? null) : null
  })
  device.engine?.wake()
}

function callFor(device: SimDevice, chance: Chance, row: Doc, turn: number): CommandCall {
  const id = row.id
  const mark = `${device.name}-${turn}`
  const comment = { ticketId: id, visibility: 'internal', channel: 'note', body: `Note ${mark}` }
  const calls: (() => CommandCall)[] = [
    () => ({ name: 'ticket.comment', input: comment }),
    () => ({ name: 'ticket.comment', input: comment }),
    () => ({ name: 'ticket.open', input: { clientId: row.clientId, subject: `Opened ${mark}` } }),
    () => ({ name: 'ticket.edit', input: { id, fields: { subject: `Subject ${mark}` } } }),
    () => ({ name: 'ticket.edit', input: { id, fields: { description: edited(String(row['description']), mark, chance) } } }),
    () => ({ name: 'ticket.edit', input: { id, fields: { impact: chance.between(1, 3), urgency: chance.between(1, 3), category: mark } } }),
    () => ({ name: 'ticket.set-status', input: { id, status: chance.pick(ticketStatuses) } }),
    () => ({ name: 'ticket.assign', input: { id, assigneeId: chance.pick([...technicianIds, adminId, null]) } }),
    () => ({ name: 'ticket.tag', input: { id, add: [`t${chance.between(1, 6)}`], remove: [`t${chance.between(1, 6)}`] } }),
    () => ({ name: 'part.use', input: { ticketId: id, description: `Part ${mark}`, quantity: 1, unitPriceMinor: 100, currency: 'EUR' } }),
    () => ({ name: 'ticket.archive', input: { id } }),
    () => ({ name: 'ticket.restore', input: { id } }),
    () => ({ name: 'ticket.move', input: { id, fromClientId: row.clientId, clientId: chance.pick(clientIds) } })
  ]
  if (device.personId === adminId && chance.happens(0.15)) return administer(chance)
  return chance.pick(calls)()
}

/** Scope and role of others change while their commands wait. */
function administer(chance: Chance): CommandCall {
  const id = chance.pick(technicianIds)
  const scope = chance.happens(0.2) ? null : clientIds.filter(() => chance.happens(0.6))
  const fields = chance.happens(0.7) ? { clientIds: scope } : { role: chance.pick(roles.filter((role) => role !== 'administrator')) }
  return { name: 'person.edit', input: { id, fields } }
}

function edited(text: string, mark: string, chance: Chance): string {
  const lines = text.split('\n').slice(0, 12)
  lines.splice(chance.between(0, lines.length), chance.happens(0.3) ? 1 : 0, `line ${mark}`)
  return lines.join('\n')
}

async function undoLast(device: SimDevice): Promise<void> {
  const last = device.saved.at(-1)
  if (!last || !device.replica) return
  for (const outcome of await device.replica.undo([last.commandId]))
    if (outcome.ok) device.saved.push({ commandId: outcome.commandId, name: 'undo', ticketId: null, body: null })
  device.engine?.wake()
}

async function tidyOutbox(device: SimDevice, chance: Chance): Promise<void> {
  const { replica } = device
  const set = replica?.outbox().filter((entry) => entry.state.type !== 'waiting') ?? []
  if (!replica || set.length === 0) return
  const { id, input } = chance.pick(set).envelope
  // Noted before: the process may die after the journal was told and before this returns.
  const wasPutAway = device.putAway.has(id)
  device.putAway.add(id)
  if (chance.happens(0.5)) {
    await replica.dismiss(id)
    return
  }
  device.retried.add(String((input as { readonly body?: string }).body))
  const outcome = await replica.retry(id)
  if (!outcome.ok) {
    // An earlier attempt to put it away may have reached the journal and failed after that.
    if (!wasPutAway) device.putAway.delete(id)
    return
  }
  device.saved.push({ commandId: outcome.commandId, name: 'retry', ticketId: null, body: null })
  device.engine?.wake()
}

function isNotSaved(error: unknown): boolean {
  return error instanceof Error && (error.message.includes('could not be saved') || error.message.includes('Quota'))
}
