// What can't be priced yet, by client and reason, with the days it is about.

import { Link } from 'wouter'
import type { RunClient } from '#core/charges/charge-run.ts'
import { billingProblemWords, runWords as words } from '#core/words/rooms-billing.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import styles from './billing.module.css'

export function RunProblems({ clients }: { clients: readonly RunClient[] }): React.JSX.Element {
  return (
    <details className={styles['problems']} open={clients.length < 4}>
      <summary>{`${words.problems}: ${words.clients(clients.length)}`}</summary>
      {words.problemsText}
      <ul>
        {clients.map((client) => (
          <li key={client.clientId}>
            <Link href={`/clients/${client.clientId}`}>{client.name}</Link>: {reasonsOf(client)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function reasonsOf({ problems }: RunClient): string {
  const types = [...new Set(problems.map((problem) => problem.type))]
  return types
    .map((type) => {
      const dates = problems.filter((problem) => problem.type === type).map((problem) => problem.date)
      const [first = ''] = dates.toSorted()
      return `${billingProblemWords[type] ?? type} (${dates.length.toLocaleString('en')}, ${calendarDateWords(first)})`
    })
    .join('; ')
}
