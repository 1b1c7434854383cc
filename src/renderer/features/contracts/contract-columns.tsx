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
      width: 'minmax(144px, 1.6fr)',
      sortField: 'name',
      render: (contract) => <b style={{ fontWeight: 560 }}>{contract.name}</b>
    },
    {
      id: 'client',
      header: words.client,
      width: 'minmax(140px, 1.4fr)',
      render: (contract) => clients.get(contract.clientId)?.name ?? ''
    },
    { id: 'model', header: words.model, width: '120px', sortField: 'model', render: (contract) => contractModelWords[contract.model] },
    {
      id: 'fee',
      header: words.fee,
      width: '136px',
      align: 'end',
      sortField: 'feeMinor',
      render: (contract) => <span data-figures>{amountWords(contract)}</span>
    },
    {
      id: 'interval',
      header: words.due,
      width: '80px',
      render: ({ model, feeMinor, interval }) => (model === 'rate-agreement' && feeMinor === 0 ? '' : intervalWords[interval])
    },
    {
      id: 'ends',
      header: words.ends,
      width: 'minmax(176px, 1.2fr)',
      sortField: 'endsOn',
      render: (contract) => endWords(contract)
    },
    {
      id: 'state',
      header: words.state,
      width: '96px',
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
export function feeWords(contract: Contract): string {
  if (contract.model === 'rate-agreement' && contract.feeMinor === 0) return words.byHour
  return `${amountWords(contract)} ${intervalWords[contract.interval]}`
}

/** "€250.00", "12 × €25.00", "161 by tiers", "By the hour". */
function amountWords({ model, feeMinor, currency, units }: Contract): string {
  const fee = moneyWords(feeMinor, currency)
  if (model === 'tiered' && feeMinor === 0) return words.byTiers(units ?? 0)
  if (model === 'rate-agreement' && feeMinor === 0) return words.byHour
  const isPerUnit = model === 'per-user' || model === 'per-device'
  return isPerUnit && units !== null ? words.perUnit(fee, units) : fee
}

/** "31 Dec 2026 · renews by itself". */
function endWords({ endsOn, renewal }: Contract): string {
  return endsOn === null ? words.openEnd : `${calendarDateWords(endsOn)} · ${renewalWords[renewal].toLowerCase()}`
}
