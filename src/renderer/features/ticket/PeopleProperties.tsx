// Who works on the ticket, for whom, and where.

import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import { ticketListWords, ticketWords } from '#core/words/rooms-tickets.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { EditableChoice } from '#renderer/ui/EditableChoice.tsx'
import { EditableEntity } from '#renderer/ui/EditableEntity.tsx'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'
import { Property } from '#renderer/ui/PropertyList.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { markOf, type PropertiesProps } from './Properties.tsx'
import styles from './ticket.module.css'
import { useDirectory } from './use-directory.ts'
import { useSaveFields } from './use-save.ts'

const nobody = 'nobody'

export function PeopleProperties({ row, clashing }: PropertiesProps): React.JSX.Element {
  const act = useAct()
  const { people, teams } = useDirectory()
  const person = row.assigneeId === null ? undefined : people.get(row.assigneeId)
  const disabled = row.archivedAt !== null
  const assign = (part: { assigneeId?: string | null; teamId?: string | null }, what: string): Promise<string | null> =>
    act({ name: 'ticket.assign', input: { id: row.id, ...part } }, { done: ticketWords.saved(what), quietRefusal: true })
  const none = { value: nobody, label: ticketWords.nobody }
  return (
    <>
      <Property label={ticketWords.assignee} mark={markOf('assigneeId', clashing)}>
        <EditableChoice
          label={ticketWords.assignee}
          value={row.assigneeId ?? nobody}
          disabled={disabled}
          choices={[none, ...[...people.values()].filter((each) => each.active).map((each) => ({ value: each.id, label: each.name }))]}
          shown={
            person !== undefined && (
              <span className={styles['person']}>
                <Avatar name={person.name} color={person.avatarColour} decorative /> {person.name}
              </span>
            )
          }
          onSave={(chosen) => assign({ assigneeId: chosen === nobody ? null : chosen }, ticketWords.assignee)}
        />
      </Property>
      <Property label={ticketWords.team} mark={markOf('teamId', clashing)}>
        <EditableChoice
          label={ticketWords.team}
          value={row.teamId ?? nobody}
          disabled={disabled}
          choices={[
            { value: nobody, label: ticketListWords.noTeam },
            ...[...teams.values()].filter((each) => each.archivedAt === null).map((each) => ({ value: each.id, label: each.name }))
          ]}
          onSave={(chosen) => assign({ teamId: chosen === nobody ? null : chosen }, ticketWords.team)}
        />
      </Property>
      <PlaceProperties row={row} clashing={clashing} />
    </>
  )
}

function PlaceProperties({ row, clashing }: PropertiesProps): React.JSX.Element {
  const save = useSaveFields(row.id)
  const contact = useRow<Contact>('contact', row.contactId).row
  const site = useRow<Site>('site', row.siteId).row
  const ofClient = [
    { op: 'is', field: 'clientId', value: row.clientId },
    { op: 'empty', field: 'archivedAt' }
  ] as const
  const disabled = row.archivedAt !== null
  const contactText = contact === null ? '…' : [contact.name, contact.phone].filter((part) => part !== '').join(' · ')
  return (
    <>
      <Property label={ticketWords.contact} mark={markOf('contactId', clashing)}>
        <EditableEntity
          entity="contact"
          label={ticketWords.contact}
          value={row.contactId}
          where={ofClient}
          clearable
          disabled={disabled}
          name={contactText}
          shown={contactText}
          labelOf={(each) => fieldText(each, 'name')}
          noteOf={(each) => fieldTexts(each, 'position', 'phone')}
          onSave={(contactId) => save({ contactId }, ticketWords.saved(ticketWords.contact))}
        />
      </Property>
      <Property label={ticketWords.site} mark={markOf('siteId', clashing)}>
        <EditableEntity
          entity="site"
          label={ticketWords.site}
          value={row.siteId}
          where={ofClient}
          clearable
          disabled={disabled}
          name={site?.name ?? ''}
          shown={site?.name ?? '…'}
          labelOf={(each) => fieldText(each, 'name')}
          noteOf={(each) => fieldText(each, 'city')}
          onSave={(siteId) => save({ siteId }, ticketWords.saved(ticketWords.site))}
        />
      </Property>
    </>
  )
}
