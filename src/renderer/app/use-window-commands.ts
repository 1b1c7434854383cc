// What can be done in every room: by key, from the palette, from the desktop's menu. One list, so that the three can't differ.

import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { appWords, paletteWords } from '#core/words/rooms-app.ts'
import { useNewTicket } from '#renderer/features/new-ticket/index.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import type { MenuCommand } from '#renderer/platform/platform.ts'
import { useAppearance } from '#renderer/ui/appearance.ts'
import { listenForShortcuts, useShortcuts } from '#renderer/ui/shortcuts.ts'
import { expectField } from '#renderer/ui/type-ahead.ts'
import { useUndoLast } from '#renderer/ui/use-act.ts'
import { useLatest } from '#renderer/ui/use-latest.ts'
import type { PaletteCommand } from './Palette.tsx'
import { preloadRooms, rooms } from './rooms.tsx'

interface Openers {
  readonly openPalette: () => void
  readonly openSheet: () => void
}

/** The first screen comes first. */
const preloadDelayMs = 1500

/** Answers the commands for the palette. */
export function useWindowCommands({ openPalette, openSheet }: Openers): readonly PaletteCommand[] {
  const [, navigate] = useLocation()
  const openNew = useNewTicket((door) => door.open)
  const undo = useUndoLast()
  const { syncNow } = useCommand()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const { density, setDensity } = useAppearance()
  useEffect(() => listenForShortcuts(document), [])
  useEffect(() => {
    const timer = setTimeout(() => void preloadRooms().catch(() => undefined), preloadDelayMs)
    return () => clearTimeout(timer)
  }, [])
  // Undo stands alone: what was taken back is done again by doing it, no second stack could disagree with the records.
  useMenu({ 'new-ticket': () => openNew(), palette: openPalette, settings: () => navigate('/settings'), undo })
  useShortcuts(paletteWords.everywhere, [
    { keys: 'mod+k', label: paletteWords.openPalette, run: typedInto(openPalette), whileTyping: true },
    { keys: 'c', label: appWords.newTicket, run: typedInto(() => openNew()) },
    { keys: '?', label: paletteWords.showShortcuts, run: openSheet },
    { keys: 'mod+z', label: paletteWords.undo, run: undo },
    ...rooms.map((room) => ({ keys: room.keys, label: room.label, run: () => navigate(room.path) }))
  ])
  return [
    { label: appWords.newTicket, run: () => openNew() },
    { label: paletteWords.undo, run: undo },
    { label: paletteWords.switchScheme, run: () => setColorScheme(scheme === 'light' ? 'dark' : 'light') },
    { label: paletteWords.switchDensity, run: () => setDensity(density === 'compact' ? 'comfortable' : 'compact') },
    { label: paletteWords.syncNow, run: () => void syncNow() },
    { label: paletteWords.showShortcuts, run: openSheet }
  ]
}

/** Keys that follow go into the field that this opens. */
function typedInto(open: () => void): () => void {
  return () => {
    expectField()
    open()
  }
}

function useMenu(commands: Partial<Readonly<Record<MenuCommand, () => void>>>): void {
  const latest = useLatest(commands)
  useEffect(() => platform.onMenu((command) => latest.current[command]?.()), [latest])
}
