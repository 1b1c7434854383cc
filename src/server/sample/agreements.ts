// Contracts of every model, with clauses as such contracts have them.

import type { Client } from '#core/clients/client.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { sourceId } from '#core/kernel/ids.ts'
import type { Company } from './companies.ts'
import { dateOf } from './inventory.ts'
import { createRandom } from './random.ts'

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
    notes: '',
    custom: {},
    createdAt: starts,
    updatedAt: starts,
    archivedAt: null
  }
}

function termsOf(client: Client, index: number): Terms {
  const size = client.size ?? 10
  const none = { units: null, tiers: [], prepaidMinutes: null, hourlyRateMinor: null } satisfies Partial<Terms>
  const all: readonly Terms[] = [
    {
      ...none,
      model: 'flat-fee',
      name: 'All-in care',
      feeMinor: size * 5900,
      interval: 'monthly',
      slaPolicyName: 'Gold',
      renewal: 'automatic'
    },
    {
      ...none,
      model: 'per-user',
      name: 'Care per user',
      feeMinor: 6400,
      interval: 'monthly',
      units: size,
      slaPolicyName: 'Silver',
      renewal: 'automatic'
    },
    {
      ...none,
      model: 'per-device',
      name: 'Device care',
      feeMinor: 3900,
      interval: 'monthly',
      units: Math.round(size * 1.4),
      slaPolicyName: 'Silver',
      renewal: 'manual'
    },
    {
      ...none,
      model: 'tiered',
      name: 'Care in steps',
      feeMinor: 0,
      interval: 'monthly',
      units: size,
      tiers: [
        { upTo: 10, unitFeeMinor: 7200 },
        { upTo: 30, unitFeeMinor: 6300 },
        { upTo: null, unitFeeMinor: 5500 }
      ],
      slaPolicyName: 'Silver',
      renewal: 'automatic'
    },
    {
      ...none,
      model: 'prepaid-hours',
      name: 'Block of 40 hours',
      feeMinor: 380_000,
      interval: 'once',
      prepaidMinutes: 2400,
      slaPolicyName: 'Bronze',
      renewal: 'manual'
    },
    {
      ...none,
      model: 'rate-agreement',
      name: 'Agreed rates',
      feeMinor: 0,
      interval: 'monthly',
      hourlyRateMinor: 9800,
      slaPolicyName: null,
      renewal: 'none'
    }
  ]
  const terms = all[index % all.length]
  if (!terms) throw new Error('there is a model for every contract')
  return terms
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
    { ...blank, title: 'Projects and moves', verdict: 'excluded', note: 'By separate offer.' }
  ]
}
