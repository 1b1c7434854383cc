// The provider's own people, teams and rates. Their ids follow from their addresses, so that tests and the account switcher can name them.

import { type Id, sourceId } from '#core/kernel/ids.ts'
import type { Role } from '#core/kernel/permission.ts'
import type { Device } from '#core/organisation/device.entity.ts'
import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { PersonCost } from '#core/organisation/person-cost.entity.ts'
import { avatarColours, type Person } from '#core/organisation/person.entity.ts'
import type { Team } from '#core/organisation/team.entity.ts'
import { sampleTerms } from './terms.ts'

/** The sample organisation's id. */
export const sampleOrganisationId: Id = sourceId('sample', 'organisation')

/** Address of the administrator as whom the sample opens. */
export const sampleAdministratorEmail = 'mara.lindqvist@harbourline.example'

const domain = 'harbourline.example'
const day = 86_400_000

/** `scope`: how many of the clients somebody may see, as a share and an offset; null: all. */
type Member = readonly [name: string, role: Role, team: string, skills: string, scope: number | null, costMinor: number]

const members: readonly Member[] = [
  ['Mara Lindqvist', 'administrator', 'Service desk', 'server identity network', null, 5200],
  ['Declan Moore', 'manager', 'Service desk', 'server', null, 5900],
  ['Katrin Albers', 'manager', 'Projects', 'network server', null, 5700],
  ['Sinéad Walsh', 'dispatcher', 'Field service', 'hardware', null, 3900],
  ['Jonas Reuter', 'dispatcher', 'Field service', 'printers', null, 3800],
  ['Ayesha Rahman', 'agent', 'Service desk', 'identity mail', null, 3300],
  ['Tom Fennelly', 'agent', 'Service desk', 'windows identity', null, 3100],
  ['Nadine Vogt', 'agent', 'Service desk', 'windows mail', null, 3200],
  ['Luca Ferri', 'agent', 'Service desk', 'voice windows', null, 3000],
  ['Grace Adeyemi', 'agent', 'Service desk', 'mail identity', null, 3150],
  ['Piotr Zielinski', 'agent', 'Service desk', 'server windows', null, 3500],
  ['Emma Kirchner', 'agent', 'Service desk', 'windows printers', null, 2950],
  ['Rory Costello', 'agent', 'Service desk', 'network voice', null, 3250],
  ['Hana Suzuki', 'agent', 'Projects', 'server mail', null, 3600],
  ['Cathal Byrne', 'technician', 'Field service', 'printers hardware', 0, 3000],
  ['Sabine Krüger', 'technician', 'Field service', 'network hardware', 1, 3200],
  ['Marcus Lee', 'technician', 'Field service', 'hardware windows', 2, 3400],
  ['Aleksandra Nowak', 'technician', 'Field service', 'network server', 3, 3500],
  ['Dylan Hartley', 'technician', 'Field service', 'printers windows', 0, 2900],
  ['Ole Petersen', 'technician', 'Field service', 'voice network', 1, 3100],
  ['Shauna Keane', 'technician', 'Field service', 'hardware printers', 2, 2950],
  ['Mateo Alvarez', 'technician', 'Field service', 'server network', 3, 3450],
  ['Gareth Bowen', 'technician', 'Field service', 'hardware voice', 0, 3050],
  ['Yvonne Ebert', 'technician', 'Projects', 'server network', null, 3700],
  ['Bill Hanrahan', 'technician', 'Field service', 'hardware', 1, 2900]
]

/** What stands on the provider's documents. The bank account is one that exists in no bank. */
const seller = {
  legalName: 'Harbourline IT Services Limited',
  street: 'Harbour Road 12',
  city: 'Dublin',
  postcode: 'D02 XY45',
  country: 'IE',
  vatId: 'IE1234567T',
  registration: '654321',
  billingEmail: 'accounts@harbourline.example',
  billingPhone: '+353 1 555 0100',
  billingContact: 'Accounts',
  bankName: 'Example Bank',
  iban: 'IE29AIBK93115212345678',
  bic: 'AIBKIE2D',
  paymentDays: 30,
  documentNote: 'Please quote the number of the invoice with your payment.'
}

const teams = ['Service desk', 'Field service', 'Projects'] as const

/** Everything about the provider itself. */
export interface Staff {
  readonly organisation: Organisation
  readonly teams: readonly Team[]
  readonly people: readonly Person[]
  readonly costs: readonly PersonCost[]
  readonly devices: readonly Device[]
  readonly customFields: readonly CustomField[]
}

/** Builds the provider. Technicians with a scope see a quarter of the clients and two neighbours' of the next quarter. */
export function buildStaff(now: number, clientIds: readonly Id[]): Staff {
  const since = now - 900 * day
  const people = members.map((member, index) => personOf(member, index, since, clientIds))
  return {
    organisation: {
      id: sampleOrganisationId,
      clientId: null,
      name: 'Harbourline IT Services',
      currency: 'EUR',
      timeZone: 'Europe/Dublin',
      language: 'en',
      updatedAt: since,
      ...seller,
      priceListId: sampleTerms.euros,
      taxRateId: sampleTerms.vat,
      calendarId: sampleTerms.office,
      slaPolicyId: null,
      taxRounding: 'document'
    },
    teams: teams.map((name, index) => ({
      id: teamId(name),
      clientId: null,
      name,
      description: '',
      colour: avatarColours[index * 3] ?? 'blue',
      leadId: people.find((person) => person.teamIds.includes(teamId(name)))?.id ?? null,
      createdAt: since,
      updatedAt: since,
      archivedAt: null
    })),
    people,
    costs: people.map((person, index) => ({
      id: person.id,
      clientId: null,
      personId: person.id,
      costRateMinor: members[index]?.[5] ?? 3000,
      chargeRateMinor: person.role === 'technician' ? 9500 : 11_000,
      currency: 'EUR',
      updatedAt: since
    })),
    devices: people.map((person, index) => deviceOf(person, index, now)),
    customFields: customFieldRows(since)
  }
}

function personOf([name, role, team, skills, scope]: Member, index: number, since: number, clientIds: readonly Id[]): Person {
  const email = index === 0 ? sampleAdministratorEmail : `${plain(name)}@${domain}`
  return {
    id: sourceId('sample/person', email),
    clientId: null,
    name,
    email,
    role,
    teamIds: [teamId(team)],
    clientIds: scope === null ? null : clientIds.filter((_id, at) => at % 4 === scope || at % 16 === (scope * 4 + 5) % 16),
    skills: skills.split(' '),
    timeZone: scope === 3 ? 'America/New_York' : scope === 1 ? 'Europe/Berlin' : 'Europe/Dublin',
    workingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 480 + (index % 3) * 30, toMinute: 990 + (index % 3) * 30 })),
    active: name !== 'Bill Hanrahan',
    avatarColour: avatarColours[index % avatarColours.length] ?? 'blue',
    createdAt: since,
    updatedAt: since
  }
}

function deviceOf(person: Person, index: number, now: number): Device {
  const names = ['Desk', 'Laptop', 'Office'] as const
  return {
    id: sourceId('sample/device', person.email),
    clientId: null,
    personId: person.id,
    name: `${names[index % 3] ?? 'Desk'} of ${person.name.split(' ')[0] ?? person.name}`,
    platform: index % 4 === 0 ? 'macOS' : 'Windows',
    registeredAt: now - 600 * day,
    lastSeenAt: now - (index % 6) * 3_600_000,
    revokedAt: person.active ? null : now - 90 * day
  }
}

/** Ids of the custom fields that rows of the sample hold values of. */
export const sampleCustomFields = {
  purchaseOrder: sourceId('sample/custom', 'purchase-order'),
  patchGroup: sourceId('sample/custom', 'patch-group'),
  encrypted: sourceId('sample/custom', 'encrypted'),
  parking: sourceId('sample/custom', 'parking')
} as const

function customFieldRows(since: number): readonly CustomField[] {
  const rest = { clientId: null, help: '', createdAt: since, updatedAt: since, archivedAt: null } as const
  return [
    { ...rest, id: sampleCustomFields.purchaseOrder, entity: 'ticket', label: 'Purchase order', kind: 'text', options: [], position: 0 },
    {
      ...rest,
      id: sampleCustomFields.patchGroup,
      entity: 'asset',
      label: 'Patch group',
      kind: 'choice',
      options: ['Pilot', 'Broad', 'Late', 'By hand'],
      position: 0
    },
    { ...rest, id: sampleCustomFields.encrypted, entity: 'asset', label: 'Disk encrypted', kind: 'boolean', options: [], position: 1 },
    { ...rest, id: sampleCustomFields.parking, entity: 'site', label: 'Parking', kind: 'text', options: [], position: 0 }
  ]
}

function teamId(name: string): Id {
  return sourceId('sample/team', name)
}

/** A name as the part of an address before the @. */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
}
