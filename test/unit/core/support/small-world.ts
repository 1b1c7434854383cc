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
  readonly calendar: string
  readonly policy: string
  readonly taxRate: string
  readonly priceList: string
  readonly block: string
  readonly invoice: string
  readonly item: string
  readonly warehouse: string
  readonly van: string
  readonly report: string
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

let built: ReturnType<typeof build> | null = null

/** A small world of one's own; rows are never changed in place, so all begin from the same ones. */
export async function smallWorld(): Promise<{ world: World; names: Names }> {
  built ??= build()
  const { world, names } = await built
  return { world: world.copy(), names }
}

async function build(): Promise<{ world: World; names: Names }> {
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
  const terms = await makeTerms(make, { acme, contract, ticket })
  const conflict = idOf('conflict')
  const clash = { entity: 'ticket', rowId: ticket, field: 'impact', rule: 'last', base: 3, kept: 3, lost: 1, incomingLost: true }
  const from = { actorId: idOf('person/agent'), deviceId: laptop.id, commandId: deriveId(ticket, 0), at: startOfTime }
  world.put('conflict', { id: conflict, clientId: acme, ...clash, ...from, settledAt: null, settledById: null, choice: null } as Doc)
  const names = { acme, globex, site, contact, asset, contract, ticket, other, team, field, view, timer, entry, part, conflict, ...terms }
  return { world, names }
}

/** Hours from Monday to Friday. */
export const officeWeek = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, day.startsWith('s') ? [] : [['09:00', '17:00']]])
)

/** Prices of a period; the fields that matter to a test take the place of the plain ones. */
export function pricePeriod(name: string, fields: object = {}): object {
  const amounts = { callOutMinor: null, callOutAfterHoursMinor: null, incidentMinor: null, timeCapMinor: null }
  const travel = { travelPerHourMinor: null, travelPerKilometreMinor: null, travelPerVisitMinor: null }
  return {
    id: idOf(`period/${name}`),
    validFrom: '2026-01-01',
    validTo: null,
    hourlyMinor: 9000,
    byPerson: {},
    byRole: {},
    byWork: {},
    rounding: { minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'entry' },
    afterHoursBasisPoints: 15_000,
    emergencyBasisPoints: 20_000,
    combine: 'max',
    ...amounts,
    ...travel,
    ...fields
  }
}

/** One line of an invoice, taxed at 19 %. */
export function invoiceLine(name: string, quantity: string, unitMinor: number, netMinor: number): object {
  const tax = { taxCategory: 'S', taxRate: 1900, exemptionReason: '' }
  const source = { contractId: null, ticketId: null, sourceEntity: null, sourceId: null, steps: [], chargeIds: [] }
  const what = { kind: 'manual', date: '2026-03-02', description: name, quantity, unit: 'HUR', unitMinor, netMinor }
  return { id: idOf(`line/${name}`), ...what, ...tax, ...source }
}

/** What a service report says. */
export const reportContent = {
  provider: 'Desk',
  client: 'Acme',
  site: 'Head office',
  ticketNumber: '#101',
  subject: 'Printer jams',
  technician: 'Tech',
  timeZone: 'Europe/Dublin',
  summary: 'Rollers changed.',
  work: [],
  parts: [],
  assets: []
}

async function makeTerms(
  make: (name: string, input: unknown) => Promise<string>,
  { acme, contract, ticket }: { readonly acme: string; readonly contract: string; readonly ticket: string }
) {
  const calendar = await make('calendar.create', { name: 'Office', weekly: officeWeek })
  const targets = { '1': { firstResponseMinutes: 30, nextResponseMinutes: null, resolutionMinutes: 240 } }
  const policy = await make('sla-policy.create', { name: 'Gold', calendarId: calendar, targets })
  const taxRate = await make('tax-rate.create', { name: 'VAT', category: 'S', rate: 1900 })
  const priceList = await make('price-list.create', { name: 'Standard', currency: 'EUR', periods: [pricePeriod('standard')] })
  const hours = { kind: 'hours', minutes: 600, boughtOn: '2026-01-05' }
  const block = await make('prepaid-block.create', { clientId: acme, contractId: contract, name: 'Ten hours', ...hours })
  const invoice = await make('invoice.draft', { clientId: acme, title: 'March', lines: [invoiceLine('Work', '1.5', 9000, 13_500)] })
  const item = await make('part.create', { sku: 'RLR-1', name: 'Roller', priceMinor: 4900, currency: 'EUR', taxRateId: taxRate })
  const warehouse = await make('stock-place.create', { name: 'Warehouse', kind: 'warehouse' })
  const van = await make('stock-place.create', { name: 'Van', kind: 'van', personId: idOf('person/tech') })
  const report = await make('service-report.write', { ticketId: ticket, content: reportContent })
  return { calendar, policy, taxRate, priceList, block, invoice, item, warehouse, van, report }
}
