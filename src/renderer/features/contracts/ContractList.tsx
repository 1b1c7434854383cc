// All contracts with what they cost and when they end; under "Coming up" the dates on which something has to be decided.

import { Button } from '@mantine/core'
import { IconFileCertificate, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { contractWords as words } from '#core/words/rooms-contracts.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { DataList, type ListSort } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { todayAt } from '#renderer/ui/moments.ts'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { ComingUp } from './ComingUp.tsx'
import { contractColumns } from './contract-columns.tsx'
import { type ContractFiltering, useContractFilters } from './contract-filters.ts'
import { ContractFilterBar } from './ContractFilterBar.tsx'
import { NewContract } from './NewContract.tsx'
import { useFound } from './use-found.ts'

export function ContractList(): React.JSX.Element {
  const today = todayAt(useNow())
  const filtering = useContractFilters(today)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const may = useMay('contract.edit')
  const offline = useStatus()?.offline === true
  const create = useCallback(() => setCreating(true), [])
  const [found, setFound] = useState<number | null>(null)
  useShortcuts(words.title, [
    ...(may ? [{ keys: 'n', label: words.newContract, run: create }] : []),
    { keys: '/', label: words.search, run: () => searchBox.current?.focus() }
  ])
  return (
    <Page
      title={words.title}
      note={found === null ? undefined : words.count(found)}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create}>
            {words.newContract}
          </Button>
        )
      }
    >
      {offline && <OfflineNote />}
      <ContractFilterBar filtering={filtering} searchBox={searchBox} />
      {filtering.filters.view === 'coming' ? (
        <ComingUp where={filtering.where} typed={filtering.filters.words.trim()} today={today} onFound={setFound} />
      ) : (
        <Contracts filtering={filtering} today={today} onCreate={may ? create : null} onFound={setFound} />
      )}
      {creating && <NewContract onClose={() => setCreating(false)} />}
    </Page>
  )
}

interface ContractsProps {
  readonly filtering: ContractFiltering
  readonly today: string
  readonly onCreate: (() => void) | null
  readonly onFound: (total: number) => void
}

function Contracts({ filtering, today, onCreate, onFound }: ContractsProps): React.JSX.Element {
  const [, navigate] = useLocation()
  const [sort, setSort] = useState<ListSort>({ field: 'name', direction: 'ascending' })
  const [place, setPlace] = useState({ offset: 0, limit: 250 })
  const [activeId, setActiveId] = useState<string | null>(null)
  const { clients } = useDirectory()
  const typed = filtering.filters.words.trim()
  const contracts = useQuery<Contract>({
    entity: 'contract',
    where: [...filtering.where],
    ...(typed === '' ? { sort: [sort] } : { words: typed }),
    ...place
  })
  useFound(contracts.loading ? null : contracts.total, onFound)
  const columns = useMemo(() => contractColumns(clients, today), [clients, today])
  const onWindow = useCallback((offset: number, limit: number) => setPlace({ offset, limit }), [])
  const open = useCallback((contract: Contract) => navigate(`/contracts/${contract.id}`), [navigate])
  if (contracts.error !== null) return <ErrorState title={words.failed} detail={contracts.error.message} />
  if (contracts.loading) return <LoadingState />
  return (
    <DataList
      label={words.list}
      columns={columns}
      total={contracts.total}
      offset={contracts.offset}
      rows={contracts.rows}
      pending={contracts.pending}
      onWindow={onWindow}
      sort={typed === '' ? sort : null}
      onSort={setSort}
      activeId={activeId}
      onActive={(contract) => setActiveId(contract.id)}
      onOpen={open}
      empty={<NoContracts filtering={filtering} onCreate={onCreate} />}
    />
  )
}

function NoContracts({ filtering, onCreate }: Pick<ContractsProps, 'filtering' | 'onCreate'>): React.JSX.Element {
  if (filtering.isFiltered || filtering.filters.view !== 'all')
    return (
      <EmptyState title={words.emptyFiltered} action={<Button onClick={filtering.clear}>{words.clear}</Button>}>
        {words.emptyFilteredText}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<IconFileCertificate size={40} stroke={1.2} />}
      title={words.emptyTitle}
      action={onCreate !== null && <Button onClick={onCreate}>{words.newContract}</Button>}
    >
      {words.emptyText}
    </EmptyState>
  )
}
