// One organisation with a little of everything, made by commands where there is one.

import { idOf, organisationId, startOfTime, World } from './world.ts'
import { deriveId } from '#core/kernel/ids.ts'
import type { Doc, Effects } from '#core/kernel/execute.ts'
import type { Role } from '#core/kernel/permission.ts'
import type { Person } from '#core/organisation/person.entity.ts'

/** Ids of what stands in the small world. */
export interface Names {
  readonly acme: string
  readonly globex: string
  readonly site: string
  readonly contact: string
  readonly asset: string
  readonly contract: string
  readonly ticket: string
  readonly other: string
  readonly team: string
  readonly field: string
  readonly view: string
  readonly timer: string
  readonly entry: string
  readonly part: string
  readonly conflict: string
}

/** A person's row. */
export function personRow(name: string, role: Role, fields: Partial<Person> = {}): Person {
  return {
    id: idOf(`person/${name}`),
    clientId: null,
    name,
    email: `${name}@desk.example`,
    role,
    teamIds: [],
    clientIds: null,
    skills: [],
    timeZone: 'Europe/Dublin',
    workingHours: [],
    active: true,
    avatarColour: 'blue',
    createdAt: startOfTime,
    updatedAt: startOfTime,
    ...fields
  }
}

/** Id of the row that a command made first. */
export function createdBy(effects: Effects): string {
  const made = effects.rows.find((row) => row.before === null && row.entity !== 'event')
  if (!made) throw new Error('nothing was created')
  return made.id
}

/** Builds it. */
export async function smallWorld(): Promise<{ world: World; names: Names }> {
  const world = new World()
  const organisation = { id: organisationId, clientId: null, name: 'Desk', currency: 'EUR', timeZone: 'Europe/Dublin', language: 'en' }
  world.put('organisation', { ...organisation, updatedAt: startOfTime } as Doc)
  for (const person of [personRow('admin', 'administrator'), personRow('agent', 'agent'), personRow('tech', 'technician')])
    world.put('person', person)
  const laptop = { id: idOf('device/laptop'), clientId: null, personId: idOf('person/admin'), name: 'Laptop', platform: 'Linux' }
  world.put('device', { ...laptop, registeredAt: startOfTime, lastSeenAt: startOfTime, revokedAt: null } as Doc)
  const make = async (name: string, input: unknown): Promise<string> => createdBy(await world.must(name, input))
  const acme = await make('client.create', { name: 'Acme', code: 'ACM', currency: 'EUR' })
  const globex = await make('client.create', { name: 'Globex', code: 'GLX', currency: 'EUR' })
  const site = await make('site.create', { clientId: acme, name: 'Head office', timeZone: 'Europe/Dublin' })
  const contact = await make('contact.create', { clientId: acme, name: 'Ann Field', siteId: site })
  const asset = await make('asset.create', { clientId: acme, name: 'PRN-1', kind: 'printer', siteId: site })
  const contract = await make('contract.create', { clientId: acme, name: 'Care', model: 'flat-fee', startsOn: '2026-01-01' })
  const team = await make('team.create', { name: 'Desk' })
  const field = await make('custom-field.create', { entity: 'ticket', label: 'Size', kind: 'choice', options: ['S', 'M'] })
  const view = await make('saved-view.create', { entity: 'ticket', name: 'Mine', query: { where: [] } })
  const ticket = await make('ticket.open', { clientId: acme, subject: 'Printer jams', assetIds: [asset], siteId: site, contactId: contact })
  const other = await make('ticket.open', { clientId: acme, subject: 'Printer jams again' })
  const timer = await make('timer.start', { ticketId: ticket })
  const entry = await make('time.log', { ticketId: ticket, startedAt: startOfTime, endedAt: startOfTime + 1_800_000, kind: 'remote' })
  const part = await make('part.use', { ticketId: ticket, description: 'Roller', quantity: 1, unitPriceMinor: 4900, currency: 'EUR' })
  const conflict = idOf('conflict')
  const clash = { entity: 'ticket', rowId: ticket, field: 'impact', rule: 'last', base: 3, kept: 3, lost: 1, incomingLost: true }
  const from = { actorId: idOf('person/agent'), deviceId: laptop.id, commandId: deriveId(ticket, 0), at: startOfTime }
  world.put('conflict', { id: conflict, clientId: acme, ...clash, ...from, settledAt: null, settledById: null, choice: null } as Doc)
  return { world, names: { acme, globex, site, contact, asset, contract, ticket, other, team, field, view, timer, entry, part, conflict } }
}
