// The client's assets by kind, each figure a way into the inventory.

import { useMemo } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import { assetKindWords } from '#core/words/records.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Quiet, RecordLink, Row, Rows } from '#renderer/features/records/index.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { listAddress } from '#renderer/ui/list-address.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { notArchived, ofClient } from './client.queries.ts'

export function ClientAssets({ clientId }: { clientId: string }): React.JSX.Element {
  const where = useMemo(() => [ofClient(clientId), notArchived], [clientId])
  const kinds = useCount({ entity: 'asset', where, by: 'kind' })
  const assets = useQuery<Asset>({ entity: 'asset', where, sort: [{ field: 'updatedAt', direction: 'descending' }], limit: 6 })
  const more = <RecordLink href={listAddress('/assets', { client: clientId })}>{words.allAssets(assets.total)}</RecordLink>
  return (
    <Section title={words.assets} actions={assets.total > 0 ? more : undefined}>
      {assets.total === 0 && !assets.loading ? (
        <Quiet>{words.noAssets}</Quiet>
      ) : (
        <>
          <Quiet>
            {(kinds?.counts ?? [])
              .map(({ value, count }) => `${count.toLocaleString('en')} ${assetKindWords[value as Asset['kind']]}`)
              .join(' · ')}
          </Quiet>
          <Rows label={words.assets}>
            {assets.rows.map((asset) => (
              <Row
                key={asset.id}
                title={asset.name}
                href={`/assets/${asset.id}`}
                note={asset.tag}
                end={<Quiet>{assetKindWords[asset.kind]}</Quiet>}
              />
            ))}
          </Rows>
        </>
      )}
    </Section>
  )
}
