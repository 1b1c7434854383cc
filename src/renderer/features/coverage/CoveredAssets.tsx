// What a client's contracts cover, asset by asset and by kind of work: how a hybrid contract is read at a glance. Each verdict opens its steps.

import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import { assetKindWords, workKindWords } from '#core/words/records.ts'
import { coverageWords as words } from '#core/words/coverage.ts'
import { workKinds } from '#core/work/time-entry.entity.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { neighboursAlike } from './judged-alike.ts'
import styles from './coverage.module.css'
import { type ClientCoverage, useCoverage } from './use-coverage.ts'
import { Verdict } from './Verdict.tsx'

const whens = ['open', 'now'] as const
type When = (typeof whens)[number]

const firstAssets = 12
const moreAssets = 200

interface CoveredAssetsProps {
  readonly clientId: string
  /** Whose opening hours are meant; null: the usual ones. */
  readonly calendarId: string | null
}

export function CoveredAssets({ clientId, calendarId }: CoveredAssetsProps): React.JSX.Element {
  const [when, setWhen] = useState<When>('open')
  const [limit, setLimit] = useState(firstAssets)
  const book = useCoverage(clientId)
  const now = useNow()
  const assets = useQuery<Asset>({
    entity: 'asset',
    where: [
      { op: 'is', field: 'clientId', value: clientId },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [
      { field: 'kind', direction: 'ascending' },
      { field: 'name', direction: 'ascending' }
    ],
    limit
  })
  if (book === null || assets.loading) return <LoadingState lines={3} />
  const momentIn = (zone: string): number => (when === 'now' ? now : book.openMoment([calendarId], zone, now))
  return (
    <>
      <Quiet>{words.coveredLead}</Quiet>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        aria-label={words.when}
        data={whens.map((each) => ({ value: each, label: words.whens[each] }))}
        value={when}
        onChange={(chosen) => setWhen(whens.find((each) => each === chosen) ?? 'open')}
      />
      <table className={styles['covered']} aria-label={words.coveredAssets}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {words.asset}
            </th>
            {workKinds.map((kind) => (
              <th key={kind} scope="col">
                {workKindWords[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assets.rows.map((asset) => (
            <CoveredRow key={asset.id} asset={asset} clientId={clientId} book={book} momentIn={momentIn} />
          ))}
          <CoveredRow asset={null} clientId={clientId} book={book} momentIn={momentIn} />
        </tbody>
      </table>
      {assets.total > limit && (
        <Button size="compact-sm" variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setLimit(limit + moreAssets)}>
          {words.moreAssets(assets.total - limit)}
        </Button>
      )}
    </>
  )
}

interface CoveredRowProps {
  /** Null: work about no asset. */
  readonly asset: Asset | null
  readonly clientId: string
  readonly book: ClientCoverage
  /** Moment at which the work is judged, by the site's zone. */
  readonly momentIn: (zone: string) => number
}

function CoveredRow({ asset, clientId, book, momentIn }: CoveredRowProps): React.JSX.Element {
  const siteId = asset?.siteId ?? null
  const zone = book.zoneOf(siteId)
  const question = {
    clientId,
    assets: asset === null ? [] : [asset],
    siteId,
    zone,
    ticketKind: 'incident',
    workKind: null,
    service: null,
    at: momentIn(zone)
  } as const
  return (
    <tr>
      <th scope="row" colSpan={asset === null ? 2 : 1}>
        {asset === null ? <Quiet>{words.noAsset}</Quiet> : <RecordLink href={`/assets/${asset.id}`}>{asset.name}</RecordLink>}
      </th>
      {asset !== null && (
        <td>
          <Quiet>{assetKindWords[asset.kind]}</Quiet>
        </td>
      )}
      {neighboursAlike(book, question).map((kinds) => (
        // Only neighbours share a cell, so that each stands under its kind of work.
        <td key={kinds.join(' ')} colSpan={kinds.length} className={styles['coveredVerdict']}>
          <Verdict book={book} question={{ ...question, workKind: kinds[0] ?? null }} bare />
        </td>
      ))}
    </tr>
  )
}
