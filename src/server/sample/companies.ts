// Client companies with their places and people.

import type { Client } from '#core/clients/client.entity.ts'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import { type Id, sourceId } from '#core/kernel/ids.ts'
import { companyNames, firstNames, type Industry, industries, lastNames, type Town, towns } from './names.ts'
import { plain, sampleCustomFields } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { sampleTerms } from './terms.ts'

const day = 86_400_000

/** A client with what belongs to it. */
export interface Company {
  readonly client: Client
  readonly sites: readonly Site[]
  readonly contacts: readonly Contact[]
}

/** Id of the n-th client of the sample. */
export function sampleClientId(index: number): Id {
  return sourceId('sample/client', String(index))
}

/** Builds the n-th company. Names don't repeat: name and line of business run through their lists at different paces. */
export function buildCompany(seed: number, index: number, now: number): Company {
  const random = createRandom(seed, `company/${index}`)
  const industry = industries[index % industries.length] ?? random.pick(industries)
  const town =
    index % 5 === 3 ? random.pick(towns.slice(5)) : index % 5 === 4 ? random.pick(towns.slice(3, 5)) : random.pick(towns.slice(0, 3))
  const name = companyName(industry, index)
  const host = `${plain(name).replaceAll('.', '-').replace(/-+$/, '').replace(/^-+/, '')}.example`
  const since = now - random.whole(600, 2200) * day
  const size = Math.round(6 + random.next() ** 2.2 * 160)
  const client = clientOf(random, { index, industry, town, name, host, since, size, now })
  const sites = sitesOf(random, client, town, since)
  return { client: withBilling(client, sites, host, index), sites, contacts: contactsOf(random, client, sites, host, since) }
}

function companyName(industry: Industry, index: number): string {
  const root = companyNames[(index * 7 + Math.floor(index / companyNames.length)) % companyNames.length] ?? 'Alder'
  const second = index >= companyNames.length ? ` ${lastNames[(index * 11 + Math.floor(index / 60)) % lastNames.length] ?? ''}` : ''
  return `${root}${second} ${industry.suffixes[index % industry.suffixes.length] ?? ''}`.trim()
}

interface Facts {
  readonly index: number
  readonly industry: Industry
  readonly town: Town
  readonly name: string
  readonly host: string
  readonly since: number
  readonly size: number
  readonly now: number
}

function clientOf(random: Random, facts: Facts): Client {
  const { index, industry, size, since } = facts
  const id = sampleClientId(index)
  const model = index % 4 === 3 ? 'break-fix' : index % 4 === 2 ? 'hybrid' : 'managed'
  return {
    id,
    clientId: id,
    name: facts.name,
    code: `${facts.name
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 3)
      .toUpperCase()}${String(index + 1).padStart(2, '0')}`,
    serviceModel: model,
    industry: industry.name,
    phone: `${facts.town.dial} ${random.whole(1000, 9999)}`,
    website: `https://www.${facts.host}`,
    notes: random.chance(0.4) ? random.pick(clientNotes) : '',
    size,
    downtimeCostPerHourMinor: Math.round((size * industry.hourMinor * 0.6) / 100) * 100,
    budgetMinor: random.chance(0.8) ? Math.round(size * random.whole(4500, 9500) * 0.01) * 100 : null,
    currency: facts.town.country === 'US' ? 'USD' : 'EUR',
    riskTolerance: random.pick(['low', 'medium', 'medium', 'high'] as const),
    growth: random.pick(['shrinking', 'steady', 'steady', 'growing'] as const),
    inHouseIt: random.pick(['none', 'none', 'some', 'full'] as const),
    tags: random.chance(0.25) ? [random.pick(['key account', 'new', 'review due', 'cash only'])] : [],
    custom: {},
    createdAt: since,
    updatedAt: Math.min(facts.now, since + random.whole(10, 500) * day),
    archivedAt: null
  }
}

/** What stands on a client's invoices. Who is abroad owes the tax at home, or none. */
function withBilling(client: Client, sites: readonly Site[], host: string, index: number): Client {
  const [site] = sites
  const country = site?.country ?? 'IE'
  const taxRateId = country === 'IE' ? null : country === 'US' ? sampleTerms.outside : sampleTerms.reverseCharge
  return {
    ...client,
    street: site?.address ?? '',
    city: site?.city ?? '',
    postcode: country === 'IE' ? `D${String(index % 24).padStart(2, '0')} HL${String(10 + index)}` : String(10_000 + index * 613),
    country,
    language: country === 'DE' ? 'de' : null,
    vatId: country === 'DE' ? `DE${String(811_000_000 + index * 7919)}` : country === 'IE' ? `IE${String(3_000_000 + index * 811)}H` : null,
    billingEmail: `accounts@${host}`,
    buyerReference: index % 5 === 0 ? `PO-${String(4100 + index)}` : null,
    paymentDays: index % 4 === 1 ? 14 : null,
    priceListId: client.currency === 'USD' ? sampleTerms.dollars : null,
    taxRateId,
    slaPolicyId: client.serviceModel === 'break-fix' ? null : sampleTerms.bronze
  }
}

const clientNotes: readonly string[] = [
  'Call before coming, reception closes at 16:30.',
  'Decisions only through the managing director. Prefers the phone to e-mail.',
  'Very sensitive about downtime in the last week of a month.',
  'Old line-of-business program, vendor no longer answers. Handle with care.',
  'Insists on a signed service report for every visit.'
]

function sitesOf(random: Random, client: Client, town: Town, since: number): readonly Site[] {
  const count = random.weighted([1, 2, 3], (n) => [0.6, 0.3, 0.1][n - 1] ?? 0)
  const labels = ['Head office', 'Warehouse', 'Branch'] as const
  return Array.from({ length: count }, (_, at) => {
    const place = at === 2 ? random.pick(towns.filter((other) => other.country === town.country)) : town
    return {
      id: sourceId('sample/site', `${client.id}/${at}`),
      clientId: client.id,
      name: `${labels[at] ?? 'Branch'} ${place.name}`,
      address: `${random.whole(1, 180)} ${random.pick(place.streets)}`,
      city: place.name,
      country: place.country,
      timeZone: place.timeZone,
      phone: `${place.dial} ${random.whole(1000, 9999)}`,
      accessNotes: random.pick(accessNotes),
      custom: random.chance(0.3)
        ? { [sampleCustomFields.parking]: random.pick(['Yard, space 4', 'On the street, two hours', 'Visitors’ spaces']) }
        : {},
      createdAt: since,
      updatedAt: since,
      archivedAt: null
    }
  })
}

const accessNotes: readonly string[] = [
  '',
  'Ring at the side entrance, server room key at reception.',
  'Rack is in the cellar, ceiling 1.80 m, mind your head.',
  'Alarm is armed from 18:00, call the caretaker first.',
  'Sign in at the gate, safety shoes in the hall.',
  'Door code changes monthly, ask the main contact.'
]

function contactsOf(random: Random, client: Client, sites: readonly Site[], host: string, since: number): readonly Contact[] {
  const count = Math.max(3, Math.min(24, Math.round((client.size ?? 8) / 5)))
  return Array.from({ length: count }, (_, at) => {
    const first = random.pick(firstNames)
    const last = random.pick(lastNames)
    return {
      id: sourceId('sample/contact', `${client.id}/${at}`),
      clientId: client.id,
      siteId: random.pick(sites).id,
      name: `${first} ${last}`,
      email: `${plain(first)}.${plain(last)}${at > 9 ? at : ''}@${host}`,
      phone: `${sites[0]?.phone.slice(0, -4) ?? '+353 1 555 '}${random.whole(1000, 9999)}`,
      mobile: random.chance(0.4) ? `+353 87 555 ${random.whole(1000, 9999)}` : '',
      position: at === 0 ? 'Office manager' : at === 1 ? 'Managing director' : random.pick(positions),
      main: at === 0,
      vip: at === 1,
      notes: '',
      custom: {},
      createdAt: since,
      updatedAt: since,
      archivedAt: null
    }
  })
}

const positions = 'Accounts,Sales,Purchasing,Reception,Warehouse,Engineering,Human resources,Marketing,Project lead,Assistant'.split(',')
