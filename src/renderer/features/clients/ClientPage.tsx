// One client on one page: profile, people, sites, assets, contracts, open work, recent tickets, history.

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Client } from '#core/clients/client.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { HistoryList, RecordActions, TwoColumns } from '#renderer/features/records/index.ts'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { leftListAddress } from '#renderer/ui/use-list-fields.ts'
import { ModelChip } from './client-columns.tsx'
import { ClientAssets } from './ClientAssets.tsx'
import { ClientContracts } from './ClientContracts.tsx'
import { ClientFigures } from './ClientFigures.tsx'
import { ClientPeople } from './ClientPeople.tsx'
import { ClientProfile } from './ClientProfile.tsx'
import { ClientSites } from './ClientSites.tsx'
import { OpenTickets, RecentTickets } from './ClientTickets.tsx'
import { EditClient } from './NewClient.tsx'

export function ClientPage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row: client } = useRow<Client>('client', id)
  const [editing, setEditing] = useState(false)
  useShortcuts(words.title, [
    { keys: 'e', label: words.edit, run: () => setEditing(true) },
    { keys: 'Escape', label: words.backToList, run: () => navigate(leftListAddress('/clients')) }
  ])
  if (loading) return <LoadingState />
  if (client === null)
    return (
      <EmptyState title={words.missing} action={<Button onClick={() => navigate(leftListAddress('/clients'))}>{words.backToList}</Button>}>
        {words.missingText}
      </EmptyState>
    )
  return (
    <Page
      title={client.name}
      before={
        <Button variant="subtle" size="compact-sm" aria-label={words.backToList} onClick={() => navigate(leftListAddress('/clients'))}>
          <IconArrowLeft size={16} aria-hidden />
        </Button>
      }
      note={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {client.code} <ModelChip model={client.serviceModel} />
        </span>
      }
      actions={<RecordActions entity="client" row={client} words={words} onEdit={() => setEditing(true)} />}
      layout="scroll"
    >
      <ClientFigures clientId={id} />
      <TwoColumns
        main={
          <>
            <OpenTickets clientId={id} />
            <ClientPeople clientId={id} currency={client.currency} />
            <ClientSites clientId={id} currency={client.currency} />
            <ClientAssets clientId={id} />
            <RecentTickets clientId={id} />
          </>
        }
        side={
          <>
            <ClientProfile client={client} />
            <Contracts clientId={id} />
            <Section title={words.history}>
              <HistoryList subjectId={id} />
            </Section>
          </>
        }
      />
      {editing && <EditClient client={client} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** Contracts are sensitive: who may not see them isn't shown an empty list as if there were none. */
function Contracts({ clientId }: { clientId: string }): React.JSX.Element {
  const { session } = useSession()
  return <ClientContracts clientId={clientId} role={session?.role ?? null} />
}
