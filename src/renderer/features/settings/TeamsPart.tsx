// Teams: groups of people that tickets can be given to. Who belongs to one stands with the person.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import type { Team } from '#core/organisation/team.entity.ts'
import { settingsFieldWords as fields, settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { type FormFieldSpec, Quiet, RecordForm, Row, Rows } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { useMayAdminister } from './use-may-administer.ts'

const teamForm: readonly FormFieldSpec[] = [
  { name: 'name', label: fields.name, kind: 'line', required: true },
  { name: 'description', label: fields.description, kind: 'text' },
  { name: 'leadId', label: fields.lead, kind: 'entity', entity: 'person', where: [{ op: 'is', field: 'active', value: true }] }
]

export function TeamsPart(): React.JSX.Element {
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const may = useMayAdminister()
  const act = useAct()
  const teams = useQuery<Team>({
    entity: 'team',
    where: [{ op: 'empty', field: 'archivedAt' }],
    sort: [{ field: 'name', direction: 'ascending' }]
  })
  const people = useQuery<Person>({ entity: 'person', limit: 2000 })
  const team = editing === 'new' ? null : editing
  if (teams.loading) return <LoadingState />
  return (
    <Section title={settingsParts.teams} actions={may && <Button onClick={() => setEditing('new')}>{words.newTeam}</Button>}>
      {teams.total === 0 ? (
        <Quiet>{words.noTeams}</Quiet>
      ) : (
        <Rows label={settingsParts.teams}>
          {teams.rows.map((one) => (
            <TeamRow
              key={one.id}
              team={one}
              members={people.rows.filter((person) => person.teamIds.includes(one.id)).length}
              may={may}
              onEdit={() => setEditing(one)}
            />
          ))}
        </Rows>
      )}
      {editing !== null && (
        <RecordForm
          title={team === null ? words.newTeam : words.editTeam(team.name)}
          draftKey={team === null ? 'team:new' : `team:${team.id}`}
          fields={teamForm}
          initial={team ?? {}}
          currency="EUR"
          onClose={() => setEditing(null)}
          onSave={(values) =>
            team === null
              ? act({ name: 'team.create', input: values }, { done: words.created(String(values['name'])), quietRefusal: true })
              : act({ name: 'team.edit', input: { id: team.id, fields: values } }, { done: words.saved(team.name), quietRefusal: true })
          }
        />
      )}
    </Section>
  )
}

interface TeamRowProps {
  readonly team: Team
  readonly members: number
  readonly may: boolean
  readonly onEdit: () => void
}

function TeamRow({ team, members, may, onEdit }: TeamRowProps): React.JSX.Element {
  const act = useAct()
  const archive = (): void => void act({ name: 'team.archive', input: { id: team.id } }, { done: words.archived(team.name) })
  return (
    <Row
      title={team.name}
      note={team.description}
      end={
        <>
          <Quiet>{words.members(members)}</Quiet>
          {may && (
            <>
              <Button size="compact-xs" variant="subtle" aria-label={words.editTeam(team.name)} onClick={onEdit}>
                {words.edit}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={archive}>
                {words.archive}
              </Button>
            </>
          )}
        </>
      }
    />
  )
}
