// Dates on which something about a contract has to be decided or changes by itself: notice, renewal, end, a dearer fee. Soonest first.

import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { type TermDate, termDates } from '#core/contracts/contract-term.ts'
import { contractWords as words, termDateWords } from '#core/words/rooms-contracts.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import type { Filter } from '#store/contract.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import { feeWords } from './contract-columns.tsx'
import styles from './contracts.module.css'
import { useFound } from './use-found.ts'

/** How far ahead is looked, in days. */
const aheadDays = 120
const mostContracts = 2000

const tones: Readonly<Record<TermDate['type'], Tone>> = { notice: 'wait', renews: 'info', ends: 'neutral', indexation: 'active' }

interface ComingUpProps {
  readonly where: readonly Filter[]
  readonly typed: string
  /** Calendar date. */
  readonly today: string
  readonly onFound: (total: number) => void
}

export function ComingUp({ where, typed, today, onFound }: ComingUpProps): React.JSX.Element {
  const contracts = useQuery<Contract>({
    entity: 'contract',
    where: [...where],
    ...(typed === '' ? {} : { words: typed }),
    limit: mostContracts
  })
  const { clients } = useDirectory()
  const dates = contracts.rows
    .flatMap((contract) => termDates(contract, today, aheadDays).map((date) => ({ ...date, contract })))
    .sort((a, b) => (a.date === b.date ? (a.contract.id < b.contract.id ? -1 : 1) : a.date < b.date ? -1 : 1))
  useFound(contracts.loading ? null : new Set(dates.map(({ contract }) => contract.id)).size, onFound)
  if (contracts.error !== null) return <ErrorState title={words.failed} detail={contracts.error.message} />
  if (contracts.loading) return <LoadingState />
  if (dates.length === 0) return <EmptyState title={words.nothingComing}>{words.nothingComingText(aheadDays)}</EmptyState>
  return (
    <div className={styles['coming']} tabIndex={-1}>
      <Quiet>{words.comingLead(aheadDays)}</Quiet>
      <PlainTable label={words.coming} columns={columnsOf(clients)} rows={dates} keyOf={({ contract, type }) => `${contract.id} ${type}`} />
    </div>
  )
}

interface Coming extends TermDate {
  readonly contract: Contract
}

function columnsOf(clients: ReadonlyMap<string, { readonly name: string }>): readonly PlainColumn<Coming>[] {
  return [
    { id: 'date', header: words.comingDate, width: '112px', render: ({ date }) => <time dateTime={date}>{calendarDateWords(date)}</time> },
    {
      id: 'what',
      header: words.comingWhat,
      width: '160px',
      render: ({ type }) => <StatusChip tone={tones[type]} label={termDateWords[type]} />
    },
    {
      id: 'contract',
      header: words.name,
      render: ({ contract }) => <RecordLink href={`/contracts/${contract.id}`}>{contract.name}</RecordLink>
    },
    { id: 'client', header: words.client, render: ({ contract }) => clients.get(contract.clientId)?.name ?? '' },
    { id: 'fee', header: words.fee, figure: true, render: ({ contract }) => feeWords(contract) }
  ]
}
