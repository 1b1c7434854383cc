// Whose records these are: one client's, or the client that each row names. Names that are no client yet are mapped, taken in or left out.

import { SegmentedControl, Select } from '@mantine/core'
import { useId, useMemo } from 'react'
import type { Client } from '#core/clients/client.entity.ts'
import { createDirectory } from '#core/imports/directory.ts'
import type { ClientChoice } from '#core/imports/plan.ts'
import { importWords as words } from '#core/words/rooms-import.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { answer } from './import-actions.ts'
import type { Questions } from './import-state.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'

const shownNames = 200

export function ClientQuestion(): React.JSX.Element | null {
  const { questions } = useImportState()
  const labelId = useId()
  if (questions === null) return null
  const canBeColumn = 'client' in questions.mapping
  return (
    <div style={{ display: 'grid', gap: 12, justifyItems: 'start' }}>
      <span id={labelId} style={{ fontWeight: 540 }}>
        {words.client}
      </span>
      <SegmentedControl
        aria-labelledby={labelId}
        data={[
          { value: 'one', label: words.oneClient },
          { value: 'column', label: words.columnClient, disabled: !canBeColumn }
        ]}
        value={questions.clientFrom}
        onChange={(clientFrom) => answer({ clientFrom })}
      />
      {questions.clientFrom === 'one' ? (
        <div style={{ width: 320 }}>
          <EntityPicker
            entity="client"
            label={words.chooseClient}
            value={questions.clientId}
            labelOf={(row) => String(row['name'])}
            where={[{ op: 'empty', field: 'archivedAt' }]}
            required
            onChange={(clientId) => answer({ clientId })}
          />
        </div>
      ) : (
        <UnknownNames questions={questions} />
      )}
    </div>
  )
}

function UnknownNames({ questions }: { questions: Questions }): React.JSX.Element | null {
  const { analysis } = useImportState()
  const clients = useQuery<Client>({
    entity: 'client',
    where: [{ op: 'empty', field: 'archivedAt' }],
    limit: 2000,
    sort: [{ field: 'name', direction: 'ascending' }]
  })
  const directory = useMemo(() => createDirectory({ clients: clients.rows, people: [], teams: [], contacts: [] }), [clients.rows])
  const unknown = (analysis?.clientNames ?? []).filter(({ name }) => directory.client(name) === null)
  if (unknown.length === 0) return null
  const options = [
    { value: 'create', label: words.choices.create },
    { value: 'refuse', label: words.choices.refuse },
    ...clients.rows.map((client) => ({ value: client.id, label: client.name }))
  ]
  return (
    <>
      <Select
        label={words.unknownDefault}
        description={words.unknownClients(unknown.length)}
        w={320}
        allowDeselect={false}
        data={Object.entries(words.unknownChoices).map(([value, label]) => ({ value, label }))}
        value={questions.unknown}
        onChange={(value) => answer({ unknown: value as Questions['unknown'] })}
      />
      <div className={styles['scroll']} style={{ maxHeight: 280, overflowY: 'auto' }}>
        <table className={styles['table']}>
          <tbody>
            {unknown.slice(0, shownNames).map(({ name, count }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{words.rowsOf(count)}</td>
                <td>
                  <Select
                    size="xs"
                    w={260}
                    aria-label={`${name} ${words.mapTo}`}
                    searchable
                    allowDeselect={false}
                    data={options}
                    value={chosenValue(questions.choices[name], questions.unknown)}
                    onChange={(value) => answer({ choices: { ...questions.choices, [name]: choiceOf(value ?? 'create') } })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function chosenValue(choice: ClientChoice | undefined, unknown: Questions['unknown']): string {
  if (choice === undefined) return unknown
  return choice.type === 'existing' ? choice.clientId : choice.type
}

function choiceOf(value: string): ClientChoice {
  return value === 'create' || value === 'refuse' ? { type: value } : { type: 'existing', clientId: value }
}
