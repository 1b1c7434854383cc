// The form for a person: role and clients are what the server lets them do and see.

import { useMemo } from 'react'
import { roles } from '#core/kernel/permission.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { roleWords } from '#core/words/records.ts'
import { settingsFieldWords as fields, settingsWords as words } from '#core/words/rooms-settings.ts'
import { timeZones } from '#renderer/features/clients/index.ts'
import { type FormFieldSpec, RecordForm, type Typed } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'

export function PersonForm({ person, onClose }: { person: Person | null; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  const spec = useMemo(() => personForm(), [])
  const defaults: Typed = {
    role: 'technician',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    teamIds: [],
    skills: [],
    clientIds: null
  }
  return (
    <RecordForm
      title={person === null ? words.newPerson : words.editPerson(person.name)}
      draftKey={person === null ? 'person:new' : `person:${person.id}`}
      fields={spec}
      initial={person ?? defaults}
      currency="EUR"
      onClose={onClose}
      onSave={(values) =>
        person === null
          ? act(
              { name: 'person.create', input: { ...defaults, ...values } },
              { done: words.created(String(values['name'])), quietRefusal: true }
            )
          : act({ name: 'person.edit', input: { id: person.id, fields: values } }, { done: words.saved(person.name), quietRefusal: true })
      }
    />
  )
}

function personForm(): readonly FormFieldSpec[] {
  const notArchived = { op: 'empty', field: 'archivedAt' } as const
  return [
    { name: 'name', label: fields.name, kind: 'line', required: true, half: true },
    { name: 'email', label: fields.email, kind: 'line', required: true, half: true, hint: fields.emailHint },
    {
      name: 'role',
      label: fields.role,
      kind: 'choice',
      required: true,
      half: true,
      choices: roles.map((role) => ({ value: role, label: roleWords[role] }))
    },
    { name: 'timeZone', label: fields.timeZone, kind: 'choice', required: true, half: true, choices: timeZones() },
    { name: 'teamIds', label: fields.teams, kind: 'entities', entity: 'team', where: [notArchived] },
    {
      name: 'clientIds',
      label: fields.clients,
      kind: 'entities',
      entity: 'client',
      where: [notArchived],
      hint: fields.clientsHint,
      nullLabel: words.allClients
    },
    { name: 'skills', label: fields.skills, kind: 'tags' }
  ]
}
