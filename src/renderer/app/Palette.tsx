// Ctrl/Cmd+K: every room, every command that can be done now, and every ticket, client and asset, by typing a few letters.

import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconBuilding, IconDeviceDesktop, IconSearch, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { paletteWords } from '#core/words/rooms-app.ts'
import type { SearchHit } from '#store/contract.ts'
import { useSearch } from '#renderer/live/use-search.ts'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { useShortcutGroups } from '#renderer/ui/shortcuts.ts'
import { rooms } from './rooms.tsx'

const searched = ['ticket', 'client', 'asset'] as const
const icons = { ticket: IconTicket, client: IconBuilding, asset: IconDeviceDesktop } as const

export interface PaletteCommand {
  readonly label: string
  readonly run: () => void
}

export function Palette({ commands }: { commands: readonly PaletteCommand[] }): React.JSX.Element {
  const [words, setWords] = useState('')
  const [, navigate] = useLocation()
  const { hits } = useSearch(words, searched, 12)
  const groups = useShortcutGroups()
  const matches = (label: string): boolean => label.toLowerCase().includes(words.trim().toLowerCase())
  const places = rooms.filter((room) => matches(room.label))
  const doable = commands.filter((command) => matches(command.label))
  const here = groups
    .slice(1)
    .flatMap((group) => group.shortcuts)
    .filter((shortcut) => matches(shortcut.label))
  const empty = hits.length + places.length + doable.length + here.length === 0
  return (
    <Spotlight.Root
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      scrollable
      maxHeight={480}
      clearQueryOnClose
      attributes={{ content: { 'aria-label': paletteWords.title } }}
      styles={{ actionDescription: { opacity: 0.9 } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      radius="lg"
    >
      <Spotlight.Search placeholder={paletteWords.placeholder} aria-label={paletteWords.title} leftSection={<IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={paletteWords.records}>
            {hits.map((hit) => (
              <HitAction key={hit.id} hit={hit} onOpen={() => navigate(addressOf(hit))} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={paletteWords.goTo}>
            {places.map((room) => (
              <Spotlight.Action
                key={room.path}
                label={room.label}
                leftSection={<room.icon size={18} stroke={1.7} />}
                rightSection={<Keys keys={room.keys} />}
                onClick={() => navigate(room.path)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {here.length > 0 && (
          <Spotlight.ActionsGroup label={paletteWords.thisRoom}>
            {here.map((shortcut) => (
              <Spotlight.Action
                key={shortcut.keys}
                label={shortcut.label}
                rightSection={<Keys keys={shortcut.keys} />}
                onClick={() => shortcut.run(new KeyboardEvent('keydown'))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {doable.length > 0 && (
          <Spotlight.ActionsGroup label={paletteWords.commands}>
            {doable.map((command) => (
              <Spotlight.Action key={command.label} label={command.label} onClick={command.run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {empty && <Spotlight.Empty>{paletteWords.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

export function openPalette(): void {
  spotlight.open()
}

function HitAction({ hit, onOpen }: { hit: SearchHit; onOpen: () => void }): React.JSX.Element {
  const kind = kindOf(hit)
  const Sign = icons[kind]
  const label = fieldText(hit.row, kind === 'ticket' ? 'subject' : 'name')
  const mark =
    kind !== 'ticket'
      ? fieldTexts(hit.row, 'code', 'tag')
      : hit.row['number'] === null
        ? fieldText(hit.row, 'provisionalNumber')
        : `#${fieldText(hit.row, 'number')}`
  return (
    <Spotlight.Action
      label={label}
      description={[paletteWords[kind], mark].filter((part) => part !== '').join(' · ')}
      leftSection={<Sign size={18} stroke={1.7} />}
      onClick={onOpen}
    />
  )
}

function kindOf(hit: SearchHit): (typeof searched)[number] {
  return searched.find((kind) => kind === hit.entity) ?? 'ticket'
}

function addressOf(hit: SearchHit): string {
  return `/${kindOf(hit)}s/${hit.id}`
}
