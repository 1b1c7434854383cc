// Locked periods: which days of which client were posted, by whom, and what came late for them since.

import { IconLock } from '@tabler/icons-react'
import type { BillingPeriod } from '#core/billing/billing-period.entity.ts'
import type { Charge } from '#core/billing/charge.entity.ts'
import { billingWords, periodWords as words } from '#core/words/rooms-billing.ts'
import { ChargeWhy, useNames } from '#renderer/features/charges/index.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { OfflineNote } from '#renderer/ui/OfflineNote.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { BillingNav } from './BillingNav.tsx'
import { useClientNames } from './use-client-names.ts'

export function PeriodList(): React.JSX.Element {
  const periods = useQuery<BillingPeriod>({ entity: 'billing_period', sort: [{ field: 'postedAt', direction: 'descending' }], limit: 500 })
  const late = useQuery<Charge>({
    entity: 'charge',
    where: [
      { op: 'is', field: 'kind', value: 'adjustment' },
      { op: 'empty', field: 'voidedAt' }
    ],
    sort: [{ field: 'createdAt', direction: 'descending' }],
    limit: 200
  })
  const clients = useClientNames()
  const names = useNames()
  const offline = useStatus()?.offline === true
  return (
    <Page title={billingWords.title} sections={<BillingNav />} layout="scroll">
      {offline && <OfflineNote />}
      {periods.loading ? (
        <LoadingState />
      ) : periods.total === 0 ? (
        <EmptyState icon={<IconLock size={40} stroke={1.2} />} title={words.none}>
          {words.noneText}
        </EmptyState>
      ) : (
        <>
          <p style={{ margin: 0 }}>{words.lead}</p>
          <Section title={billingWords.periods}>
            <PlainTable long label={billingWords.periods} columns={columnsOf(clients, names)} rows={periods.rows} keyOf={(row) => row.id} />
          </Section>
          <Section title={words.adjustments}>
            {late.total === 0 ? (
              <Quiet>{words.noAdjustments}</Quiet>
            ) : (
              <PlainTable long label={words.adjustments} columns={lateColumns(clients, names)} rows={late.rows} keyOf={(row) => row.id} />
            )}
          </Section>
        </>
      )}
    </Page>
  )
}

function columnsOf(clients: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): readonly PlainColumn<BillingPeriod>[] {
  return [
    clientColumn(clients),
    {
      id: 'from',
      header: words.from,
      render: (row) => (row.from === null ? <Quiet>{words.everything}</Quiet> : calendarDateWords(row.from))
    },
    { id: 'through', header: words.through, render: (row) => calendarDateWords(row.through) },
    { id: 'posted', header: words.posted, render: (row) => <RelativeTime at={row.postedAt} /> },
    { id: 'by', header: words.by, render: (row) => names.get(row.postedById) ?? '' },
    { id: 'note', header: words.note, render: (row) => row.note }
  ]
}

function lateColumns(clients: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): readonly PlainColumn<Charge>[] {
  return [
    clientColumn(clients),
    { id: 'date', header: billingWords.date, render: (row) => calendarDateWords(row.date) },
    { id: 'what', header: billingWords.what, render: (row) => row.description },
    {
      id: 'net',
      header: billingWords.net,
      figure: true,
      render: (row) => <ChargeWhy charge={row} currency={row.currency} names={names} />
    }
  ]
}

function clientColumn<Row extends { readonly clientId: string }>(clients: ReadonlyMap<string, string>): PlainColumn<Row> {
  return {
    id: 'client',
    header: billingWords.client,
    render: (row) => <RecordLink href={`/clients/${row.clientId}`}>{clients.get(row.clientId) ?? '…'}</RecordLink>
  }
}
