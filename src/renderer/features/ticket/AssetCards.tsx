// The assets that the ticket is about, each with its warranty and what else is open for it.

import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'
import { dateWords } from '#renderer/ui/moments.ts'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { otherOpen } from './ClientCard.tsx'
import styles from './ticket.module.css'
import { TicketRows } from './TicketRows.tsx'
import { useSaveFields } from './use-save.ts'

export function AssetCards({ row }: { row: Ticket }): React.JSX.Element {
  const save = useSaveFields(row.id)
  const [problem, setProblem] = useState<string | null>(null)
  const change = (assetIds: string[]): void => void save({ assetIds }, ticketWords.saved(ticketWords.assets)).then(setProblem)
  return (
    <section className={styles['card']} aria-label={ticketWords.assets}>
      <h2 className={styles['cardTitle']}>{ticketWords.assets}</h2>
      {row.assetIds.map((assetId) => (
        <AssetCard
          key={assetId}
          row={row}
          assetId={assetId}
          onRemove={row.archivedAt === null ? () => change(row.assetIds.filter((each) => each !== assetId)) : null}
        />
      ))}
      {row.archivedAt === null && <AddAsset row={row} problem={problem} onAdd={(assetId) => change([...row.assetIds, assetId])} />}
    </section>
  )
}

interface AddAssetProps {
  readonly row: Ticket
  readonly problem: string | null
  readonly onAdd: (assetId: string) => void
}

/** The picker comes when it is asked for: most tickets are opened without it. */
function AddAsset({ row, problem, onAdd }: AddAssetProps): React.JSX.Element {
  const [open, setOpen] = useState(false)
  if (!open && problem === null)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        ml={-8}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        onClick={() => setOpen(true)}
      >
        {ticketWords.addAsset}
      </Button>
    )
  return (
    <EntityPicker
      entity="asset"
      label={ticketWords.addAsset}
      hiddenLabel
      autoFocus
      defaultOpened
      placeholder={ticketWords.addAsset}
      value={null}
      error={problem}
      where={[
        { op: 'is', field: 'clientId', value: row.clientId },
        { op: 'empty', field: 'archivedAt' },
        { op: 'notIn', field: 'id', values: row.assetIds }
      ]}
      labelOf={(asset) => fieldText(asset, 'name')}
      noteOf={(asset) => fieldTexts(asset, 'tag', 'model')}
      onBlur={() => setOpen(false)}
      onCancel={() => setOpen(false)}
      onChange={(assetId) => {
        setOpen(false)
        if (assetId !== null) onAdd(assetId)
      }}
    />
  )
}

function AssetCard({ row, assetId, onRemove }: { row: Ticket; assetId: string; onRemove: (() => void) | null }): React.JSX.Element {
  const asset = useRow<Asset>('asset', assetId).row
  const now = useNow()
  const others = useQuery<Ticket>({
    entity: 'ticket',
    where: [...otherOpen(row, { op: 'has', field: 'assetIds', value: assetId })],
    sort: [{ field: 'updatedAt', direction: 'descending' }],
    limit: 5
  })
  const name = asset?.name ?? '…'
  return (
    <div className={styles['asset']}>
      <div className={styles['assetLine']}>
        <Link href={`/assets/${assetId}`} className={styles['link']}>
          {name}
        </Link>
        {onRemove !== null && (
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={ticketWords.removeAsset(name)} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {asset !== null && (
        <p className={styles['quiet']}>
          {[asset.tag, asset.manufacturer, asset.model].filter((part) => part !== '').join(' · ')}
          {asset.warrantyUntil !== null && <> · {warranty(asset.warrantyUntil, now)}</>}
        </p>
      )}
      {others.total > 0 && (
        <>
          <p className={styles['quiet']}>{ticketWords.assetTickets(others.total)}</p>
          <TicketRows tickets={others.rows} label={ticketWords.assetTickets(others.total)} />
        </>
      )}
    </div>
  )
}

function warranty(until: string, now: number): string {
  const end = new Date(`${until}T23:59:59`).getTime()
  return end >= now ? ticketWords.warrantyUntil(dateWords(end)) : ticketWords.warrantyOver(dateWords(end))
}
