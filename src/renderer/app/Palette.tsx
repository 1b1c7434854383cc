// Ctrl/Cmd+K: every room, every command that can be done now, and every ticket, client, asset, contract, part and document, by a few letters.
// The best hit stands first and is what Enter opens, also when it comes a moment after the letters.

import { Modal } from '@mantine/core'
import {
  IconBuilding,
  IconDeviceDesktop,
  IconFileCertificate,
  IconFileInvoice,
  IconPackage,
  IconSettings,
  IconTicket
} from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { paletteWords } from '#core/words/rooms-app.ts'
import { settingsParts } from '#core/words/rooms-settings.ts'
import type { SearchHit } from '#store/contract.ts'
import { type Directory, useDirectory } from '#renderer/features/ticket/index.ts'
import { useSearch } from '#renderer/live/use-search.ts'
import { type DialogChoice, FilteredChoices } from '#renderer/ui/ChoiceDialog.tsx'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { useShortcutGroups } from '#renderer/ui/shortcuts.ts'
import { rooms } from './rooms.tsx'

const searched = ['ticket', 'client', 'asset', 'contract', 'part', 'invoice'] as const
const icons = {
  ticket: IconTicket,
  client: IconBuilding,
  asset: IconDeviceDesktop,
  contract: IconFileCertificate,
  part: IconPackage,
  invoice: IconFileInvoice
} as const
/** Field that names a record, and the quiet ones beside it. */
const named: Readonly<Record<(typeof searched)[number], readonly [string, ...string[]]>> = {
  ticket: ['subject'],
  client: ['name', 'code', 'tag'],
  asset: ['name', 'code', 'tag'],
  contract: ['name'],
  part: ['name', 'sku'],
  invoice: ['title', 'number']
}
const shownHits = 12

export interface PaletteCommand {
  readonly label: string
  readonly run: () => void
}

interface PaletteProps {
  readonly opened: boolean
  readonly commands: readonly PaletteCommand[]
  readonly onClose: () => void
}

export function Palette(props: PaletteProps): React.JSX.Element {
  return (
    <Modal.Root opened={props.opened} onClose={props.onClose} size={640} yOffset="10vh" returnFocus>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg" aria-label={paletteWords.title}>
        <Modal.Body p={12}>{props.opened && <Search {...props} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface Entry extends DialogChoice {
  readonly run: () => void
}

function Search({ commands, onClose }: PaletteProps): React.JSX.Element {
  const [words, setWords] = useState('')
  const { hits } = useSearch(words, searched, shownHits)
  const doable = useDoable(commands)
  const { clients } = useDirectory()
  const [, navigate] = useLocation()
  const typed = words.trim().toLowerCase()
  const entries = useMemo(
    () => [
      ...hits.map((hit): Entry => ({ ...hitChoice(hit, clients), run: () => navigate(addressOf(hit)) })),
      ...doable.filter((entry) => entry.label.toLowerCase().includes(typed))
    ],
    [hits, doable, typed, clients, navigate]
  )
  return (
    <FilteredChoices
      label={paletteWords.title}
      placeholder={paletteWords.placeholder}
      nothing={paletteWords.nothing}
      typed={words}
      onTyped={setWords}
      choices={entries}
      onChoose={(value) => {
        onClose()
        entries.find((entry) => entry.value === value)?.run()
      }}
    />
  )
}

/** Rooms, what can be pressed in this room, and the commands of the window. */
function useDoable(commands: readonly PaletteCommand[]): readonly Entry[] {
  const [, navigate] = useLocation()
  const [, ...roomGroups] = useShortcutGroups()
  const places = rooms.map((room) => ({
    value: `room ${room.path}`,
    group: paletteWords.goTo,
    label: room.label,
    icon: <room.icon size={18} stroke={1.7} />,
    end: <Keys keys={room.keys} />,
    run: () => navigate(room.path)
  }))
  const here = roomGroups.flatMap((group) =>
    group.shortcuts.map((shortcut) => ({
      value: `key ${group.title} ${shortcut.keys}`,
      group: paletteWords.thisRoom,
      label: shortcut.label,
      end: <Keys keys={shortcut.keys} />,
      run: () => shortcut.run(new KeyboardEvent('keydown'))
    }))
  )
  const window = commands.map(({ label, run }) => ({ value: `command ${label}`, group: paletteWords.commands, label, run }))
  return [...places, ...settingsPlaces(navigate), ...here, ...window]
}

/** The parts of the settings by their own names. */
function settingsPlaces(navigate: (path: string) => void): readonly Entry[] {
  return Object.entries(settingsParts).map(([name, label]) => ({
    value: `settings ${name}`,
    group: paletteWords.goTo,
    label: paletteWords.settingsPart(label),
    icon: <IconSettings size={18} stroke={1.7} />,
    run: () => navigate(`/settings/${name}`)
  }))
}

function hitChoice(hit: SearchHit, clients: Directory['clients']): DialogChoice {
  const kind = kindOf(hit)
  const Sign = icons[kind]
  const number = hit.row['number'] === null ? fieldText(hit.row, 'provisionalNumber') : `#${fieldText(hit.row, 'number')}`
  const [label, ...notes] = named[kind]
  // Many clients have a contract, or a document, of the same name.
  const owner = kind === 'contract' || kind === 'invoice' ? (clients.get(hit.row.clientId ?? '')?.name ?? '') : ''
  const note = kind === 'ticket' ? number : [fieldTexts(hit.row, ...notes), owner].filter((each) => each !== '').join(' · ')
  return {
    value: hit.id,
    group: paletteWords.records,
    label: fieldText(hit.row, label),
    icon: <Sign size={18} stroke={1.7} aria-hidden />,
    note: `${paletteWords[kind]} · ${note}`
  }
}

function kindOf(hit: SearchHit): (typeof searched)[number] {
  return searched.find((kind) => kind === hit.entity) ?? 'ticket'
}

function addressOf(hit: SearchHit): string {
  const kind = kindOf(hit)
  return kind === 'invoice' ? `/billing/documents/${hit.id}` : `/${kind}s/${hit.id}`
}
