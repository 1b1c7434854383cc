// Columns of the list of contracts.

import type { Contract } from '#core/contracts/contract.entity.ts'
import { contractModelWords } from '#core/words/records.ts'
import { contractStateWords, contractWords as words, intervalWords, renewalWords } from '#core/words/rooms-contracts.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import type { DataListColumn } from '#renderer/ui/DataList.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { contractState, stateTones } from './contract-state.ts'

/** @param today calendar date */
export function contractColumns(
  clients: ReadonlyMap<string, { readonly name: string }>,
  today: string
): readonly DataListColumn<Contract>[] {
  return [
    {
      id: 'name',
      header: words.name,
      width: 'minmax(200px, 2fr)',
      sortField: 'name',
      render: (contract) => <b style={{ fontWeight: 560 }}>{contract.name}</b>
    },
    {
      id: 'client',
      header: words.client,
      width: 'minmax(140px, 1.4fr)',
      render: (contract) => clients.get(contract.clientId)?.name ?? ''
    },
    { id: 'model', header: words.model, width: '128px', sortField: 'model', render: (contract) => contractModelWords[contract.model] },
    {
      id: 'fee',
      header: words.fee,
      width: 'minmax(152px, 1fr)',
      align: 'end',
      sortField: 'feeMinor',
      render: (contract) => <span data-figures>{feeWords(contract)}</span>
    },
    {
      id: 'ends',
      header: words.ends,
      width: '208px',
      sortField: 'endsOn',
      render: (contract) => endWords(contract)
    },
    {
      id: 'state',
      header: words.state,
      width: '112px',
      render: (contract) => <StateChip contract={contract} today={today} />
    }
  ]
}

/** Where the contract stands today, as a chip. */
export function StateChip({ contract, today }: { contract: Contract; today: string }): React.JSX.Element {
  const state = contractState(contract, today)
  return <StatusChip tone={stateTones[state]} label={contractStateWords[state]} />
}

/** "€250.00 a month", "12 × €25.00 a month", "by tiers", "by the hour". */
export function feeWords({ model, feeMinor, currency, units, interval }: Contract): string {
  const fee = moneyWords(feeMinor, currency)
  if (model === 'tiered' && feeMinor === 0) return words.byTiers(units ?? 0, intervalWords[interval])
  if (model === 'rate-agreement' && feeMinor === 0) return words.byHour
  const isPerUnit = model === 'per-user' || model === 'per-device'
  return isPerUnit && units !== null ? words.perUnit(fee, units, intervalWords[interval]) : words.feeOf(fee, intervalWords[interval])
}

/** "31 Dec 2026 · renews by itself". */
function endWords({ endsOn, renewal }: Contract): string {
  return endsOn === null ? words.openEnd : `${calendarDateWords(endsOn)} · ${renewalWords[renewal].toLowerCase()}`
}
