// Everything about sync that a person may want to know or has to decide: state in words, what waits, refusals, conflicts, proof.

import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMemo } from 'react'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Figure, Figures, Quiet } from '#renderer/features/records/index.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { useOutbox, useSession, useStatus } from '#renderer/live/use-live.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { Conflicts } from './Conflicts.tsx'
import { Copies } from './Copies.tsx'
import { HeldFiles } from './HeldFiles.tsx'
import { Recovered } from './Recovered.tsx'
import { Refusals } from './Refusals.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import { StartOver } from './StartOver.tsx'
import { groupOutbox } from './outbox-groups.ts'
import { StorageFigure } from './StorageFigure.tsx'
import { SyncState } from './SyncState.tsx'
import { Verify } from './Verify.tsx'
import { Waiting } from './Waiting.tsx'

export function SyncRoom(): React.JSX.Element {
  const status = useStatus()
  const outbox = useOutbox()
  const { session } = useSession()
  const { syncNow } = useCommand()
  const groups = useMemo(() => groupOutbox(outbox), [outbox])
  useShortcuts(words.title, [{ keys: 's', label: words.syncNow, run: () => void syncNow() }])
  if (status === null) return <LoadingState />
  return (
    <Page
      title={words.title}
      layout="scroll"
      actions={
        <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void syncNow()}>
          {words.syncNow}
        </Button>
      }
    >
      <SyncState status={status} />
      <Recovered status={status} />
      <Figures>
        <Figure label={words.lastExchange}>
          {status.lastExchangeAt === null ? words.never : <RelativeTime at={status.lastExchangeAt} />}
        </Figure>
        <Figure label={words.waitingCount}>{status.waiting.toLocaleString('en')}</Figure>
        <Figure label={words.refusedCount}>{(status.refused + status.parked).toLocaleString('en')}</Figure>
        <Figure label={words.conflictCount}>{status.conflicts.toLocaleString('en')}</Figure>
        <StorageFigure />
      </Figures>
      {groups.refused.length > 0 && <Refusals groups={groups.refused} />}
      <HeldFiles />
      <Conflicts />
      <Waiting waiting={groups.waiting} parked={groups.parked} />
      <Section title={words.device}>
        <Quiet>{words.journal[status.journal]}</Quiet>
        {status.recovered > 0 && <Quiet>{words.recovered(status.recovered)}</Quiet>}
        {status.journalDamage > 0 && <Quiet>{words.journalDamage(status.journalDamage)}</Quiet>}
        <Quiet>
          {words.deviceId}: {session?.deviceId ?? '–'}
        </Quiet>
        <StartOver />
        <SignInAgain />
      </Section>
      <Copies />
      <Verify />
    </Page>
  )
}
