// Problems by line: column, value and reason. The first ones are shown, all of them stand in the report.

import { Button } from '@mantine/core'
import type { ImportProblem } from '#core/imports/problem.ts'
import { reasonOf, reportCsv } from '#core/imports/report.ts'
import { importWords as words } from '#core/words/rooms-import.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'
import { shortCell } from './Preview.tsx'

const shownProblems = 50

export function ProblemTable({ problems }: { problems: readonly ImportProblem[] }): React.JSX.Element {
  const { file } = useImportState()
  if (problems.length === 0) return <p className={styles['quiet']}>{words.noProblems}</p>
  const save = (): void => {
    const name = `${(file?.name ?? 'import').replace(/\.[^.]+$/, '')}-report.csv`
    void platform.saveFile(name, new Blob([reportCsv(problems)], { type: 'text/csv;charset=utf-8' }))
  }
  return (
    <>
      {/* A scrolling region must be reachable with the keyboard. */}
      <div
        className={styles['scroll']}
        style={{ maxHeight: 320, overflowY: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={words.problems}
      >
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.reason}</th>
              <th scope="col" aria-label={words.problems} />
            </tr>
          </thead>
          <tbody>
            {problems
              .toSorted((a, b) => a.line - b.line)
              .slice(0, shownProblems)
              .map((problem, place) => (
                <tr key={place}>
                  <td>{problem.line}</td>
                  <td>{problem.column}</td>
                  <td>{shortCell(problem.value)}</td>
                  <td>{reasonOf(problem)}</td>
                  <td>
                    <StatusChip tone={problem.severity === 'refused' ? 'bad' : 'info'} label={words.outcome[problem.severity]} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <div className={styles['line']}>
        <Button variant="default" size="compact-sm" onClick={save}>
          {words.save}
        </Button>
        {problems.length > shownProblems && <span className={styles['quiet']}>{words.more(problems.length - shownProblems)}</span>}
      </div>
    </>
  )
}
