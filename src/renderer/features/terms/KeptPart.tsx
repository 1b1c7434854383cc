// A part of the settings that keeps short records of one kind: the list with what matters of each, and the form that adds and changes
// them. Putting away is taken back from the toast, so it asks nothing.

import { Button, Switch } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { termsWords as words } from '#core/words/rooms-terms.ts'
import type { AnyDoc } from '#store/contract.ts'
import { type FormFieldSpec, Quiet, RecordForm, Row, Rows, type Typed } from '#renderer/features/records/index.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'

/** What such a record has at least. */
export type KeptRow = AnyDoc & { readonly name: string; readonly archivedAt: number | null }

interface KeptPartProps<Row extends KeptRow> {
  readonly title: string
  readonly lead: string
  readonly empty: string
  readonly newLabel: string
  readonly entity: string
  /** First part of the command names. */
  readonly command: string
  readonly fields: readonly FormFieldSpec[]
  /** What a new record starts with. */
  readonly defaults: Typed
  readonly noteOf: (row: Row) => ReactNode
  /** Stands under the row: what belongs to the record. */
  readonly under?: (row: Row, may: boolean) => ReactNode
}

export function KeptPart<Row extends KeptRow>(props: KeptPartProps<Row>): React.JSX.Element {
  const { title, entity } = props
  const [editing, setEditing] = useState<Row | 'new' | null>(null)
  const [withArchived, setWithArchived] = useState(false)
  const may = useMay('terms.edit')
  const found = useQuery<Row>({
    entity,
    where: withArchived ? [] : [{ op: 'empty', field: 'archivedAt' }],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: 1000
  })
  if (found.error !== null) return <ErrorState title={words.failed} detail={found.error.message} />
  if (found.loading) return <LoadingState />
  return (
    <Section title={title} actions={may && <Button onClick={() => setEditing('new')}>{props.newLabel}</Button>}>
      <Quiet>{may ? props.lead : words.readOnly}</Quiet>
      {found.total === 0 ? (
        <Quiet>{props.empty}</Quiet>
      ) : (
        <Rows label={title}>
          {found.rows.map((row) => (
            <Kept key={row.id} row={row} part={props} may={may} onEdit={() => setEditing(row)} />
          ))}
        </Rows>
      )}
      <Switch
        size="xs"
        label={words.showArchived}
        checked={withArchived}
        onChange={(event) => setWithArchived(event.currentTarget.checked)}
      />
      {editing !== null && <KeptForm part={props} row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

interface KeptProps<Row extends KeptRow> {
  readonly row: Row
  readonly part: KeptPartProps<Row>
  readonly may: boolean
  readonly onEdit: () => void
}

function Kept<Row extends KeptRow>({ row, part, may, onEdit }: KeptProps<Row>): React.JSX.Element {
  const act = useAct()
  const archived = row.archivedAt !== null
  const flip = (): void => {
    const done = archived ? words.restored(row.name) : words.archived(row.name)
    void act({ name: `${part.command}.${archived ? 'restore' : 'archive'}`, input: { id: row.id } }, { done })
  }
  return (
    <>
      <Row
        title={row.name}
        note={part.noteOf(row)}
        end={
          <>
            {archived && <StatusChip tone="neutral" label={words.archivedChip} />}
            {may && !archived && (
              <Button size="compact-xs" variant="subtle" aria-label={words.editOne(row.name)} onClick={onEdit}>
                {words.edit}
              </Button>
            )}
            {may && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={archived ? words.restoreOne(row.name) : words.archiveOne(row.name)}
                onClick={flip}
              >
                {archived ? words.restore : words.archive}
              </Button>
            )}
          </>
        }
      />
      {!archived && part.under?.(row, may)}
    </>
  )
}

interface KeptFormProps<Row extends KeptRow> {
  readonly part: KeptPartProps<Row>
  readonly row: Row | null
  readonly onClose: () => void
}

function KeptForm<Row extends KeptRow>({ part, row, onClose }: KeptFormProps<Row>): React.JSX.Element {
  const act = useAct()
  const { command, defaults } = part
  return (
    <RecordForm
      title={row === null ? part.newLabel : words.editOne(row.name)}
      draftKey={row === null ? `${command}:new` : `${command}:${row.id}`}
      fields={part.fields}
      initial={row ?? defaults}
      currency="EUR"
      onClose={onClose}
      onSave={(values, refused) =>
        row === null
          ? act(
              { name: `${command}.create`, input: { ...defaults, ...values } },
              { done: words.created(String(values['name'])), quietRefusal: true, refused }
            )
          : act(
              { name: `${command}.edit`, input: { id: row.id, fields: values } },
              { done: words.saved(row.name), quietRefusal: true, refused }
            )
      }
    />
  )
}
