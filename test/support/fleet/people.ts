// What people do in the simulated world: the commands of a desk, some of them against what others do at the same time.

import type { CommandCall } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { roles } from '#core/kernel/permission.ts'
import { ticketStatuses } from '#core/tickets/ticket.entity.ts'
import type { RunOutcome } from '#store/replica.ts'
import type { Chance } from '#test/support/simulation/chance.ts'
import type { Fault, Faults } from './faults.ts'
import { adminId, clientIds, technicianIds } from '#test/support/simulation/sim-server.ts'
import { startAt } from './first-rows.ts'
import { poisonMark, unreadableMark } from './server-commands.ts'
import type { FleetDevice, SavedCommand } from './fleet-device.ts'
import { isExpected } from './process-died.ts'

/** Who acts, and on what chance. */
export interface Acting {
  readonly device: FleetDevice
  readonly chance: Chance
  readonly faults: Faults
  /** A text that nobody else writes. */
  readonly mark: string
}

/** Lets the person at this device do something. What was said to be saved is noted. */
export async function act(acting: Acting): Promise<void> {
  const { device, chance } = acting
  const { replica } = device
  if (!replica) return
  const tickets = [...replica.rows('ticket')].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (tickets.length === 0) return
  try {
    if (chance.happens(0.06)) await undoLast(device)
    else if (chance.happens(0.08)) await tidyOutbox(acting)
    else await runCall(acting, callFor(acting, chance.pick(tickets)))
  } catch (error) {
    // The person was told that it could not be saved (no room, or the machine died): nothing was promised.
    if (!isExpected(error) && !device.isDamaged) throw error
  }
}

/** A week without network: ten thousand commands at once. */
export async function actForAWeek({ device, mark }: Acting, count: number): Promise<void> {
  const open = [...(device.replica?.rows('ticket') ?? [])].filter((row) => row['archivedAt'] === null)
  const tickets = open.map(({ id }) => id).sort()
  if (tickets.length === 0) return
  const calls = Array.from({ length: count }, (_, n) => commentCall(tickets[n % tickets.length] ?? '', `Week ${mark} ${n}`))
  try {
    const outcomes = (await device.replica?.runMany(calls)) ?? []
    for (const [index, outcome] of outcomes.entries()) note(device, calls[index], outcome)
  } catch (error) {
    if (!isExpected(error)) throw error
  }
}

async function runCall({ device, faults }: Acting, { call, fault }: Planned): Promise<void> {
  const outcome = await device.replica?.run(call.name, call.input)
  if (!outcome?.ok) return
  note(device, call, outcome)
  if (fault) faults.note(fault)
  device.engine?.wake()
}

interface Planned {
  readonly call: CommandCall
  /** What it brings about for others. */
  readonly fault?: Fault
}

function note(device: FleetDevice, call: CommandCall | undefined, outcome: RunOutcome): void {
  if (!outcome.ok || !call) return
  const input = call.input as Readonly<Record<string, unknown>>
  const ticketId = input['ticketId'] ?? input['id']
  device.isChanged = true
  device.saved.push({
    commandId: outcome.commandId,
    name: call.name,
    ticketId: typeof ticketId === 'string' ? ticketId : null,
    makes: madeBy(call.name, input)
  })
}

function madeBy(name: string, input: Readonly<Record<string, unknown>>): SavedCommand['makes'] {
  if (name === 'ticket.comment') return { entity: 'comment', field: 'body', value: input['body'] }
  if (name === 'part.use') return { entity: 'part_use', field: 'description', value: input['description'] }
  if (name === 'time.log') return { entity: 'time_entry', field: 'note', value: input['note'] }
  return null
}

function commentCall(ticketId: string, body: string): CommandCall {
  return { name: 'ticket.comment', input: { ticketId, visibility: 'internal', channel: 'note', body } }
}

function callFor(acting: Acting, row: Doc): Planned {
  const { device, chance, faults, mark } = acting
  if (faults.strikes('poisonous-command', 0.03)) return { call: commentCall(row.id, `${poisonMark} ${mark}`) }
  if (faults.strikes('unreadable-command', 0.03)) return { call: commentCall(row.id, `${unreadableMark} ${mark}`) }
  if (device.personId === adminId && chance.happens(0.15)) {
    const planned = administer(acting)
    if (planned) return planned
  }
  if (faults.isKnown('ticket-moved') && chance.happens(0.07)) {
    const clientId = chance.pick(clientIds)
    return { call: { name: 'ticket.move', input: { id: row.id, fromClientId: row.clientId, clientId } }, fault: 'ticket-moved' }
  }
  return { call: chance.happens(0.45) ? addition(acting, row) : change(acting, row) }
}

/** What only adds. */
function addition({ chance, mark }: Acting, { id, clientId }: Doc): CommandCall {
  const part = { ticketId: id, description: `Part ${mark}`, quantity: chance.between(1, 9), unitPriceMinor: 100, currency: 'EUR' }
  const minutes = chance.between(1, 200)
  const time = { ticketId: id, startedAt: startAt, endedAt: startAt + minutes * 60_000, kind: 'remote', note: `Time ${mark}` }
  return chance.pick<() => CommandCall>([
    () => commentCall(id, `Note ${mark}`),
    () => commentCall(id, `Reply ${mark}`),
    () => ({ name: 'ticket.open', input: { clientId, subject: `Opened ${mark}` } }),
    () => ({ name: 'part.use', input: part }),
    () => ({ name: 'time.log', input: time })
  ])()
}

/** What may clash with what others do. */
function change({ device, chance, mark }: Acting, row: Doc): CommandCall {
  const { id } = row
  const edit = (fields: Readonly<Record<string, unknown>>): CommandCall => ({ name: 'ticket.edit', input: { id, fields } })
  const open = [...(device.replica?.rows('conflict') ?? [])].filter((each) => each['settledAt'] === null)
  if (open.length > 0 && chance.happens(0.2)) {
    const conflictId = chance.pick(open.sort((a, b) => (a.id < b.id ? -1 : 1))).id
    return { name: 'conflict.settle', input: { conflictId, choice: chance.pick(['kept', 'lost']) } }
  }
  return chance.pick<() => CommandCall>([
    () => edit({ subject: `Subject ${mark}` }),
    () => edit({ subject: `Subject ${mark}`, category: mark }),
    () => edit({ description: edited(String(row['description']), mark, chance) }),
    () => edit({ impact: chance.between(1, 3), urgency: chance.between(1, 3), category: mark }),
    () => ({ name: 'ticket.set-status', input: { id, status: chance.pick(ticketStatuses) } }),
    () => ({ name: 'ticket.assign', input: { id, assigneeId: chance.pick([...technicianIds, adminId, null]) } }),
    () => ({ name: 'ticket.tag', input: { id, add: [`t${chance.between(1, 6)}`], remove: [`t${chance.between(1, 6)}`] } }),
    () => ({ name: chance.pick(['ticket.archive', 'ticket.restore']), input: { id } })
  ])()
}

/** Scope and role of others change while their commands wait. */
function administer({ chance, faults }: Acting): Planned | null {
  const id = chance.pick(technicianIds)
  if (faults.isKnown('client-reassigned') && chance.happens(0.7)) {
    const clients = chance.happens(0.2) ? null : clientIds.filter(() => chance.happens(0.6))
    return { call: { name: 'person.edit', input: { id, fields: { clientIds: clients } } }, fault: 'client-reassigned' }
  }
  if (!faults.isKnown('role-changed')) return null
  const role = chance.pick(roles.filter((each) => each !== 'administrator'))
  return { call: { name: 'person.edit', input: { id, fields: { role } } }, fault: 'role-changed' }
}

function edited(text: string, mark: string, chance: Chance): string {
  const lines = text.split('\n').slice(0, 12)
  lines.splice(chance.between(0, lines.length), chance.happens(0.3) ? 1 : 0, `line ${mark}`)
  return lines.join('\n')
}

async function undoLast(device: FleetDevice): Promise<void> {
  const last = device.saved.at(-1)
  // Taking back what was taken back would write the same words a second time, by intent.
  if (!last || !device.replica || last.name === 'undo' || last.name === 'retry') return
  for (const outcome of await device.replica.undo([last.commandId]))
    if (outcome.ok) device.saved.push({ commandId: outcome.commandId, name: 'undo', ticketId: null, makes: null })
  device.engine?.wake()
}

async function tidyOutbox({ device, chance }: Acting): Promise<void> {
  const { replica } = device
  const set = replica?.outbox().filter((entry) => entry.state.type !== 'waiting') ?? []
  if (!replica || set.length === 0) return
  const { id, input } = chance.pick(set).envelope
  // Noted before: the process may die after the journal was told and before this returns.
  device.putAway.add(id)
  if (chance.happens(0.5)) {
    await replica.dismiss(id)
    return
  }
  for (const text of Object.values(input as Readonly<Record<string, unknown>>)) device.retried.add(String(text))
  const outcome = await replica.retry(id)
  if (!outcome.ok) return
  device.saved.push({ commandId: outcome.commandId, name: 'retry', ticketId: null, makes: null })
  device.engine?.wake()
}
