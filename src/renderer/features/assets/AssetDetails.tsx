// An asset's properties, with the client, site and person that they name, and its custom fields.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import { assetFieldWords as fields, assetWords as words } from '#core/words/rooms-assets.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { CustomProperties, moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'

export function AssetDetails({ asset }: { asset: Asset }): React.JSX.Element {
  const client = useRow<Client>('client', asset.clientId).row
  const site = useRow<Site>('site', asset.siteId).row
  const owner = useRow<Contact>('contact', asset.ownerContactId).row
  return (
    <Section title={words.details}>
      <PropertyList label={words.details}>
        <Property label={fields.client}>
          {client === null ? unset : <RecordLink href={`/clients/${client.id}`}>{client.name}</RecordLink>}
        </Property>
        <Property label={fields.site}>{site?.name ?? unset}</Property>
        <Property label={fields.owner}>{owner?.name ?? unset}</Property>
        <Property label={fields.manufacturer}>{textOr(asset.manufacturer)}</Property>
        <Property label={fields.model}>{textOr(asset.model)}</Property>
        <Property label={fields.serial}>{textOr(asset.serial)}</Property>
        <Property label={fields.tag}>{textOr(asset.tag)}</Property>
        <Property label={fields.replacementCost}>
          {asset.replacementCostMinor === null ? unset : moneyWords(asset.replacementCostMinor, asset.currency)}
        </Property>
        <CustomProperties entity="asset" values={asset.custom} />
      </PropertyList>
      {asset.notes !== '' && <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{asset.notes}</p>}
    </Section>
  )
}

const unset = <Quiet>{formWords.notSet}</Quiet>

function textOr(text: string): React.ReactNode {
  return text === '' ? unset : text
}
