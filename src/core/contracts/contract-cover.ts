// Keeps a contract's cover beside it: every command that writes a contract writes this from what the contract is then.

import type { Change } from '../kernel/change.ts'
import type { Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import type { Contract } from './contract.entity.ts'
import { lastDay } from './contract-term.ts'
import { type ContractCover, contractCover } from './contract-cover.entity.ts'

/** The cover of a contract: what decides about work, nothing of what is paid for it. */
export function coverOf(row: Contract): ContractCover {
  return {
    id: row.id,
    clientId: row.clientId,
    name: row.name,
    model: row.model,
    startsOn: row.startsOn,
    endsOn: lastDay(row),
    currency: row.currency,
    hourlyRateMinor: row.hourlyRateMinor,
    clauses: row.clauses,
    slaPolicyId: row.slaPolicyId ?? null,
    slaPolicyName: row.slaPolicyName,
    priceListId: row.priceListId ?? null,
    calendarId: row.calendarId ?? null,
    position: row.position ?? 0,
    archivedAt: row.archivedAt,
    includesHours: (row.includedMinutes ?? row.prepaidMinutes ?? 0) > 0
  }
}

/** Covers of all contracts: as they are kept, and of contracts that were written before covers were kept. */
export function coversOf(contracts: readonly Contract[], covers: readonly ContractCover[]): readonly ContractCover[] {
  const kept = new Set(covers.map(({ id }) => id))
  return [...covers, ...contracts.filter(({ id }) => !kept.has(id)).map(coverOf)]
}

/** The cover that is kept already; contracts written before covers were kept have none. */
export function keptCover(id: Id, reader: Reader): Promise<ContractCover | null> {
  return reader.get(contractCover, id)
}

/** Writes the cover of a contract. */
export function coverChange(row: Contract, kept: ContractCover | null): readonly Change[] {
  const { id, ...fields } = coverOf(row)
  return [
    kept
      ? { type: 'patch', entity: contractCover.name, id, fields }
      : { type: 'create', entity: contractCover.name, row: { id, ...fields } }
  ]
}
