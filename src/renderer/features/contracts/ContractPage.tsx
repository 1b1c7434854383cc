// One contract on one page: what it covers and by which clauses, what is left of prepaid hours, what it earns, its terms and history.

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { coverageWords } from '#core/words/coverage.ts'
import { contractWords as words } from '#core/words/rooms-contracts.ts'
import { CoveredAssets } from '#renderer/features/coverage/index.ts'
import { HistoryList, RecordActions, TwoColumns } from '#renderer/features/records/index.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import { useRow, useStatus } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { todayAt } from '#renderer/ui/moments.ts'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { ClauseList } from './ClauseList.tsx'
import { StateChip } from './contract-columns.tsx'
import { ContractTerms } from './ContractTerms.tsx'
import { MarginSection } from './MarginSection.tsx'
import { EditContract } from './NewContract.tsx'
import { PrepaidSection } from './PrepaidSection.tsx'

export function ContractPage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row: contract } = useRow<Contract>('contract', id)
  const { clients } = useDirectory()
  const [editing, setEditing] = useState(false)
  const may = useMay('contract.edit')
  const today = todayAt(useNow())
  const offline = useStatus()?.offline === true
  useShortcuts(words.title, [
    ...(may ? [{ keys: 'e', label: words.edit, run: () => setEditing(true) }] : []),
    { keys: 'Escape', label: words.back, run: () => navigate('/contracts') }
  ])
  if (loading) return <LoadingState />
  if (contract === null)
    return (
      <EmptyState title={words.missing} action={<Button onClick={() => navigate('/contracts')}>{words.back}</Button>}>
        {words.missingText}
      </EmptyState>
    )
  return (
    <Page
      title={contract.name}
      before={
        <Button variant="subtle" size="compact-sm" aria-label={words.back} onClick={() => navigate('/contracts')}>
          <IconArrowLeft size={16} aria-hidden />
        </Button>
      }
      note={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {clients.get(contract.clientId)?.name} <StateChip contract={contract} today={today} />
        </span>
      }
      actions={may && <RecordActions entity="contract" row={contract} words={words} onEdit={() => setEditing(true)} />}
      layout="scroll"
    >
      {offline && <OfflineNote />}
      <TwoColumns
        main={<WhatItDoes contract={contract} today={today} may={may && contract.archivedAt === null} />}
        side={
          <>
            <ContractTerms contract={contract} />
            <Section title={words.history}>
              <HistoryList subjectId={id} />
            </Section>
          </>
        }
      />
      {editing && <EditContract contract={contract} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** Clauses, cover, prepaid hours and margin. */
function WhatItDoes({ contract, today, may }: { contract: Contract; today: string; may: boolean }): React.JSX.Element {
  const mayCosts = useMay('cost.read')
  return (
    <>
      <ClauseList contract={contract} may={may} />
      <Section title={coverageWords.coveredAssets}>
        <CoveredAssets clientId={contract.clientId} calendarId={contract.calendarId ?? null} />
      </Section>
      <PrepaidSection contract={contract} may={may} today={today} />
      {mayCosts && <MarginSection contract={contract} today={today} />}
    </>
  )
}
