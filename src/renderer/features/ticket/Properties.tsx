// Everything that is known of a ticket, changed where it stands.

import { coverageWords } from '#core/words/coverage.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { slaWords } from '#core/words/sla.ts'
import { impactWords, statusWords, ticketChannelWords, ticketKindWords, urgencyWords } from '#core/words/tickets.ts'
import { levels, type Ticket, ticketKinds, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { CoverageCard, TicketPromises } from '#renderer/features/coverage/index.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { EditableChoice } from '#renderer/ui/EditableChoice.tsx'
import { EditableTags } from '#renderer/ui/EditableTags.tsx'
import { EditableText } from '#renderer/ui/EditableText.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { AssetCards } from './AssetCards.tsx'
import { ClientCard } from './ClientCard.tsx'
import { CustomFields } from './CustomFields.tsx'
import { Links } from './Links.tsx'
import { useConflicts } from './Notices.tsx'
import { PeopleProperties } from './PeopleProperties.tsx'
import styles from './ticket.module.css'
import { TicketPriorityMark, TicketStatusChip } from './TicketMarks.tsx'
import { useSaveFields } from './use-save.ts'

export function Properties({ row }: { row: Ticket }): React.JSX.Element {
  const clashing = new Set(useConflicts(row.id).map((conflict) => conflict.field))
  return (
    <div className={styles['properties']}>
      <section className={styles['card']}>
        <h2 className={styles['cardTitle']}>{slaWords.title}</h2>
        <TicketPromises row={row} />
      </section>
      <section className={styles['card']}>
        <h2 className={styles['cardTitle']}>{coverageWords.title}</h2>
        <CoverageCard work={row} />
      </section>
      <PropertyList label={ticketWords.properties}>
        <StateProperties row={row} clashing={clashing} />
        <PeopleProperties row={row} clashing={clashing} />
        <SortProperties row={row} clashing={clashing} />
        <CustomFields row={row} />
        <Property label={ticketWords.opened}>
          <RelativeTime at={row.openedAt} /> · {ticketChannelWords[row.channel]}
        </Property>
        {row.resolvedAt !== null && (
          <Property label={ticketWords.resolved}>
            <RelativeTime at={row.resolvedAt} />
          </Property>
        )}
        {row.externalNumber !== null && <Property label={ticketWords.external}>{row.externalNumber}</Property>}
      </PropertyList>
      <ClientCard row={row} />
      <AssetCards row={row} />
      <Links row={row} />
    </div>
  )
}

export interface PropertiesProps {
  readonly row: Ticket
  /** Fields that two people changed and nobody has settled. */
  readonly clashing: ReadonlySet<string>
}

/** What is said of a field that two people changed. */
export function markOf(field: string, clashing: ReadonlySet<string>): string | undefined {
  return clashing.has(field) ? ticketWords.conflictField : undefined
}

function StateProperties({ row, clashing }: PropertiesProps): React.JSX.Element {
  const act = useAct()
  const save = useSaveFields(row.id)
  const disabled = row.archivedAt !== null
  const setLevel = (field: 'impact' | 'urgency', chosen: string | null, what: string): Promise<string | null> => {
    const level = levels.find((each) => String(each) === chosen)
    return level === undefined ? Promise.resolve(null) : save({ [field]: level }, ticketWords.saved(what))
  }
  return (
    <>
      <Property label={ticketWords.status}>
        <EditableChoice
          label={ticketWords.status}
          value={row.status}
          disabled={disabled}
          choices={ticketStatuses
            .filter((status) => status !== 'new' || row.status === 'new')
            .map((status) => ({ value: status, label: statusWords[status] }))}
          shown={<TicketStatusChip status={row.status} />}
          onSave={(status) =>
            act(
              { name: 'ticket.set-status', input: { id: row.id, status } },
              { done: ticketWords.saved(ticketWords.status), quietRefusal: true }
            )
          }
        />
      </Property>
      <Property label={ticketWords.impact} mark={markOf('impact', clashing)}>
        <EditableChoice
          label={ticketWords.impact}
          value={String(row.impact)}
          disabled={disabled}
          choices={levels.map((level) => ({ value: String(level), label: impactWords[level] }))}
          onSave={(chosen) => setLevel('impact', chosen, ticketWords.impact)}
        />
      </Property>
      <Property label={ticketWords.urgency} mark={markOf('urgency', clashing)}>
        <EditableChoice
          label={ticketWords.urgency}
          value={String(row.urgency)}
          disabled={disabled}
          choices={levels.map((level) => ({ value: String(level), label: urgencyWords[level] }))}
          onSave={(chosen) => setLevel('urgency', chosen, ticketWords.urgency)}
        />
      </Property>
      <Property label={ticketWords.priority}>
        <TicketPriorityMark priority={row.priority} />
      </Property>
    </>
  )
}

function SortProperties({ row, clashing }: PropertiesProps): React.JSX.Element {
  const act = useAct()
  const save = useSaveFields(row.id)
  const known = useCount({ entity: 'ticket', by: 'tags' })
  const disabled = row.archivedAt !== null
  return (
    <>
      <Property label={ticketWords.kind} mark={markOf('kind', clashing)}>
        <EditableChoice
          label={ticketWords.kind}
          value={row.kind}
          disabled={disabled}
          choices={ticketKinds.map((kind) => ({ value: kind, label: ticketKindWords[kind] }))}
          onSave={(kind) => save({ kind: ticketKinds.find((each) => each === kind) ?? row.kind }, ticketWords.saved(ticketWords.kind))}
        />
      </Property>
      <Property label={ticketWords.category} mark={markOf('category', clashing)}>
        <EditableText
          label={ticketWords.category}
          value={row.category ?? ''}
          disabled={disabled}
          onSave={(category) =>
            save({ category: category.trim() === '' ? null : category.trim() }, ticketWords.saved(ticketWords.category))
          }
        />
      </Property>
      <Property label={ticketWords.tags}>
        <EditableTags
          label={ticketWords.tags}
          value={row.tags}
          disabled={disabled}
          known={(known?.counts ?? []).map(({ value }) => String(value))}
          onSave={(tags) =>
            act(
              {
                name: 'ticket.tag',
                input: {
                  id: row.id,
                  add: tags.filter((tag) => !row.tags.includes(tag)),
                  remove: row.tags.filter((tag) => !tags.includes(tag))
                }
              },
              { done: ticketWords.saved(ticketWords.tags), quietRefusal: true }
            )
          }
        />
      </Property>
    </>
  )
}
