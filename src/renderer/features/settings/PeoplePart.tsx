// The provider's people: who they are, what they may do, which clients they see.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import { roleWords } from '#core/words/records.ts'
import { settingsFieldWords as fields, settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { PersonForm } from './PersonForm.tsx'
import styles from './settings.module.css'
import { useMayAdminister } from './use-may-administer.ts'

export function PeoplePart(): React.JSX.Element {
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const [givingPassword, setGivingPassword] = useState<Person | null>(null)
  const may = useMayAdminister()
  const { session } = useSession()
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
      <PlainTable
        label={settingsParts.people}
        columns={columnsOf(session?.personId ?? null, may ? { onEdit: setEditing, onPassword: setGivingPassword } : null)}
        rows={people.rows}
        keyOf={(person) => person.id}
      />
      {givingPassword !== null && <PasswordDialog person={givingPassword} onClose={() => setGivingPassword(null)} />}
      {editing !== null && <PersonForm person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

interface PersonHand {
  readonly onEdit: (person: Person) => void
  readonly onPassword: (person: Person) => void
}

/** @param hand null: they can only be looked at */
function columnsOf(ownId: string | null, hand: PersonHand | null): readonly PlainColumn<Person>[] {
  return [
    { id: 'name', header: fields.name, render: (person) => <Who person={person} isYou={person.id === ownId} /> },
    { id: 'role', header: fields.role, width: '136px', render: (person) => roleWords[person.role] },
    {
      id: 'clients',
      header: words.sees,
      width: '96px',
      render: (person) => <Quiet>{person.clientIds === null ? words.allClients : words.someClients(person.clientIds.length)}</Quiet>
    },
    ...(hand === null
      ? []
      : [
          {
            id: 'actions',
            header: words.actions,
            hideHeader: true,
            width: '256px',
            render: (person: Person) => <PersonActions person={person} hand={hand} />
          }
        ])
  ]
}

function Who({ person, isYou }: { person: Person; isYou: boolean }): React.JSX.Element {
  return (
    <span className={styles['person']}>
      <Avatar name={person.name} color={person.avatarColour} decorative />
      <span className={styles['personName']}>
        <span>
          {person.name} {isYou && <StatusChip tone="active" label={words.you} />}
          {!person.active && <StatusChip tone="neutral" label={words.inactive} />}
        </span>
        <Quiet>{person.email}</Quiet>
      </span>
    </span>
  )
}

function PersonActions({ person, hand }: { person: Person; hand: PersonHand }): React.JSX.Element {
  const act = useAct()
  const flip = (): void => {
    const done = person.active ? words.deactivated(person.name) : words.activated(person.name)
    void act({ name: person.active ? 'person.deactivate' : 'person.activate', input: { id: person.id } }, { done })
  }
  return (
    <span className={styles['personActions']}>
      <Button size="compact-xs" variant="subtle" aria-label={words.editPerson(person.name)} onClick={() => hand.onEdit(person)}>
        {words.edit}
      </Button>
      <Button size="compact-xs" variant="subtle" aria-label={words.givePassword(person.name)} onClick={() => hand.onPassword(person)}>
        {words.passwordButton}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={person.active ? words.deactivateOne(person.name) : words.activateOne(person.name)}
        onClick={flip}
      >
        {person.active ? words.deactivate : words.activate}
      </Button>
    </span>
  )
}
