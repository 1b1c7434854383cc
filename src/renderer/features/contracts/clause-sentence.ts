// What a clause is about, in one line: kinds, places, work, hours, dates and rates. Whatever it doesn't name, it holds for.

import type { ContractClause } from '#core/contracts/contract.entity.ts'
import { assetKindWords, workKindWords } from '#core/words/records.ts'
import { clauseWords as words } from '#core/words/rooms-contracts.ts'
import { ticketKindWords } from '#core/words/tickets.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'

export function clauseSentence(clause: ContractClause, currency: string): string {
  const about = [
    list(clause.assetKinds.map((kind) => assetKindWords[kind])),
    clause.assetIds.length === 0 ? '' : words.assets(clause.assetIds.length),
    clause.siteIds.length === 0 ? '' : words.sites(clause.siteIds.length),
    list(clause.workKinds.map((kind) => workKindWords[kind])),
    list((clause.ticketKinds ?? []).map((kind) => ticketKindWords[kind])),
    list(clause.services ?? [])
  ].filter((part) => part !== '')
  const details = [
    words[clause.hours],
    clause.validFrom ? words.from(calendarDateWords(clause.validFrom)) : '',
    clause.validTo ? words.until(calendarDateWords(clause.validTo)) : '',
    clause.rateMinor === null ? '' : words.rate(moneyWords(clause.rateMinor, currency)),
    clause.afterHoursBasisPoints === null ? '' : words.afterHours(clause.afterHoursBasisPoints / 10_000)
  ].filter((part) => part !== '')
  return [about.length === 0 ? words.everything : about.join(' · '), ...details].join(', ')
}

function list(names: readonly string[]): string {
  return names.join(', ')
}
