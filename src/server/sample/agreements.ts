// Contracts of every model, with clauses as such contracts have them.

import type { Client } from '#core/clients/client.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { sourceId } from '#core/kernel/ids.ts'
import type { Company } from './companies.ts'
import { dateOf } from './inventory.ts'
import { createRandom } from './random.ts'
import { sampleTerms } from './terms.ts'

const day = 86_400_000

type Clause = Contract['clauses'][number]
type Terms = Pick<
  Contract,
  'model' | 'name' | 'feeMinor' | 'interval' | 'units' | 'tiers' | 'prepaidMinutes' | 'hourlyRateMinor' | 'slaPolicyName' | 'renewal'
>

/** Builds the n-th contract; models take turns, so that each occurs. */
export function buildContract(seed: number, company: Company, index: number, now: number): Contract {
  const { client } = company
  const random = createRandom(seed, `contract/${index}`)
  const starts = now - random.whole(60, 1000) * day
  const open = random.chance(0.35)
  const terms = termsOf(client, index)
  const clauses = clausesOf(terms.model).map((clause, at) => ({ ...clause, id: sourceId('sample/clause', `${index}/${at}`) }))
  return {
    ...terms,
    id: sourceId('sample/contract', String(index)),
    clientId: client.id,
    startsOn: dateOf(starts),
    endsOn: open ? null : dateOf(starts + (starts + 730 * day < now + 20 * day ? 1095 : 730) * day),
    noticeDays: random.pick([30, 60, 90]),
    currency: client.currency,
    clauses,
    ...linksOf(client, terms, index, starts),
    notes: '',
    custom: {},
    createdAt: starts,
    updatedAt: starts,
    archivedAt: null
  }
}

/** What a contract names: its policy, prices, and by how much it rises. */
function linksOf(client: Client, { slaPolicyName, model }: Terms, index: number, starts: number): Partial<Contract> {
  const named = { Gold: sampleTerms.gold, Silver: sampleTerms.silver, Bronze: sampleTerms.bronze } as const
  const isRaised = index % 3 === 0 && model !== 'prepaid-hours'
  return {
    slaPolicyId: slaPolicyName === null ? null : (named[slaPolicyName as keyof typeof named] ?? null),
    priceListId: client.currency === 'USD' ? sampleTerms.dollars : sampleTerms.euros,
    calendarId: slaPolicyName === 'Gold' ? sampleTerms.extended : sampleTerms.office,
    tierModel: model === 'tiered' ? 'graduated' : null,
    indexation: isRaised ? { basisPoints: 300, everyMonths: 12, from: dateOf(starts + 365 * day) } : null,
    renewalMonths: 12,
    billing: 'in-advance',
    position: index
  }
}

type Fees = Pick<Terms, 'feeMinor'> & Partial<Terms>

const none = { units: null, tiers: [], prepaidMinutes: null, hourlyRateMinor: null } satisfies Partial<Terms>

/** What each model costs a client of that many people. */
const fees: readonly ((size: number) => Fees)[] = [
  (size) => ({ feeMinor: size * 5900 }),
  (size) => ({ feeMinor: 6400, units: size }),
  (size) => ({ feeMinor: 3900, units: Math.round(size * 1.4) }),
  (size) => ({ feeMinor: 0, units: size, tiers: steps.map(([upTo, unitFeeMinor]) => ({ upTo, unitFeeMinor })) }),
  () => ({ feeMinor: 380_000 }),
  () => ({ feeMinor: 0, hourlyRateMinor: 9800 })
]

/** Each model by its name, in the same order. */
const models: readonly Pick<Terms, 'model' | 'name' | 'interval' | 'slaPolicyName' | 'renewal'>[] = [
  { model: 'flat-fee', name: 'All-in care', interval: 'monthly', slaPolicyName: 'Gold', renewal: 'automatic' },
  { model: 'per-user', name: 'Care per user', interval: 'monthly', slaPolicyName: 'Silver', renewal: 'automatic' },
  { model: 'per-device', name: 'Device care', interval: 'monthly', slaPolicyName: 'Silver', renewal: 'manual' },
  { model: 'tiered', name: 'Care in steps', interval: 'monthly', slaPolicyName: 'Silver', renewal: 'automatic' },
  { model: 'prepaid-hours', name: 'Block of 40 hours', interval: 'once', slaPolicyName: 'Bronze', renewal: 'manual' },
  { model: 'rate-agreement', name: 'Agreed rates', interval: 'monthly', slaPolicyName: null, renewal: 'none' }
]

const steps: readonly (readonly [upTo: number | null, unitFeeMinor: number])[] = [
  [10, 7200],
  [30, 6300],
  [null, 5500]
]

function termsOf(client: Client, index: number): Terms {
  const model = models[index % models.length]
  const fee = fees[index % models.length]?.(client.size ?? 10)
  if (!model || !fee) throw new Error('there is a model for every contract')
  return { ...none, ...model, ...fee }
}

function clausesOf(model: Contract['model']): readonly Omit<Clause, 'id'>[] {
  const blank: Omit<Clause, 'id' | 'title' | 'verdict'> = {
    assetKinds: [],
    assetIds: [],
    siteIds: [],
    workKinds: [],
    hours: 'business',
    rateMinor: null,
    afterHoursBasisPoints: null,
    note: ''
  }
  if (model === 'rate-agreement')
    return [
      {
        ...blank,
        title: 'Remote work at the agreed rate',
        verdict: 'billable',
        workKinds: ['remote'],
        rateMinor: 9800,
        afterHoursBasisPoints: 15_000
      },
      {
        ...blank,
        title: 'Work on site and travel',
        verdict: 'billable',
        workKinds: ['on-site', 'travel'],
        rateMinor: 11_500,
        afterHoursBasisPoints: 15_000
      }
    ]
  if (model === 'prepaid-hours')
    return [{ ...blank, title: 'All work draws from the block', verdict: 'drawn', hours: 'always', afterHoursBasisPoints: 15_000 }]
  return [
    { ...blank, title: 'Servers and network', verdict: 'covered', assetKinds: ['server', 'network'], hours: 'always' },
    { ...blank, title: 'Workplaces in business hours', verdict: 'covered', assetKinds: ['computer', 'phone', 'licence'] },
    {
      ...blank,
      title: 'Printers',
      verdict: model === 'flat-fee' ? 'covered' : 'billable',
      assetKinds: ['printer'],
      rateMinor: model === 'flat-fee' ? null : 9500
    },
    { ...blank, title: 'Projects and moves', verdict: 'excluded', services: ['Projects and moves'], note: 'By separate offer.' }
  ]
}
