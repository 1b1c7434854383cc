// The window of a signed-in person: sidebar, title area with timers, the room, and what opens over every room; or a document alone on its
// paper, to be printed.

import { Button, UnstyledButton } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useRoute } from 'wouter'
import { printWords } from '#core/words/papers.ts'
import { appWords } from '#core/words/rooms-app.ts'
import { NewTicketDialog, useNewTicket } from '#renderer/features/new-ticket/index.ts'
import { TimersStrip } from '#renderer/features/timers/index.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Palette } from './Palette.tsx'
import { RoomBoundary } from './RoomBoundary.tsx'
import { Routes } from './Routes.tsx'
import styles from './Shell.module.css'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { Sidebar } from './Sidebar.tsx'
import { useWindowCommands } from './use-window-commands.ts'

const PrintView = lazy(async () => ({ default: (await import('#renderer/features/documents/index.ts')).PrintView }))

export function Shell(): React.JSX.Element {
  const [isPrinting] = useRoute('/print/*?')
  if (!isPrinting) return <Desk />
  return (
    <RoomBoundary room={printWords.tools}>
      <Suspense fallback={<LoadingState />}>
        <PrintView />
      </Suspense>
    </RoomBoundary>
  )
}

function Desk(): React.JSX.Element {
  const [sheet, setSheet] = useState(false)
  const [palette, setPalette] = useState(false)
  const openNew = useNewTicket((door) => door.open)
  const commands = useWindowCommands({ openPalette: () => setPalette(true), openSheet: () => setSheet(true) })
  return (
    <div className={styles['shell']}>
      <a href="#content" className={styles['skip']} onClick={(event) => focusContent(event)}>
        {appWords.skip}
      </a>
      <Sidebar />
      <div className={styles['main']}>
        <section className={styles['top']} aria-label={appWords.tools}>
          <UnstyledButton className={styles['find']} onClick={() => setPalette(true)}>
            <IconSearch size={16} aria-hidden />
            <span>{appWords.find}</span>
            <Keys keys="mod+k" />
          </UnstyledButton>
          <TimersStrip />
          <Button leftSection={<IconPlus size={16} />} rightSection={<Keys keys="c" />} size="compact-md" onClick={() => openNew()}>
            {appWords.newTicket}
          </Button>
        </section>
        <main id="content" tabIndex={-1} className={styles['content']}>
          <Routes />
        </main>
      </div>
      <div className={styles['over']}>
        <RoomBoundary room={appWords.newTicket}>
          <NewTicketDialog />
        </RoomBoundary>
      </div>
      <ShortcutSheet opened={sheet} onClose={() => setSheet(false)} />
      <Palette opened={palette} onClose={() => setPalette(false)} commands={commands} />
    </div>
  )
}

function focusContent(event: React.MouseEvent): void {
  // The hash is the router's: move the focus without touching the address.
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}
