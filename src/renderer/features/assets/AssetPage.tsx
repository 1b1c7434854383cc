// One asset on one page: what it is, its life and warranty, what it relates to, what went wrong with it, its history.

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Asset } from '#core/assets/asset.entity.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { HistoryList, RecordActions, TwoColumns } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Page, Section } from '#renderer/ui/Page.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { leftListAddress } from '#renderer/ui/use-list-fields.ts'
import { AssetDetails } from './AssetDetails.tsx'
import { AssetRelations } from './AssetRelations.tsx'
import { AssetTickets } from './AssetTickets.tsx'
import { AssetStatus, KindMark, WarrantyMark } from './asset-marks.tsx'
import { LifeCycle } from './LifeCycle.tsx'
import { EditAsset } from './NewAsset.tsx'

export function AssetPage({ id }: { id: string }): React.JSX.Element {
  const [, navigate] = useLocation()
  const { loading, row: asset } = useRow<Asset>('asset', id)
  const [editing, setEditing] = useState(false)
  useShortcuts(words.title, [
    { keys: 'e', label: words.edit, run: () => setEditing(true) },
    { keys: 'Escape', label: words.backToList, run: () => navigate(leftListAddress('/assets')) }
  ])
  if (loading) return <LoadingState />
  if (asset === null)
    return (
      <EmptyState title={words.missing} action={<Button onClick={() => navigate(leftListAddress('/assets'))}>{words.backToList}</Button>}>
        {words.missingText}
      </EmptyState>
    )
  return (
    <Page
      title={asset.name}
      before={
        <Button variant="subtle" size="compact-sm" aria-label={words.backToList} onClick={() => navigate(leftListAddress('/assets'))}>
          <IconArrowLeft size={16} aria-hidden />
        </Button>
      }
      note={
        <span style={{ display: 'inline-flex', gap: 12, alignItems: 'center' }}>
          <KindMark kind={asset.kind} /> {asset.tag} <AssetStatus status={asset.status} />
        </span>
      }
      actions={<RecordActions entity="asset" row={asset} words={words} onEdit={() => setEditing(true)} />}
      layout="scroll"
    >
      <TwoColumns
        main={
          <>
            <Section title={words.lifeCycle} actions={<WarrantyMark until={asset.warrantyUntil} />}>
              <LifeCycle purchasedOn={asset.purchasedOn} warrantyUntil={asset.warrantyUntil} endOfLifeOn={asset.endOfLifeOn} />
            </Section>
            <AssetTickets assetId={id} />
            <AssetRelations asset={asset} />
          </>
        }
        side={
          <>
            <AssetDetails asset={asset} />
            <Section title={words.history}>
              <HistoryList subjectId={id} />
            </Section>
          </>
        }
      />
      {editing && <EditAsset asset={asset} onClose={() => setEditing(false)} />}
    </Page>
  )
}
