// One client on one page: profile, people, sites, assets, contracts, open work, recent tickets, history.

import { Button } from '@mantine/core'
import { IconArchive, IconArrowLeft, IconEdit, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Client } from '#core/clients/client.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { HistoryList, TwoColumns } from '#renderer/features/records/index.ts'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { useAct } from '#renderer/ui/use-act.ts'
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
    { keys: 'Escape', label: words.backToList, run: () => navigate('/clients') }
  ])
  if (loading) return <LoadingState />
  if (client === null)
    return (
      <EmptyState title={words.missing} action={<Button onClick={() => navigate('/clients')}>{words.backToList}</Button>}>
        {words.missingText}
      </EmptyState>
    )
  return (
    <Page
      title={client.name}
      before={
        <Button variant="subtle" size="compact-sm" aria-label={words.backToList} onClick={() => navigate('/clients')}>
          <IconArrowLeft size={16} aria-hidden />
        </Button>
      }
      note={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {client.code} <ModelChip model={client.serviceModel} />
        </span>
      }
      actions={<ClientActions client={client} onEdit={() => setEditing(true)} />}
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

function ClientActions({ client, onEdit }: { client: Client; onEdit: () => void }): React.JSX.Element {
  const act = useAct()
  const archived = client.archivedAt !== null
  const flip = (): void => {
    const done = archived ? words.restored(client.name) : words.archived(client.name)
    void act({ name: archived ? 'client.restore' : 'client.archive', input: { id: client.id } }, { done })
  }
  return (
    <>
      <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={onEdit} disabled={archived}>
        {words.edit}
      </Button>
      <Button
        variant="default"
        leftSection={archived ? <IconRestore size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
        onClick={flip}
      >
        {archived ? words.restore : words.archive}
      </Button>
    </>
  )
}

/** Contracts are sensitive: who may not see them isn't shown an empty list as if there were none. */
function Contracts({ clientId }: { clientId: string }): React.JSX.Element {
  const { session } = useSession()
  return <ClientContracts clientId={clientId} role={session?.role ?? null} />
}
