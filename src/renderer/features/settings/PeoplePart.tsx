// The provider's people: who they are, what they may do, which clients they see.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import { roleWords } from '#core/words/records.ts'
import { settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { PersonForm } from './PersonForm.tsx'
import { useMayAdminister } from './use-may-administer.ts'

export function PeoplePart(): React.JSX.Element {
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const [givingPassword, setGivingPassword] = useState<Person | null>(null)
  const may = useMayAdminister()
  const people = useQuery<Person>({
    entity: 'person',
    sort: [
      { field: 'active', direction: 'descending' },
      { field: 'name', direction: 'ascending' }
    ],
    limit: 2000
  })
  if (people.loading) return <LoadingState />
  return (
    <Section title={settingsParts.people} actions={may && <Button onClick={() => setEditing('new')}>{words.newPerson}</Button>}>
      {!may && <Quiet>{words.readOnly}</Quiet>}
      <Rows label={settingsParts.people}>
        {people.rows.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            may={may}
            onEdit={() => setEditing(person)}
            onPassword={() => setGivingPassword(person)}
          />
        ))}
      </Rows>
      {givingPassword !== null && <PasswordDialog person={givingPassword} onClose={() => setGivingPassword(null)} />}
      {editing !== null && <PersonForm person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

interface PersonRowProps {
  readonly person: Person
  readonly may: boolean
  readonly onEdit: () => void
  readonly onPassword: () => void
}

function PersonRow({ person, may, onEdit, onPassword }: PersonRowProps): React.JSX.Element {
  const act = useAct()
  const { session } = useSession()
  const flip = (): void => {
    const done = person.active ? words.deactivated(person.name) : words.activated(person.name)
    void act({ name: person.active ? 'person.deactivate' : 'person.activate', input: { id: person.id } }, { done })
  }
  return (
    <Row
      title={
        <span style={{ display: 'inline-flex', gap: 12, alignItems: 'center' }}>
          <Avatar name={person.name} color={person.avatarColour} decorative />
          {person.name}
        </span>
      }
      note={person.email}
      end={
        <>
          {session?.personId === person.id && <StatusChip tone="active" label={words.you} />}
          {!person.active && <StatusChip tone="neutral" label={words.inactive} />}
          <Quiet>{person.clientIds === null ? words.allClients : words.someClients(person.clientIds.length)}</Quiet>
          <span style={{ width: 128, whiteSpace: 'nowrap' }}>{roleWords[person.role]}</span>
          {may && (
            <>
              <Button size="compact-xs" variant="subtle" aria-label={words.editPerson(person.name)} onClick={onEdit}>
                {words.edit}
              </Button>
              <Button size="compact-xs" variant="subtle" aria-label={words.givePassword(person.name)} onClick={onPassword}>
                {words.passwordButton}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={flip}>
                {person.active ? words.deactivate : words.activate}
              </Button>
            </>
          )}
        </>
      }
    />
  )
}
