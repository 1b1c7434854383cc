// Parts used on a ticket, and the line that adds one: from stock, or by hand. Giving a part back marks it and puts it where it came from;
// nothing is erased.

import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { ticketChargeWords, ticketPartWords as words } from '#core/words/rooms-work.ts'
import { ChargeWhy } from '#renderer/features/charges/index.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import type { QueryState } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { OtherPartForm } from './OtherPartForm.tsx'
import { StockPartForm } from './StockPartForm.tsx'
import styles from './ticket.module.css'
import { lineFor, type TicketLine } from './ticket-lines.ts'

interface PartsProps {
  readonly row: Ticket
  readonly parts: QueryState<PartUse>
  readonly lines: readonly TicketLine[]
  readonly names: ReadonlyMap<string, string>
}

export function Parts({ row, parts, lines, names }: PartsProps): React.JSX.Element {
  const [source, setSource] = useState<'stock' | 'other'>('stock')
  return (
    <section className={styles['card']} aria-label={workWords.parts}>
      <h2 className={styles['cardTitle']}>{workWords.parts}</h2>
      {!parts.loading && parts.total === 0 && <p className={styles['quiet']}>{workWords.noParts}</p>}
      <ul className={styles['rows']}>
        {parts.rows.map((part) => (
          <PartLine key={part.id} part={part} line={lineFor(lines, 'part_use', part.id)} names={names} />
        ))}
      </ul>
      {row.archivedAt === null && (
        <>
          <SegmentedControl
            size="xs"
            style={{ alignSelf: 'flex-start' }}
            aria-label={workWords.addPart}
            value={source}
            data={[
              { value: 'stock', label: words.fromStock },
              { value: 'other', label: words.other }
            ]}
            onChange={(chosen) => setSource(chosen === 'other' ? 'other' : 'stock')}
          />
          {source === 'stock' ? <StockPartForm ticketId={row.id} /> : <OtherPartForm ticketId={row.id} />}
        </>
      )}
    </section>
  )
}

interface PartLineProps {
  readonly part: PartUse
  readonly line: TicketLine | null
  readonly names: ReadonlyMap<string, string>
}

function PartLine({ part, line, names }: PartLineProps): React.JSX.Element {
  const act = useAct()
  const giveBack = (): void =>
    void act(
      { name: 'part.return', input: { id: part.id, ticketId: part.ticketId, reason: workWords.returnReason } },
      { done: workWords.returned }
    )
  return (
    <li className={styles['workLine']} data-voided={part.returnedAt !== null}>
      <b className={styles['amount']}>{part.quantity} ×</b>
      <span className={styles['workText']}>
        {part.description}
        {part.sku !== '' && <span className={styles['quiet']}> · {part.sku}</span>}
        {(part.serials ?? []).length > 0 && <span className={styles['quiet']}> · {(part.serials ?? []).join(', ')}</span>}
        {part.returnedAt !== null && ` · ${workWords.returned}`}
        {(line?.fixed ?? false) && <span className={styles['quiet']}> · {ticketChargeWords.invoiced}</span>}
      </span>
      {line === null ? (
        <span data-figures>{moneyWords(part.unitPriceMinor * part.quantity, part.currency)}</span>
      ) : (
        <ChargeWhy charge={line} currency={line.currency} names={names} />
      )}
      {part.returnedAt === null && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={workWords.returnPart}
          title={workWords.returnPart}
          onClick={giveBack}
        >
          <IconArrowBackUp size={14} />
        </ActionIcon>
      )}
    </li>
  )
}
