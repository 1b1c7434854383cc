// A client's clauses in the order in which they are asked: the first that matches decides. Prepared once per client, so that judging many
// pieces of work is a walk down a short list.

import type { ContractClause } from '../contracts/contract.entity.ts'
import type { ContractCover } from '../contracts/contract-cover.entity.ts'
import type { Id } from '../kernel/ids.ts'
import { isOpenAt } from '../sla/business-time.ts'
import type { HoursBook } from '../sla/hours-book.ts'
import { orderOf, specificityOf } from './clause-rank.ts'
import type { CoverageQuestion, MissReason } from './coverage-facts.ts'

/** A clause laid out for matching. `calendarId` null: no calendar says when business hours are, so they are always. */
export interface PreparedClause {
  readonly cover: ContractCover
  readonly clause: ContractClause
  readonly specificity: number
  readonly order: number
  readonly calendarId: Id | null
  readonly slaPolicyId: Id | null
  readonly services: ReadonlySet<string>
}

/** Finds the calendar of a policy. */
export type CalendarOfPolicy = (policyId: Id | null) => Id | null

/** Clauses of the contracts of one client in order of rank: most specific first, then the contracts' order, their own order, and id. */
export function prepareClauses(
  covers: readonly ContractCover[],
  policyOf: (cover: ContractCover) => Id | null,
  calendarOf: CalendarOfPolicy,
  ownCalendarId: Id | null
): readonly PreparedClause[] {
  const prepared = covers.flatMap((cover) =>
    cover.clauses.map((clause, index): PreparedClause => {
      const slaPolicyId = clause.slaPolicyId ?? policyOf(cover)
      return {
        cover,
        clause,
        specificity: specificityOf(clause),
        order: orderOf(clause, index),
        calendarId: clause.calendarId ?? cover.calendarId ?? calendarOf(slaPolicyId) ?? ownCalendarId,
        slaPolicyId,
        services: new Set((clause.services ?? []).map(serviceKey))
      }
    })
  )
  return prepared.sort(byRank)
}

/** Order of rank, see prepareClauses. */
export function byRank(a: PreparedClause, b: PreparedClause): number {
  return (
    b.specificity - a.specificity ||
    a.cover.position - b.cover.position ||
    a.order - b.order ||
    compareText(a.clause.id, b.clause.id) ||
    compareText(a.cover.id, b.cover.id)
  )
}

/** True when a contract is in force on a date. An archived contract never is: it was put away as if it had not been. */
export function isInForce(cover: ContractCover, date: string): boolean {
  return cover.archivedAt === null && cover.startsOn <= date && (cover.endsOn === null || date <= cover.endsOn)
}

/** The first clause in force that matches, see missOf. */
export function decidingClause(
  clauses: readonly PreparedClause[],
  question: CoverageQuestion,
  date: string,
  hours: HoursBook | null,
  workKind: CoverageQuestion['workKind'] = question.workKind
): PreparedClause | null {
  for (const each of clauses) if (isInForce(each.cover, date) && missOf(each, question, date, hours, workKind) === null) return each
  return null
}

/**
 * Why a clause does not match a question on a date of the site; null when it matches.
 * @param workKind asked about instead of the question's own
 * @param hours null leaves the hours of cover out: a promise holds at night too, its calendar stops the clock
 */
export function missOf(
  prepared: PreparedClause,
  question: CoverageQuestion,
  date: string,
  hours: HoursBook | null,
  workKind: CoverageQuestion['workKind'] = question.workKind
): MissReason | null {
  const { clause } = prepared
  if ((clause.validFrom && date < clause.validFrom) || (clause.validTo && date > clause.validTo)) return 'dates'
  const asset = assetMiss(clause, question)
  if (asset) return asset
  if (clause.siteIds.length > 0 && (question.siteId === null || !clause.siteIds.includes(question.siteId))) return 'sites'
  if (prepared.services.size > 0 && !prepared.services.has(serviceKey(question.service ?? ''))) return 'services'
  if (clause.ticketKinds && clause.ticketKinds.length > 0 && !clause.ticketKinds.includes(question.ticketKind)) return 'ticket-kinds'
  if (clause.workKinds.length > 0 && workKind !== null && !clause.workKinds.includes(workKind)) return 'work-kinds'
  return hours && clause.hours === 'business' && !isOpen(prepared, question, hours) ? 'hours' : null
}

function assetMiss({ assetIds, assetKinds }: ContractClause, { assets }: CoverageQuestion): MissReason | null {
  if (assetIds.length === 0 && assetKinds.length === 0) return null
  const ofKind = assetKinds.length === 0 ? assets : assets.filter(({ kind }) => assetKinds.includes(kind))
  if (ofKind.length === 0) return assetKinds.length === 0 ? 'assets' : 'asset-kinds'
  return assetIds.length === 0 || ofKind.some(({ id }) => assetIds.includes(id)) ? null : 'assets'
}

function isOpen({ calendarId }: PreparedClause, { zone, at }: CoverageQuestion, hours: HoursBook): boolean {
  const opening = calendarId === null ? null : hours.hoursAt(calendarId, zone)
  return opening === null || isOpenAt(opening, at)
}

function serviceKey(name: string): string {
  return name.trim().toLowerCase()
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
