// Columns of the list of clients. The pulse of a client is asked for row by row, so only what is seen is counted.

import type { Client } from '#core/clients/client.entity.ts'
import { serviceModelWords } from '#core/words/records.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Sparkline } from '#renderer/features/records/index.ts'
import type { DataListColumn } from '#renderer/ui/DataList.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import { useClientPulse } from './client.queries.ts'

const modelTones: Readonly<Record<Client['serviceModel'], Tone>> = { 'break-fix': 'neutral', managed: 'active', hybrid: 'info' }

export function clientColumns(
  tickets: ReadonlyMap<string, number>,
  assets: ReadonlyMap<string, number>
): readonly DataListColumn<Client>[] {
  return [
    {
      id: 'name',
      header: words.name,
      width: 'minmax(200px, 2fr)',
      sortField: 'name',
      render: (client) => <b style={{ fontWeight: 560 }}>{client.name}</b>
    },
    { id: 'code', header: words.code, width: '88px', sortField: 'code', render: (client) => client.code },
    {
      id: 'model',
      header: words.model,
      width: '112px',
      sortField: 'serviceModel',
      render: (client) => <ModelChip model={client.serviceModel} />
    },
    { id: 'open', header: words.openTickets, width: '80px', align: 'end', render: (client) => figure(tickets.get(client.id)) },
    { id: 'assets', header: words.assets, width: '80px', align: 'end', render: (client) => figure(assets.get(client.id)) },
    { id: 'trend', header: words.trend, width: 'minmax(132px, 0.6fr)', align: 'end', render: (client) => <Trend clientId={client.id} /> },
    { id: 'last', header: words.lastContact, width: '112px', align: 'end', render: (client) => <LastContact clientId={client.id} /> }
  ]
}

/** The service model as a chip. */
export function ModelChip({ model }: { model: Client['serviceModel'] }): React.JSX.Element {
  return <StatusChip tone={modelTones[model]} label={serviceModelWords[model]} />
}

/** Tickets per month as bars. */
export function Trend({ clientId }: { clientId: string }): React.JSX.Element {
  const { months } = useClientPulse(clientId)
  return <Sparkline label={words.trendLabel(months)} values={months} />
}

function LastContact({ clientId }: { clientId: string }): React.JSX.Element {
  const { lastAt } = useClientPulse(clientId)
  return lastAt === null ? <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span> : <RelativeTime at={lastAt} />
}

function figure(count: number | undefined): string {
  return count === undefined ? '0' : count.toLocaleString('en')
}
