// What a client's contracts cover, asset by asset and by kind of work: how a hybrid contract is read at a glance. Assets of one kind that
// are judged alike stand on one line, which opens; each verdict opens its steps.

import { SegmentedControl, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import { coverageWords as words } from '#core/words/coverage.ts'
import { assetKindWords, workKindWords } from '#core/words/records.ts'
import { workKinds } from '#core/work/time-entry.entity.ts'
import { Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import styles from './coverage.module.css'
import { judgementsOf, neighboursAlike } from './judged-alike.ts'
import { type ClientCoverage, useCoverage } from './use-coverage.ts'
import { Verdict } from './Verdict.tsx'

const whens = ['open', 'now'] as const
type When = (typeof whens)[number]

const mostAssets = 2000

interface CoveredAssetsProps {
  readonly clientId: string
  /** Whose opening hours are meant; null: the usual ones. */
  readonly calendarId: string | null
}

export function CoveredAssets({ clientId, calendarId }: CoveredAssetsProps): React.JSX.Element {
  const [when, setWhen] = useState<When>('open')
  const book = useCoverage(clientId)
  const now = useNow()
  const assets = useQuery<Asset>({
    entity: 'asset',
    where: [
      { op: 'is', field: 'clientId', value: clientId },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: mostAssets
  })
  if (book === null || assets.loading) return <LoadingState lines={3} />
  const momentIn = (zone: string): number => (when === 'now' ? now : book.openMoment([calendarId], zone, now))
  const ask = (asset: Asset | null): CoverageQuestion => questionOf(book, clientId, asset, momentIn)
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
            <th scope="col">{words.asset}</th>
            {workKinds.map((kind) => (
              <th key={kind} scope="col">
                {workKindWords[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groupsOf(book, assets.rows, ask).map((group) => (
            <GroupRows key={group.id} group={group} book={book} ask={ask} />
          ))}
          <tr>
            <th scope="row">
              <Quiet>{words.noAsset}</Quiet>
            </th>
            <Verdicts book={book} question={ask(null)} />
          </tr>
        </tbody>
      </table>
    </>
  )
}

interface Group {
  /** That of its first asset, so that a line stays itself when its verdict changes. */
  readonly id: string
  readonly kind: Asset['kind']
  readonly assets: readonly Asset[]
}

/** Assets of one kind that are judged alike, by kind. */
function groupsOf(book: ClientCoverage, assets: readonly Asset[], ask: (asset: Asset) => CoverageQuestion): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const asset of assets) {
    const key = `${asset.kind} ${judgementsOf(book, ask(asset))}`
    const known = groups.get(key)
    groups.set(key, { id: known?.id ?? asset.id, kind: asset.kind, assets: [...(known?.assets ?? []), asset] })
  }
  return [...groups.values()].sort((a, b) => assetKindWords[a.kind].localeCompare(assetKindWords[b.kind]))
}

interface GroupRowsProps {
  readonly group: Group
  readonly book: ClientCoverage
  readonly ask: (asset: Asset) => CoverageQuestion
}

function GroupRows({ group: { kind, assets }, book, ask }: GroupRowsProps): React.JSX.Element | null {
  const [opened, setOpened] = useState(false)
  const [first] = assets
  if (first === undefined) return null
  const Sign = opened ? IconChevronDown : IconChevronRight
  const single = assets.length === 1
  return (
    <>
      <tr>
        <th scope="row">
          {single ? (
            <>
              <RecordLink href={`/assets/${first.id}`}>{first.name}</RecordLink> <Quiet>{assetKindWords[kind]}</Quiet>
            </>
          ) : (
            <UnstyledButton className={styles['opener']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
              <Sign size={14} aria-hidden /> {assetKindWords[kind]} <Quiet>{words.assets(assets.length)}</Quiet>
            </UnstyledButton>
          )}
        </th>
        <Verdicts book={book} question={ask(first)} />
      </tr>
      {opened &&
        !single &&
        assets.map((asset) => (
          <tr key={asset.id}>
            <th scope="row" className={styles['inner']}>
              <RecordLink href={`/assets/${asset.id}`}>{asset.name}</RecordLink>
            </th>
            <Verdicts book={book} question={ask(asset)} />
          </tr>
        ))}
    </>
  )
}

/** A cell per verdict, over all neighbouring kinds of work that it is for. */
function Verdicts({ book, question }: { book: ClientCoverage; question: CoverageQuestion }): React.JSX.Element {
  return (
    <>
      {neighboursAlike(book, question).map((kinds) => (
        <td key={kinds.join(' ')} colSpan={kinds.length} className={styles['coveredVerdict']}>
          <Verdict book={book} question={{ ...question, workKind: kinds[0] ?? null }} bare />
        </td>
      ))}
    </>
  )
}

function questionOf(book: ClientCoverage, clientId: string, asset: Asset | null, momentIn: (zone: string) => number): CoverageQuestion {
  const siteId = asset?.siteId ?? null
  const zone = book.zoneOf(siteId)
  const assets = asset === null ? [] : [asset]
  return { clientId, assets, siteId, zone, ticketKind: 'incident', workKind: null, service: null, at: momentIn(zone) }
}
