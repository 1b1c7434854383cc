// Assets of a client, and which of them are sick: a few printers that jam forever, a line that flaps, a batch of bad batteries.

import type { Asset } from '#core/assets/asset.entity.ts'
import { sourceId } from '#core/kernel/ids.ts'
import type { Company } from './companies.ts'
import { sampleCustomFields } from './people.ts'
import { createRandom, type Random } from './random.ts'

const day = 86_400_000

/** The laptop whose batteries fail. */
export const badBatteryModel = 'Latitude 5510'

interface Make {
  readonly kind: Asset['kind']
  readonly prefix: string
  readonly share: number
  readonly lifeYears: number
  /** Manufacturer, model, price in minor units. */
  readonly models: readonly (readonly [string, string, number])[]
}

const makes: readonly Make[] = [
  {
    kind: 'computer',
    prefix: 'PC',
    share: 54,
    lifeYears: 5,
    models: [
      ['Dell', badBatteryModel, 98_000],
      ['Dell', 'Latitude 5440', 119_000],
      ['Lenovo', 'ThinkPad T14 G4', 135_000],
      ['HP', 'EliteDesk 800 G9', 92_000],
      ['HP', 'ProBook 450 G10', 89_000],
      ['Apple', 'MacBook Air 13 M3', 149_000]
    ]
  },
  {
    kind: 'server',
    prefix: 'SRV',
    share: 6,
    lifeYears: 6,
    models: [
      ['Dell', 'PowerEdge T350', 340_000],
      ['HPE', 'ProLiant DL380 G10', 620_000],
      ['Virtual', 'Virtual machine', 0]
    ]
  },
  {
    kind: 'network',
    prefix: 'NET',
    share: 12,
    lifeYears: 7,
    models: [
      ['Fortinet', 'FortiGate 60F', 69_000],
      ['Ubiquiti', 'U6 Pro', 17_900],
      ['HPE Aruba', '2930F-48G', 189_000],
      ['Cisco', 'CBS350-24P', 72_000]
    ]
  },
  {
    kind: 'printer',
    prefix: 'PRN',
    share: 8,
    lifeYears: 6,
    models: [
      ['HP', 'LaserJet M507', 62_000],
      ['Brother', 'MFC-L6900DW', 71_000],
      ['Kyocera', 'TASKalfa 3554ci', 410_000]
    ]
  },
  {
    kind: 'phone',
    prefix: 'TEL',
    share: 9,
    lifeYears: 7,
    models: [
      ['Yealink', 'T54W', 16_900],
      ['Snom', 'D785', 19_900]
    ]
  },
  {
    kind: 'licence',
    prefix: 'LIC',
    share: 7,
    lifeYears: 3,
    models: [
      ['Microsoft', 'Business Premium', 24_600],
      ['Autodesk', 'AutoCAD LT', 52_000],
      ['DocuVault', 'DocuVault Team', 18_000]
    ]
  },
  {
    kind: 'other',
    prefix: 'AV',
    share: 4,
    lifeYears: 6,
    models: [
      ['Logitech', 'Rally Bar Mini', 240_000],
      ['APC', 'Smart-UPS 1500', 78_000],
      ['LG', '75UR8000', 99_000]
    ]
  }
]

/** Builds `count` assets of a company. `from` is the first running number of its labels. */
export function buildInventory(seed: number, company: Company, count: number, from: number, now: number): readonly Asset[] {
  const random = createRandom(seed, `inventory/${company.client.id}`)
  const assets: Asset[] = []
  for (let at = 0; at < count; at += 1) {
    // The first of each kind is there for certain, so that every ticket finds something that it can be about.
    const make = makes[at] ?? random.weighted(makes, (candidate) => candidate.share)
    assets.push(assetOf(random, company, make, at, from + at, now))
  }
  return assets.map((asset) => ({ ...asset, relations: relationsOf(random, asset, assets) }))
}

function assetOf(random: Random, company: Company, make: Make, at: number, label: number, now: number): Asset {
  const { client, sites, contacts } = company
  const [manufacturer, model, price] = random.pick(make.models)
  const ageDays = Math.floor(random.next() ** 0.8 * (make.lifeYears + 1) * 365)
  const bought = now - ageDays * day
  const site = random.pick(sites)
  const status = ageDays > make.lifeYears * 400 && random.chance(0.5) ? 'retired' : random.weighted(statuses, ([, weight]) => weight)[0]
  const owner = make.kind === 'computer' || make.kind === 'phone' ? random.pick(contacts).id : null
  return {
    id: sourceId('sample/asset', `${client.id}/${at}`),
    clientId: client.id,
    kind: make.kind,
    name:
      make.kind === 'licence'
        ? `${model} (${random.whole(2, 40)} seats)`
        : `${client.code}-${make.prefix}-${String(at + 1).padStart(3, '0')}`,
    tag: `HL-${String(label).padStart(6, '0')}`,
    serial: make.kind === 'licence' ? '' : serial(random),
    manufacturer,
    model,
    siteId: site.id,
    ownerContactId: owner,
    status,
    purchasedOn: dateOf(bought),
    warrantyUntil: make.kind === 'licence' ? null : dateOf(bought + random.pick([730, 1095, 1095, 1825]) * day),
    endOfLifeOn: dateOf(bought + make.lifeYears * 365 * day),
    replacementCostMinor: price === 0 ? null : price,
    currency: client.currency,
    relations: [],
    notes: '',
    custom: customOf(random, make.kind),
    createdAt: Math.max(bought, client.createdAt),
    updatedAt: Math.max(bought, client.createdAt),
    archivedAt: null
  }
}

const statuses: readonly (readonly [Asset['status'], number])[] = [
  ['in-use', 90],
  ['spare', 6],
  ['in-repair', 2],
  ['retired', 2]
]

function customOf(random: Random, kind: Asset['kind']): Asset['custom'] {
  if (kind === 'computer')
    return {
      [sampleCustomFields.patchGroup]: random.pick(['Pilot', 'Broad', 'Broad', 'Late']),
      [sampleCustomFields.encrypted]: random.chance(0.85)
    }
  return kind === 'server' ? { [sampleCustomFields.patchGroup]: random.pick(['Late', 'By hand']) } : {}
}

function relationsOf(random: Random, asset: Asset, all: readonly Asset[]): Asset['relations'] {
  const kind = asset.kind === 'computer' ? 'printer' : asset.kind === 'printer' || asset.kind === 'server' ? 'network' : null
  const candidates = kind ? all.filter((other) => other.kind === kind && other.siteId === asset.siteId) : []
  if (candidates.length === 0 || !random.chance(0.7)) return []
  return [{ kind: kind === 'printer' ? 'prints-on' : 'connected-to', assetId: random.pick(candidates).id }]
}

function serial(random: Random): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 8 }, () => signs[random.whole(0, signs.length - 1)] ?? 'X').join('')
}

/** Calendar date of an instant, in UTC. */
export function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
