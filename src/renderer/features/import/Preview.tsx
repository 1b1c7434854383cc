// The first rows of the file as they are read, with encoding and delimiter to be corrected.

import { Select } from '@mantine/core'
import { type Encoding, encodings } from '#core/imports/encoding.ts'
import { delimiters } from '#core/imports/csv.ts'
import { type ImportTarget, importTargets } from '#core/imports/targets.ts'
import { importTargetWords, importWords as words } from '#core/words/rooms-import.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { changeFormat, changeTarget } from './import-actions.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'

const shownRows = 5
const longestCell = 120

export function Preview(): React.JSX.Element | null {
  const { preview, format, questions } = useImportState()
  if (preview === null || format === null || questions === null) return null
  return (
    <Section title={words.preview}>
      <div className={styles['line']}>
        <Select
          label={words.target}
          w={400}
          allowDeselect={false}
          data={importTargets.map((target) => ({ value: target, label: importTargetWords[target] }))}
          value={questions.target}
          onChange={(target) => void changeTarget(target as ImportTarget)}
        />
        <Select
          label={words.encoding}
          w={176}
          allowDeselect={false}
          data={encodings.map((encoding) => ({ value: encoding, label: words.encodings[encoding] ?? encoding }))}
          value={format.encoding}
          onChange={(encoding) => void changeFormat({ ...format, encoding: encoding as Encoding })}
        />
        <Select
          label={words.delimiter}
          w={144}
          allowDeselect={false}
          data={delimiters.map((delimiter) => ({ value: delimiter, label: words.delimiters[delimiter] ?? delimiter }))}
          value={format.delimiter}
          onChange={(delimiter) => void changeFormat({ ...format, delimiter: delimiter ?? ',' })}
        />
      </div>
      {/* A scrolling region must be reachable with the keyboard. */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={words.preview}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              {preview.header.map((name, column) => (
                <th key={`${name} ${String(column)}`} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, shownRows).map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                {preview.header.map((name, column) => (
                  <td key={`${name} ${String(column)}`}>{shortCell(row.cells[column] ?? '')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** A cell as far as anybody reads it here: a file may hold megabytes in one. */
export function shortCell(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text
}
