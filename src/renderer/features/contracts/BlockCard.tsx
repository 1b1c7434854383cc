// One prepaid block: what is left, how long that lasts, its chart, and the draws behind the balance.

import { Button } from '@mantine/core'
import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { BurnDown } from '#core/charges/burn-down.ts'
import { addDays, daysInclusive } from '#core/sla/calendar-date.ts'
import { contractWords, prepaidWords as words } from '#core/words/rooms-contracts.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { Card, moneyWords, Quiet } from '#renderer/features/records/index.ts'
import { ticketName } from '#renderer/features/ticket/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Explanation, type ExplanationStep } from '#renderer/ui/Explanation.tsx'
import { calendarDateWords, shortDuration } from '#renderer/ui/moments.ts'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { BurnDownChart } from './BurnDownChart.tsx'

interface BlockCardProps {
  readonly burn: BurnDown
  /** Undefined: time that the contract includes. */
  readonly row: PrepaidBlockRow | undefined
  readonly currency: string
  /** Calendar date. */
  readonly today: string
  /** Null: it can only be looked at. */
  readonly onEdit: (() => void) | null
}

export function BlockCard({ burn, row, currency, today, onEdit }: BlockCardProps): React.JSX.Element {
  const { balance, draws, isFee, unpriced } = burn
  const name = isFee ? words.fee : (balance.name ?? words.included)
  const amount = (value: number): string =>
    balance.unit === 'seconds' ? shortDuration(value / 60) : moneyWords(value, row?.currency ?? currency)
  const from = [row?.validFrom ?? row?.boughtOn ?? balance.validFrom ?? today, draws[0]?.date ?? today].sort()[0] ?? today
  const to = balance.expiresOn ?? [today, addDays(from, 30)].sort()[1] ?? today
  const lasts = balance.left > 0 ? lastsUntil(burn, today) : null
  return (
    <Card title={name} actions={<BlockActions row={row} name={name} onEdit={onEdit} />}>
      <span style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
        <b data-figures>{words.leftOf(amount(balance.left), amount(balance.total))}</b>
        {balance.left <= 0 && <StatusChip tone={isFee ? 'bad' : 'neutral'} label={isFee ? words.feeOver : words.usedUp} />}
        <Draws burn={burn} name={name} amount={amount} />
        <Quiet>
          {balance.expiresOn === null ? words.noEnd : words.expires(calendarDateWords(balance.expiresOn))}
          {balance.contractId === null && ` · ${words.ofClient}`}
        </Quiet>
      </span>
      {(balance.left > 0 || isFee) && (
        <BurnDownChart
          label={words.chart(name, amount(balance.left), amount(balance.total), calendarDateWords(from), calendarDateWords(today))}
          total={balance.total}
          draws={draws}
          from={from}
          to={to}
          today={today}
          top={amount(balance.total)}
        />
      )}
      {isFee && <Quiet>{words.feeLead}</Quiet>}
      {unpriced > 0 && <Quiet>{words.unpriced(unpriced)}</Quiet>}
      {lasts !== null && <Quiet>{words.lasts(calendarDateWords(lasts))}</Quiet>}
    </Card>
  )
}

function BlockActions({ row, name, onEdit }: Pick<BlockCardProps, 'row' | 'onEdit'> & { readonly name: string }): React.JSX.Element | null {
  const act = useAct()
  if (row === undefined || onEdit === null) return null
  const archive = (): void => void act({ name: 'prepaid-block.archive', input: { id: row.id } }, { done: words.archived(name) })
  return (
    <>
      <Button size="compact-xs" variant="subtle" aria-label={words.edit(name)} onClick={onEdit}>
        {contractWords.edit}
      </Button>
      <Button size="compact-xs" variant="subtle" aria-label={words.archive(name)} onClick={archive}>
        {contractWords.archive}
      </Button>
    </>
  )
}

interface DrawsProps {
  readonly burn: BurnDown
  readonly name: string
  readonly amount: (value: number) => string
}

/** Every draw with its ticket, under the balance that they lead to. */
function Draws({ burn: { balance, draws }, name, amount }: DrawsProps): React.JSX.Element {
  const ids = [...new Set(draws.flatMap(({ ticketId }) => ticketId ?? []))].slice(-mostTickets)
  const tickets = useQuery<Ticket>(
    ids.length === 0 ? null : { entity: 'ticket', where: [{ op: 'in', field: 'id', values: ids }], limit: mostTickets }
  )
  const byId = new Map(tickets.rows.map((row) => [row.id, row]))
  const steps = (): readonly ExplanationStep[] => [
    { text: words.bought, value: amount(balance.total) },
    ...draws.map((draw) => {
      const ticket = draw.ticketId === null ? undefined : byId.get(draw.ticketId)
      const back = draw.amount < 0
      return {
        text: ticket === undefined ? words.unknownWork : `${ticketName(ticket)} ${ticket.subject}`,
        note: `${calendarDateWords(draw.date)}${back ? ` · ${words.given}` : ''}`,
        value: `${back ? '+' : '−'} ${amount(Math.abs(draw.amount))}`
      }
    }),
    { text: words.left, value: amount(balance.left), decisive: true }
  ]
  return (
    <Explanation title={words.why(name)} steps={steps}>
      {words.draws(draws.length)}
    </Explanation>
  )
}

const mostTickets = 1000
const paceDays = 90

/** The day on which the block is used up if work goes on as in the last 90 days; null where nothing was drawn, or it ends before. */
function lastsUntil({ balance, draws }: BurnDown, today: string): string | null {
  const since = addDays(today, 1 - paceDays)
  const used = draws.reduce((sum, { date, amount }) => sum + (date >= since && date <= today ? amount : 0), 0)
  const first = draws[0]?.date ?? today
  const days = Math.min(paceDays, daysInclusive(first, today))
  if (used <= 0 || days < 14) return null
  const until = addDays(today, Math.min(3660, Math.floor((balance.left / used) * days)))
  return balance.expiresOn !== null && until > balance.expiresOn ? null : until
}
