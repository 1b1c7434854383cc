// Which column becomes which field: guessed, shown with a sample, and changed by a list per column.

import { Select } from '@mantine/core'
import { unmappedRequired } from '#core/imports/mapping.ts'
import { fieldsOf } from '#core/imports/targets.ts'
import { importFieldWords, importWords as words } from '#core/words/rooms-import.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { changeColumn } from './import-actions.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'
import { shortCell } from './Preview.tsx'

export function ColumnTable(): React.JSX.Element | null {
  const { preview, questions } = useImportState()
  if (preview === null || questions === null) return null
  const { target, mapping } = questions
  const keyByColumn = new Map(Object.entries(mapping).map(([key, column]) => [column, key]))
  const fields = fieldsOf(target).map((field) => ({ value: field.key, label: fieldTitle(field.key) }))
  const missing = unmappedRequired(target, mapping)
  return (
    <Section title={words.mapping}>
      <p className={styles['quiet']}>{words.mappingLead}</p>
      {missing.length > 0 && (
        <p role="status" style={{ margin: 0, color: 'var(--fx-tone-bad)' }}>
          {words.needed(missing.map((field) => fieldTitle(field.key)).join(', '))}
        </p>
      )}
      {/* A scrolling region must be reachable with the keyboard; its selects are. */}
      <div className={styles['scroll']} style={{ maxHeight: 344, overflowY: 'auto' }}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.sample}</th>
              <th scope="col">{words.field}</th>
            </tr>
          </thead>
          <tbody>
            {preview.header.map((name, column) => (
              <tr key={`${name} ${String(column)}`}>
                <td>{name}</td>
                <td>{shortCell(sampleOf(preview.rows.map((row) => row.cells[column] ?? '')))}</td>
                <td>
                  <Select
                    size="xs"
                    w={220}
                    aria-label={`${name}: ${words.field}`}
                    data={fields}
                    value={keyByColumn.get(column) ?? null}
                    placeholder={words.ignored}
                    searchable
                    clearable
                    onChange={(key) => void changeColumn(column, key)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** Label of a field that a column can become. */
export function fieldTitle(key: string): string {
  return importFieldWords[key] ?? key
}

function sampleOf(cells: readonly string[]): string {
  return cells.find((cell) => cell.trim() !== '' && cell !== '?') ?? cells[0] ?? ''
}
