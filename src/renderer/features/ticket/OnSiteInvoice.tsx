// An invoice left with the client on the spot, also with the network cut: the number comes from the series that the server granted to this
// device, and what is shown here is exactly what is issued.

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import { onSiteInvoice } from '#core/billing/on-site-invoice.ts'
import type { Draft } from '#core/charges/invoice-drafts.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { ticketInvoiceWords as words } from '#core/words/rooms-work.ts'
import { ChargeWhy } from '#renderer/features/charges/index.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { useOutbox, useRow, useSession } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { PlainTable } from '#renderer/ui/PlainTable.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

interface OnSiteInvoiceProps {
  readonly row: Ticket
  readonly draft: Draft | null
  readonly names: ReadonlyMap<string, string>
}

export function OnSiteInvoice({ row, draft, names }: OnSiteInvoiceProps): React.JSX.Element {
  const [, navigate] = useLocation()
  const may = useMay('invoice.on-site')
  const [asking, setAsking] = useState(false)
  const invoices = useQuery<Invoice>({
    entity: 'invoice',
    where: [
      { op: 'is', field: 'ticketId', value: row.id },
      { op: 'is', field: 'status', value: 'issued' }
    ],
    sort: [{ field: 'issuedAt', direction: 'descending' }]
  })
  return (
    <>
      <ul className={styles['rows']} aria-label={words.title}>
        {invoices.rows.map((invoice) => (
          <li key={invoice.id} className={styles['workLine']}>
            <b className={styles['amount']}>{invoice.number}</b>
            <span className={styles['workText']}>{invoice.title}</span>
            <span data-figures>{moneyWords(invoice.grossMinor, invoice.currency)}</span>
            <Button size="compact-xs" variant="subtle" onClick={() => navigate(`/print/invoice/${invoice.id}`)}>
              {words.open}
            </Button>
          </li>
        ))}
      </ul>
      {may && row.archivedAt === null && (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} disabled={draft === null} onClick={() => setAsking(true)}>
          {words.issue}
        </Button>
      )}
      {asking && draft !== null && <IssueDialog row={row} draft={draft} names={names} onClose={() => setAsking(false)} />}
    </>
  )
}

interface IssueDialogProps extends OnSiteInvoiceProps {
  readonly draft: Draft
  readonly onClose: () => void
}

function IssueDialog({ row, draft, names, onClose }: IssueDialogProps): React.JSX.Element {
  const act = useAct()
  const [problem, setProblem] = useState<string | null>(null)
  const printed = useOnSite(row, draft)
  const issue = async (): Promise<void> => {
    if (printed === null) return
    const reason = await act({ name: 'invoice.issue-on-site', input: printed }, { done: words.issued(printed.number), quietRefusal: true })
    if (reason === null) onClose()
    else setProblem(reason)
  }
  const { currency } = draft.input
  return (
    <Modal opened onClose={onClose} title={words.dialog} size="lg" returnFocus>
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
        <PlainTable
          label={words.dialog}
          columns={[
            { id: 'what', header: words.line, render: (line) => line.description },
            {
              id: 'net',
              header: words.net,
              figure: true,
              render: (line) => <ChargeWhy charge={line} currency={currency} names={names} />
            }
          ]}
          rows={draft.input.lines}
          keyOf={(line) => line.id}
          foot={
            <tr>
              <td data-figure="true">{words.gross}</td>
              <td data-figure="true">
                <b>{moneyWords(draft.sums.grossMinor, currency)}</b>
              </td>
            </tr>
          }
        />
        {printed === null && <Text size="sm">{words.noSeries}</Text>}
        {problem !== null && (
          <Text size="sm" c="red" role="alert">
            {problem}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {formWords.cancel}
          </Button>
          {printed !== null && <Button onClick={() => void issue()}>{words.confirm(printed.number)}</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}

/** The document as it would be issued now; null where this device has no series yet. */
function useOnSite(row: Ticket, draft: Draft): ReturnType<typeof onSiteInvoice> | null {
  const { session } = useSession()
  const outbox = useOutbox()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 }).rows[0]
  const client = useRow<Client>('client', row.clientId).row
  const series = useQuery<NumberSeries>({
    entity: 'number_series',
    where: [
      { op: 'is', field: 'deviceId', value: session?.deviceId ?? '' },
      { op: 'empty', field: 'closedAt' }
    ]
  }).rows[0]
  if (organisation === undefined || client === null || series === undefined) return null
  const printed = outbox.flatMap(({ name, input }) => (name === 'invoice.issue-on-site' ? numberIn(input) : []))
  const ticketName = row.number === null ? row.provisionalNumber : `#${String(row.number)}`
  return onSiteInvoice({
    organisation,
    client,
    series,
    printed,
    ticketId: row.id,
    title: words.titleOf(ticketName, row.subject).slice(0, 200),
    note: '',
    currency: draft.input.currency,
    lines: draft.input.lines,
    today: new Intl.DateTimeFormat('en-CA', { timeZone: organisation.timeZone }).format(Date.now())
  })
}

function numberIn(input: unknown): readonly string[] {
  const number = typeof input === 'object' && input !== null && 'number' in input ? input.number : null
  return typeof number === 'string' ? [number] : []
}
