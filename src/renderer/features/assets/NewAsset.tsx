// The forms that create and change an asset.

import { useMemo } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { RecordForm, type Typed } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { assetFields, assetForm, assetTyped } from './asset.forms.ts'

/** Definitions of the assets' custom fields, in their order. */
export function useAssetDefinitions(): { readonly loading: boolean; readonly rows: readonly CustomField[] } {
  return useQuery<CustomField>({
    entity: 'custom_field',
    where: [
      { op: 'is', field: 'entity', value: 'asset' },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [{ field: 'position', direction: 'ascending' }]
  })
}

/** Creates an asset; the client is asked when it isn't known yet. */
export function NewAsset({ clientId, onClose }: { clientId: string | null; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const definitions = useAssetDefinitions()
  const fields = useMemo(() => assetForm(clientId, definitions.rows), [clientId, definitions.rows])
  if (organisation.loading || definitions.loading) return null
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
            input: { ...defaults, currency, ...(clientId === null ? {} : { clientId }), ...assetFields(values, {}) }
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
  const definitions = useAssetDefinitions()
  const fields = useMemo(() => assetForm(asset.clientId, definitions.rows), [asset.clientId, definitions.rows])
  if (definitions.loading) return null
  return (
    <RecordForm
      title={words.editAsset(asset.name)}
      draftKey={`asset:${asset.id}`}
      fields={fields}
      initial={assetTyped(asset)}
      currency={asset.currency}
      onClose={onClose}
      onSave={(values) =>
        act(
          { name: 'asset.edit', input: { id: asset.id, fields: assetFields(values, asset.custom) } },
          { done: words.saved(asset.name), quietRefusal: true }
        )
      }
    />
  )
}
