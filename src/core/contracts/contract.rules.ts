// Rules of contracts.

import { asset } from '../assets/asset.entity.ts'
import { site } from '../clients/site.entity.ts'
import type { Reader } from '../kernel/command.ts'
import type { EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { priceList } from '../billing/price-list.entity.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { checkClauses } from '../coverage/clause-rank.ts'
import { checkLinks, type Linked } from '../records/links.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import type { Contract, ContractClause } from './contract.entity.ts'

/** What a contract refers to. */
export const contractLinks = { slaPolicyId: slaPolicy, priceListId: priceList, calendarId: calendar, taxRateId: taxRate }

/** Loads what clauses name: each must be there, a missing one parks the command. */
export async function loadClauseLinks(clauses: readonly ContractClause[] | undefined, reader: Reader): Promise<readonly Linked[]> {
  const all = clauses ?? []
  const named: readonly (readonly [EntityDefinition, readonly (Id | null | undefined)[]])[] = [
    [asset, all.flatMap(({ assetIds }) => assetIds)],
    [site, all.flatMap(({ siteIds }) => siteIds)],
    [slaPolicy, all.map(({ slaPolicyId }) => slaPolicyId)],
    [calendar, all.map(({ calendarId }) => calendarId)]
  ]
  const wanted = named.flatMap(([entity, ids]) => [...new Set(ids)].filter((id) => typeof id === 'string').map((id) => ({ entity, id })))
  const rows = await Promise.all(wanted.map(({ entity, id }) => reader.need(entity, id)))
  return rows.map((row) => ({ field: 'clauses', row }))
}

/**
 * Refuses what can't be judged or billed by: a term that ends before it begins, tiers or steps out of
 * order, clauses of equal rank, or of another client's assets and sites.
 * @param linked what the clauses name
 */
export function checkContract(contract: Contract, linked: readonly Linked[]): Result<never, Refusal> | null {
  const foreign = checkLinks(linked, contract.clientId, { clauses: contract.clauses })
  return foreign ?? checkTerm(contract) ?? checkTiers(contract) ?? checkUnitSteps(contract) ?? checkClauses(contract.clauses)
}

function checkTerm({ startsOn, endsOn }: Contract): Result<never, Refusal> | null {
  return endsOn !== null && endsOn < startsOn
    ? refuse('invalid-input', { field: 'endsOn', expected: `a date on or after ${startsOn}` })
    : null
}

function checkTiers({ tiers }: Contract): Result<never, Refusal> | null {
  for (const [index, { upTo }] of tiers.entries()) {
    const before = index === 0 ? 0 : tiers[index - 1]?.upTo
    const isLast = index === tiers.length - 1
    if (before === null || before === undefined || (upTo !== null && upTo <= before) || (upTo === null && !isLast))
      return refuse('invalid-input', { field: `tiers.${index}.upTo`, expected: 'tiers that ascend, only the last without end' })
  }
  return null
}

function checkUnitSteps({ unitSteps }: Contract): Result<never, Refusal> | null {
  for (const [index, { from }] of (unitSteps ?? []).entries()) {
    const before = unitSteps?.[index - 1]?.from
    if (before !== undefined && from <= before)
      return refuse('invalid-input', { field: `unitSteps.${index}.from`, expected: `a date after ${before}` })
  }
  return null
}
