// The forms that create and change an asset.

import { useMemo } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { gatherCustom, RecordForm, spreadCustom, type Typed, useCustomFields } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { assetForm } from './asset.forms.ts'

/** Creates an asset; the client is asked when it isn't known yet. */
export function NewAsset({ clientId, onClose }: { clientId: string | null; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const { definitions, ready } = useCustomFields('asset')
  const fields = useMemo(() => assetForm(clientId, definitions), [clientId, definitions])
  if (organisation.loading || !ready) return null
  const currency = organisation.rows[0]?.currency ?? 'EUR'
  const defaults: Typed = { kind: 'computer', status: 'in-use' }
  return (
    <RecordForm
      title={words.newAsset}
      draftKey={`asset:new:${clientId ?? ''}`}
      fields={fields}
      initial={defaults}
      currency={currency}
      saveLabel={words.create}
      onClose={onClose}
      onSave={(values) =>
        act(
          {
            name: 'asset.create',
            input: { ...defaults, currency, ...(clientId === null ? {} : { clientId }), ...gatherCustom(values, {}) }
          },
          { done: words.created(String(values['name'])), quietRefusal: true }
        )
      }
    />
  )
}

/** Changes an asset. */
export function EditAsset({ asset, onClose }: { asset: Asset; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const { definitions, ready } = useCustomFields('asset')
  const fields = useMemo(() => assetForm(asset.clientId, definitions), [asset.clientId, definitions])
  if (!ready) return null
  return (
    <RecordForm
      title={words.editAsset(asset.name)}
      draftKey={`asset:${asset.id}`}
      fields={fields}
      initial={spreadCustom(asset)}
      currency={asset.currency}
      onClose={onClose}
      onSave={(values) =>
        act(
          { name: 'asset.edit', input: { id: asset.id, fields: gatherCustom(values, asset.custom) } },
          { done: words.saved(asset.name), quietRefusal: true }
        )
      }
    />
  )
}
