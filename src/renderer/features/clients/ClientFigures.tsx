// A client in five figures.

import type { Filter } from '#store/contract.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Figure, Figures } from '#renderer/features/records/index.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { Trend } from './client-columns.tsx'
import { notArchived, ofClient, openWork, useClientPulse } from './client.queries.ts'

export function ClientFigures({ clientId }: { clientId: string }): React.JSX.Element {
  const { lastAt } = useClientPulse(clientId)
  return (
    <Figures>
      <Figure label={words.openWork}>{useTotal('ticket', [ofClient(clientId), ...openWork])}</Figure>
      <Figure label={words.contacts}>{useTotal('contact', [ofClient(clientId), notArchived])}</Figure>
      <Figure label={words.assets}>{useTotal('asset', [ofClient(clientId), notArchived])}</Figure>
      <Figure label={words.lastContact}>{lastAt === null ? '–' : <RelativeTime at={lastAt} />}</Figure>
      <Figure label={words.trend}>
        <Trend clientId={clientId} />
      </Figure>
    </Figures>
  )
}

function useTotal(entity: string, where: readonly Filter[]): string {
  const counted = useCount({ entity, where: [...where], by: 'clientId' })
  return counted === null ? '…' : counted.total.toLocaleString('en')
}
