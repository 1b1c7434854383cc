// The window of a signed-in person: sidebar, title area with timers, the room, and what opens over every room.

import { Button, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { appWords, paletteWords } from '#core/words/rooms-app.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { NewTicketDialog, useNewTicket } from '#renderer/features/new-ticket/index.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import type { MenuCommand } from '#renderer/platform/platform.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { useAppearance } from '#renderer/ui/appearance.ts'
import { listenForShortcuts, useShortcuts } from '#renderer/ui/shortcuts.ts'
import { useLatest } from '#renderer/ui/use-latest.ts'
import { useUndoLast } from '#renderer/ui/use-act.ts'
import { Palette } from './Palette.tsx'
import { RoomBoundary } from './RoomBoundary.tsx'
import { Routes } from './Routes.tsx'
import { rooms } from './rooms.tsx'
import styles from './Shell.module.css'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TimersStrip } from './TimersStrip.tsx'

export function Shell(): React.JSX.Element {
  const [sheet, setSheet] = useState(false)
  const [palette, setPalette] = useState(false)
  const openPalette = (): void => setPalette(true)
  const [, navigate] = useLocation()
  const door = useNewTicket()
  const undo = useUndoLast()
  const { syncNow } = useCommand()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const { density, setDensity } = useAppearance()
  useEffect(() => listenForShortcuts(document), [])
  const commands = useLatest<Readonly<Record<MenuCommand, () => void>>>({
    'new-ticket': () => door.open(),
    palette: openPalette,
    settings: () => navigate('/settings'),
    undo,
    // What was taken back is done again by doing it; there is no second stack that could disagree with the records.
    redo: () => undefined
  })
  useEffect(() => platform.onMenu((command) => commands.current[command]()), [commands])
  useShortcuts(paletteWords.everywhere, [
    { keys: 'mod+k', label: paletteWords.openPalette, run: openPalette, whileTyping: true },
    { keys: 'c', label: appWords.newTicket, run: () => door.open() },
    { keys: '?', label: paletteWords.showShortcuts, run: () => setSheet(true) },
    { keys: 'mod+z', label: paletteWords.undo, run: undo },
    ...rooms.map((room) => ({ keys: room.keys, label: room.label, run: () => navigate(room.path) }))
  ])
  return (
    <div className={styles['shell']}>
      <a href="#content" className={styles['skip']} onClick={(event) => focusContent(event)}>
        {appWords.skip}
      </a>
      <Sidebar />
      <div className={styles['main']}>
        <section className={styles['top']} aria-label={appWords.tools}>
          <UnstyledButton className={styles['find']} onClick={openPalette}>
            <IconSearch size={16} aria-hidden />
            <span>{appWords.find}</span>
            <Keys keys="mod+k" />
          </UnstyledButton>
          <TimersStrip />
          <Button leftSection={<IconPlus size={16} />} rightSection={<Keys keys="c" />} size="compact-md" onClick={() => door.open()}>
            {appWords.newTicket}
          </Button>
        </section>
        <main id="content" tabIndex={-1} className={styles['content']}>
          <Routes />
        </main>
      </div>
      <RoomBoundary room={appWords.newTicket}>
        <NewTicketDialog />
      </RoomBoundary>
      <ShortcutSheet opened={sheet} onClose={() => setSheet(false)} />
      <Palette
        opened={palette}
        onClose={() => setPalette(false)}
        commands={[
          { label: appWords.newTicket, run: () => door.open() },
          { label: paletteWords.undo, run: undo },
          { label: paletteWords.switchScheme, run: () => setColorScheme(scheme === 'light' ? 'dark' : 'light') },
          { label: paletteWords.switchDensity, run: () => setDensity(density === 'compact' ? 'comfortable' : 'compact') },
          { label: paletteWords.syncNow, run: () => void syncNow() },
          { label: paletteWords.showShortcuts, run: () => setSheet(true) }
        ]}
      />
    </div>
  )
}

function focusContent(event: React.MouseEvent): void {
  // The hash is the router's: move the focus without touching the address.
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}
