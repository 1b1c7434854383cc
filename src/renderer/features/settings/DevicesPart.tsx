// Installed copies of the app that signed in: names, when they were last seen, and locking a lost one out.

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Device } from '#core/organisation/device.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { Quiet, RecordForm, Row, Rows } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { useMayAdminister } from './use-may-administer.ts'

const renameForm = [{ name: 'name', label: words.deviceName, kind: 'line', required: true }] as const

export function DevicesPart(): React.JSX.Element {
  const [renaming, setRenaming] = useState<Device | null>(null)
  const [revoking, setRevoking] = useState<Device | null>(null)
  const act = useAct()
  const people = useQuery<Person>({ entity: 'person', limit: 2000 })
  const names = new Map(people.rows.map((person) => [person.id, person.name]))
  const devices = useQuery<Device>({ entity: 'device', sort: [{ field: 'lastSeenAt', direction: 'descending' }], limit: 500 })
  if (devices.loading) return <LoadingState />
  return (
    <Section title={settingsParts.devices}>
      {devices.total === 0 ? (
        <Quiet>{words.noDevices}</Quiet>
      ) : (
        <Rows label={settingsParts.devices}>
          {devices.rows.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              owner={names.get(device.personId) ?? ''}
              onRename={() => setRenaming(device)}
              onRevoke={() => setRevoking(device)}
            />
          ))}
        </Rows>
      )}
      {renaming !== null && (
        <RecordForm
          title={words.rename}
          draftKey={`device:${renaming.id}`}
          fields={renameForm}
          initial={renaming}
          currency="EUR"
          onClose={() => setRenaming(null)}
          onSave={(values) =>
            act({ name: 'device.rename', input: { id: renaming.id, fields: values } }, { done: words.renamed, quietRefusal: true })
          }
        />
      )}
      {revoking !== null && (
        <RevokeDialog
          device={revoking}
          onClose={() => setRevoking(null)}
          onRevoke={() => void act({ name: 'device.revoke', input: { id: revoking.id } }, { done: words.revoked })}
        />
      )}
    </Section>
  )
}

interface DeviceRowProps {
  readonly device: Device
  readonly owner: string
  readonly onRename: () => void
  readonly onRevoke: () => void
}

function DeviceRow({ device, owner, onRename, onRevoke }: DeviceRowProps): React.JSX.Element {
  const { session } = useSession()
  const mine = useMayAdminister() || session?.personId === device.personId
  return (
    <Row
      title={device.name}
      note={`${owner} · ${device.platform}`}
      end={
        <>
          {session?.deviceId === device.id && <StatusChip tone="active" label={words.thisDevice} />}
          {device.revokedAt !== null && <StatusChip tone="bad" label={words.revokedChip} />}
          {typeof device.wipedAt === 'number' && <WipedNote device={device} wipedAt={device.wipedAt} />}
          <Quiet>
            {words.lastSeen} <RelativeTime at={device.lastSeenAt} />
          </Quiet>
          {mine && (
            <Button size="compact-xs" variant="subtle" onClick={onRename}>
              {words.rename}
            </Button>
          )}
          {mine && device.revokedAt === null && (
            <Button size="compact-xs" variant="subtle" color="red" onClick={onRevoke}>
              {words.revoke}
            </Button>
          )}
        </>
      }
    />
  )
}

/** A locked-out device said that it had deleted everything, and what it handed in before. */
function WipedNote({ device, wipedAt }: { device: Device; wipedAt: number }): React.JSX.Element {
  const client = useStore()
  const mayRead = useMayAdminister()
  const [failed, setFailed] = useState(false)
  const count = device.rescuedCommands ?? 0
  const save = async (): Promise<void> => {
    const answer = await client.request('rescued', { deviceId: device.id })
    setFailed(!answer.ok)
    if (!answer.ok) return
    const text = JSON.stringify(
      answer.boxes.map((box): unknown => JSON.parse(box)),
      null,
      2
    )
    await platform.saveFile(words.rescuedFile(device.name), new Blob([text]))
  }
  return (
    <>
      <Quiet>
        {words.wiped} <RelativeTime at={wipedAt} />
        {count > 0 && ` · ${words.rescued(count)}`}
      </Quiet>
      {/* What was typed, and files, come without a command. */}
      {mayRead && (
        <Button size="compact-xs" variant="subtle" onClick={() => void save()}>
          {words.showRescued}
        </Button>
      )}
      {failed && <StatusChip tone="bad" label={words.rescuedFailed} />}
    </>
  )
}

/** Locking out is the one thing here that can't be undone, so it asks. */
function RevokeDialog({ device, onClose, onRevoke }: { device: Device; onClose: () => void; onRevoke: () => void }): React.JSX.Element {
  return (
    <Modal opened onClose={onClose} title={words.revokeAsk(device.name)} closeButtonProps={{ 'aria-label': formWords.cancel }}>
      <Stack gap="md">
        <Text size="sm">{words.revokeText}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {formWords.cancel}
          </Button>
          <Button
            color="red"
            onClick={() => {
              onRevoke()
              onClose()
            }}
          >
            {words.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
