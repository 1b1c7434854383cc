// Blocks of hours for contracts that sell them: forty hours each, and the next one is bought when the last is used up; the last one is smaller,
// so that some clients stand before a block that is nearly empty.

import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { openRunBook, type RunRows } from '#core/charges/run-rows.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { sourceId } from '#core/kernel/ids.ts'

const blockMinutes = 2400
/** Sizes that are sold go up in steps of five hours. */
const stepMinutes = 300

/** Blocks of the contracts that sell hours, sized by what the engine draws for the work under them. */
export function buildBlocks(rows: RunRows, now: number): readonly PrepaidBlockRow[] {
  const contracts = rows.contracts.filter(({ model }) => model === 'prepaid-hours')
  const endless = contracts.map((contract) => blockOf(contract, 0, contract.startsOn, 6_000_000))
  const book = openRunBook({ ...rows, blocks: endless })
  const started = new Map(rows.entries.map(({ id, startedAt }) => [id, startedAt]))
  return contracts.flatMap((contract, index) => {
    const client = rows.clients.find(({ id }) => id === contract.clientId)
    if (!client) return []
    const { draws } = clientCharges(book.prices, book.factsOf(client), { from: '2000-01-01', to: dateOf(now) })
    const own = draws.filter(({ blockId }) => blockId === endless[index]?.id)
    return blocksFor(
      contract,
      own.map(({ workId, seconds }) => ({ date: dateOf(started.get(workId) ?? now), minutes: seconds / 60 }))
    )
  })
}

function blocksFor(contract: Contract, draws: readonly { readonly date: string; readonly minutes: number }[]): readonly PrepaidBlockRow[] {
  const bought = [contract.startsOn]
  let used = 0
  for (const { date, minutes } of draws) {
    used += minutes
    if (used > bought.length * blockMinutes) bought.push(date)
  }
  const rest = used - (bought.length - 1) * blockMinutes
  const last = Math.max(stepMinutes, Math.min(blockMinutes, Math.ceil((rest + 45) / stepMinutes) * stepMinutes))
  return bought.map((date, index) => blockOf(contract, index, date, index === bought.length - 1 ? last : blockMinutes))
}

function blockOf(contract: Contract, index: number, boughtOn: string, minutes: number): PrepaidBlockRow {
  const boughtAt = Date.parse(`${boughtOn}T08:00:00Z`)
  return {
    id: sourceId('sample/block', `${contract.id}/${index}`),
    clientId: contract.clientId,
    contractId: contract.id,
    name: `${minutes / 60} hours, block ${index + 1}`,
    kind: 'hours',
    minutes,
    amountMinor: null,
    priceMinor: Math.round((contract.feeMinor * minutes) / blockMinutes),
    currency: contract.currency,
    boughtOn,
    validFrom: null,
    expiresOn: null,
    position: 0,
    notes: '',
    createdAt: boughtAt,
    updatedAt: boughtAt,
    archivedAt: null
  }
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
