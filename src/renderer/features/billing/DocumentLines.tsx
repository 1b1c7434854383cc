// Lines and sums of a document. Each amount opens its steps; a draft's lines can be taken off.

import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Invoice, InvoiceLine } from '#core/billing/invoice.entity.ts'
import { percentText } from '#core/documents/amount-text.ts'
import { billingWords, chargeKindWords, documentWords as words, unitSigns } from '#core/words/rooms-billing.ts'
import { ChargeWhy, useNames } from '#renderer/features/charges/index.ts'
import { moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { Explanation } from '#renderer/ui/Explanation.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { useAct } from '#renderer/ui/use-act.ts'

export function DocumentLines({ row }: { row: Invoice }): React.JSX.Element {
  const names = useNames()
  const act = useAct()
  const removable = row.status === 'draft' && row.kind !== 'credit-note' && row.archivedAt === null && row.lines.length > 1
  const remove = (line: InvoiceLine): void => {
    const lines = row.lines.filter((each) => each.id !== line.id)
    void act({ name: 'invoice.edit', input: { id: row.id, fields: { lines } } }, { done: words.removed })
  }
  return (
    <PlainTable
      label={words.lines}
      long
      columns={columnsOf(row.currency, names, removable ? remove : null)}
      rows={row.lines}
      keyOf={(line) => line.id}
      foot={<Sums row={row} wide={removable} />}
    />
  )
}

function columnsOf(
  currency: string,
  names: ReadonlyMap<string, string>,
  onRemove: ((line: InvoiceLine) => void) | null
): readonly PlainColumn<InvoiceLine>[] {
  return [
    { id: 'date', header: billingWords.date, width: '104px', render: (line) => <Quiet>{calendarDateWords(line.date)}</Quiet> },
    {
      id: 'what',
      header: billingWords.what,
      render: (line) => (
        <>
          <span style={{ overflowWrap: 'anywhere' }}>{line.description}</span>
          <br />
          <Quiet>
            {chargeKindWords[line.kind]}
            {line.ticketId !== null && (
              <>
                {' · '}
                <RecordLink href={`/tickets/${line.ticketId}`}>{billingWords.ticket}</RecordLink>
              </>
            )}
          </Quiet>
        </>
      )
    },
    {
      id: 'quantity',
      header: billingWords.quantity,
      figure: true,
      width: '80px',
      render: (line) => `${line.quantity} ${unitSigns[line.unit]}`.trim()
    },
    { id: 'price', header: billingWords.price, figure: true, width: '88px', render: (line) => moneyWords(line.unitMinor, currency) },
    {
      id: 'net',
      header: billingWords.net,
      figure: true,
      width: '104px',
      render: (line) => <ChargeWhy charge={line} currency={currency} names={names} />
    },
    ...(onRemove === null ? [] : [removeColumn(onRemove)])
  ]
}

function removeColumn(onRemove: (line: InvoiceLine) => void): PlainColumn<InvoiceLine> {
  return {
    id: 'remove',
    header: words.removeLine,
    hideHeader: true,
    figure: true,
    width: '48px',
    render: (line) => (
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`${words.removeLine}: ${line.description}`}
        onClick={() => onRemove(line)}
      >
        <IconX size={14} />
      </ActionIcon>
    )
  }
}

function Sums({ row, wide }: { row: Invoice; wide: boolean }): React.JSX.Element {
  const line = (label: string, minor: number, strong = false, why: React.ReactNode = null): React.JSX.Element => (
    <tr key={label}>
      <td colSpan={4} data-figure="true">
        {strong ? <b>{label}</b> : <Quiet>{label}</Quiet>}
        {why !== null && <> {why}</>}
      </td>
      <td data-figure="true">{strong ? <b>{moneyWords(minor, row.currency)}</b> : moneyWords(minor, row.currency)}</td>
      {wide && <td />}
    </tr>
  )
  return (
    <>
      {line(words.net, row.netMinor)}
      {row.taxes.map((tax) => line(words.tax(tax.exemptionReason, percentText(tax.rate)), tax.taxMinor))}
      {line(words.gross, row.grossMinor, true)}
      {row.deposits.map(({ number, amountMinor }) =>
        line(words.deposit(number), -amountMinor, false, <DepositWhy row={row} number={number} />)
      )}
      {row.deposits.length > 0 && line(words.payable, row.payableMinor, true)}
    </>
  )
}

/** Why the whole document is taxed although some of it was paid before. */
function DepositWhy({ row, number }: { row: Invoice; number: string }): React.JSX.Element {
  const money = (minor: number): string => moneyWords(minor, row.currency)
  const steps = [
    { text: words.depositSteps.taxed, value: money(row.grossMinor) },
    ...row.deposits.map((each) => ({
      text: words.depositSteps.paid(each.number),
      note: words.depositSteps.rule,
      value: money(-each.amountMinor)
    })),
    { text: words.payable, value: money(row.payableMinor), decisive: true }
  ]
  return <Explanation title={words.depositSteps.why(number)} steps={steps} />
}
