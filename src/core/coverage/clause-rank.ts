// Which of several clauses decides: the most specific one, then the order that people gave, then the id. Two clauses of one contract that
// could match the same work with nothing to choose between them are refused when the contract is written.

import type { ContractClause } from '../contracts/contract.entity.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'

/** What a clause names, most telling first. A clause that names an earlier one is more specific than any that only names later ones. */
export const clauseCriteria = ['assets', 'sites', 'asset-kinds', 'services', 'ticket-kinds', 'work-kinds', 'hours'] as const

/** One thing that a clause may name. */
export type ClauseCriterion = (typeof clauseCriteria)[number]

/** The criteria that a clause names, most telling first. */
export function criteriaOf(clause: ContractClause): readonly ClauseCriterion[] {
  const named: Readonly<Record<ClauseCriterion, boolean>> = {
    assets: clause.assetIds.length > 0,
    sites: clause.siteIds.length > 0,
    'asset-kinds': clause.assetKinds.length > 0,
    services: (clause.services ?? []).length > 0,
    'ticket-kinds': (clause.ticketKinds ?? []).length > 0,
    'work-kinds': clause.workKinds.length > 0,
    hours: clause.hours === 'business'
  }
  return clauseCriteria.filter((criterion) => named[criterion])
}

/** How specific a clause is: the larger the more. */
export function specificityOf(clause: ContractClause): number {
  const named = new Set(criteriaOf(clause))
  return clauseCriteria.reduce((sum, criterion) => sum * 2 + (named.has(criterion) ? 1 : 0), 0)
}

/** Place of a clause among equally specific ones of its contract: the one that was given, else its place in the list. */
export function orderOf(clause: ContractClause, index: number): number {
  return clause.position ?? index
}

/** Refuses dates in the wrong order, ids that stand twice, and overlapping clauses of equal rank. */
export function checkClauses(clauses: readonly ContractClause[]): Result<never, Refusal> | null {
  for (const [index, clause] of clauses.entries()) {
    if (clause.validFrom && clause.validTo && clause.validTo < clause.validFrom)
      return refuse('invalid-input', { field: `clauses.${index}.validTo`, expected: `a date on or after ${clause.validFrom}` })
    for (const [earlier, other] of clauses.slice(0, index).entries()) {
      if (other.id === clause.id) return refuse('invalid-input', { field: `clauses.${index}.id`, expected: 'an id of its own' })
      if (orderOf(other, earlier) === orderOf(clause, index) && isEqualRank(other, clause))
        return refuse('invalid-input', {
          field: `clauses.${index}.position`,
          expected: `another order than “${other.title}”, which matches the same work and is as specific`,
          values: { title: other.title }
        })
    }
  }
  return null
}

function isEqualRank(a: ContractClause, b: ContractClause): boolean {
  return (
    specificityOf(a) === specificityOf(b) &&
    meets(a.assetIds, b.assetIds) &&
    meets(a.siteIds, b.siteIds) &&
    meets(a.assetKinds, b.assetKinds) &&
    meets(a.services ?? [], b.services ?? []) &&
    meets(a.ticketKinds ?? [], b.ticketKinds ?? []) &&
    meets(a.workKinds, b.workKinds) &&
    (a.validFrom ?? '') <= (b.validTo ?? '9999') &&
    (b.validFrom ?? '') <= (a.validTo ?? '9999')
  )
}

function meets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((item) => b.includes(item))
}
