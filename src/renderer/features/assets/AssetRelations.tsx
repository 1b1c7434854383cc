// What an asset relates to, and what relates to it.

import type { Asset } from '#core/assets/asset.entity.ts'
import { assetRelationWords } from '#core/words/records.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { KindMark } from './asset-marks.tsx'

export function AssetRelations({ asset }: { asset: Asset }): React.JSX.Element {
  const wanted = asset.relations.map((relation) => relation.assetId)
  const related = useQuery<Asset>(wanted.length === 0 ? null : { entity: 'asset', where: [{ op: 'in', field: 'id', values: wanted }] })
  const byId = new Map(related.rows.map((row) => [row.id, row]))
  return (
    <Section title={words.relations}>
      {asset.relations.length === 0 ? (
        <Quiet>{words.noRelations}</Quiet>
      ) : (
        <Rows label={words.relations}>
          {asset.relations.map((relation) => {
            const other = byId.get(relation.assetId)
            return (
              <Row
                key={`${relation.kind} ${relation.assetId}`}
                title={`${assetRelationWords[relation.kind]} ${other?.name ?? '…'}`}
                href={`/assets/${relation.assetId}`}
                end={other === undefined ? undefined : <KindMark kind={other.kind} />}
              />
            )
          })}
        </Rows>
      )}
    </Section>
  )
}
