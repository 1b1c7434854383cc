// What a ticket comes to beside its time and parts (call-outs, ways, incident price, cap), and the sum of all that is open.

import { Alert } from '@mantine/core'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { billingProblemWords, chargeKindWords } from '#core/words/rooms-billing.ts'
import { ticketChargeWords as words } from '#core/words/rooms-work.ts'
import { ChargeWhy } from '#renderer/features/charges/index.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { OnSiteInvoice } from './OnSiteInvoice.tsx'
import styles from './ticket.module.css'
import type { TicketCharges, TicketLine } from './ticket-lines.ts'

interface ChargeSummaryProps {
  readonly row: Ticket
  readonly charges: TicketCharges | null
  readonly failed: boolean
  readonly lines: readonly TicketLine[]
  readonly names: ReadonlyMap<string, string>
}

export function ChargeSummary({ row, charges, failed, lines, names }: ChargeSummaryProps): React.JSX.Element {
  const other = lines.filter((line) => line.kind !== 'time' && line.kind !== 'part')
  const draft = charges?.draft ?? null
  return (
    <section className={styles['card']} aria-label={words.title}>
      <h2 className={styles['cardTitle']}>
        {words.title} <span className={styles['quiet']}>{words.lead}</span>
      </h2>
      {failed && (
        <Alert color="red" role="alert">
          {words.failed}
        </Alert>
      )}
      {charges !== null && charges.problems.length > 0 && (
        <Alert color="orange" title={words.problems}>
          {[...new Set(charges.problems.map((problem) => billingProblemWords[problem.type] ?? problem.type))].join('. ')}
        </Alert>
      )}
      <ul className={styles['rows']}>
        {other.map((line) => (
          <li key={line.key} className={styles['workLine']}>
            <b className={styles['amount']}>{chargeKindWords[line.kind]}</b>
            <span className={styles['workText']}>
              {line.description}
              {line.fixed && <span className={styles['quiet']}> · {words.invoiced}</span>}
            </span>
            <ChargeWhy charge={line} currency={line.currency} names={names} />
          </li>
        ))}
      </ul>
      {charges !== null && draft === null && <p className={styles['quiet']}>{words.nothing}</p>}
      {draft !== null && (
        <p className={styles['chargeSum']}>
          {words.total} <b data-figures>{moneyWords(draft.sums.netMinor, draft.input.currency)}</b>
          <span className={styles['quiet']}>
            {words.gross} <span data-figures>{moneyWords(draft.sums.grossMinor, draft.input.currency)}</span>
          </span>
        </p>
      )}
      <OnSiteInvoice row={row} draft={draft} names={names} />
    </section>
  )
}
