// Custom fields: what this desk records beyond what every desk does, per kind of record.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { type CustomField, customFieldEntities, customFieldKinds } from '#core/organisation/custom-field.entity.ts'
import { customKindWords } from '#core/words/records.ts'
import { customEntityWords, settingsFieldWords as fields, settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { type FormFieldSpec, Quiet, RecordForm, Row, Rows } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { useMayAdminister } from './use-may-administer.ts'

const newForm: readonly FormFieldSpec[] = [
  {
    name: 'entity',
    label: fields.record,
    kind: 'choice',
    required: true,
    half: true,
    choices: customFieldEntities.map((one) => ({ value: one, label: customEntityWords[one] }))
  },
  {
    name: 'kind',
    label: fields.kind,
    kind: 'choice',
    required: true,
    half: true,
    choices: customFieldKinds.map((one) => ({ value: one, label: customKindWords[one] }))
  },
  { name: 'label', label: fields.label, kind: 'line', required: true },
  { name: 'options', label: fields.options, kind: 'tags', hint: fields.optionsHint },
  { name: 'help', label: fields.help, kind: 'line' }
]
/** Kept values stay readable only as long as record and kind of value stay what they were. */
const editForm = newForm.slice(2)

export function FieldsPart(): React.JSX.Element {
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null)
  const may = useMayAdminister()
  const act = useAct()
  const definitions = useQuery<CustomField>({
    entity: 'custom_field',
    sort: [
      { field: 'entity', direction: 'ascending' },
      { field: 'position', direction: 'ascending' }
    ],
    limit: 1000
  })
  const field = editing === 'new' ? null : editing
  if (definitions.loading) return <LoadingState />
  return (
    <Section title={settingsParts.fields} actions={may && <Button onClick={() => setEditing('new')}>{words.newField}</Button>}>
      {definitions.total === 0 ? (
        <Quiet>{words.noFields}</Quiet>
      ) : (
        <Rows label={settingsParts.fields}>
          {definitions.rows.map((one) => (
            <FieldRow key={one.id} field={one} may={may} onEdit={() => setEditing(one)} />
          ))}
        </Rows>
      )}
      {editing !== null && (
        <RecordForm
          title={field === null ? words.newField : words.editField(field.label)}
          draftKey={field === null ? 'custom-field:new' : `custom-field:${field.id}`}
          fields={field === null ? newForm : editForm}
          initial={field ?? { entity: 'ticket', kind: 'text' }}
          currency="EUR"
          onClose={() => setEditing(null)}
          onSave={(values) =>
            field === null
              ? act(
                  { name: 'custom-field.create', input: { entity: 'ticket', kind: 'text', position: definitions.total, ...values } },
                  { done: words.created(String(values['label'])), quietRefusal: true }
                )
              : act(
                  { name: 'custom-field.edit', input: { id: field.id, fields: values } },
                  { done: words.saved(field.label), quietRefusal: true }
                )
          }
        />
      )}
    </Section>
  )
}

function FieldRow({ field, may, onEdit }: { field: CustomField; may: boolean; onEdit: () => void }): React.JSX.Element {
  const act = useAct()
  const archived = field.archivedAt !== null
  const flip = (): void => {
    const done = archived ? words.restored(field.label) : words.archived(field.label)
    void act({ name: archived ? 'custom-field.restore' : 'custom-field.archive', input: { id: field.id } }, { done })
  }
  return (
    <Row
      title={field.label}
      note={field.kind === 'choice' ? field.options.join(', ') : field.help}
      end={
        <>
          <Quiet>
            {customEntityWords[field.entity]} · {customKindWords[field.kind]}
          </Quiet>
          {may && (
            <>
              <Button size="compact-xs" variant="subtle" aria-label={words.editField(field.label)} onClick={onEdit} disabled={archived}>
                {words.edit}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={flip}>
                {archived ? words.restore : words.archive}
              </Button>
            </>
          )}
        </>
      }
    />
  )
}
