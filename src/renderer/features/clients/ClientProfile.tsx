// The client's profile as properties. Editing opens the form, so that several answers are saved as one change.

import type { Client } from '#core/clients/client.entity.ts'
import { growthWords, inHouseItWords, riskToleranceWords } from '#core/words/records.ts'
import { clientFieldWords as fields, clientWords as words } from '#core/words/rooms-clients.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { CustomProperties, moneyWords, Quiet } from '#renderer/features/records/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'

export function ClientProfile({ client }: { client: Client }): React.JSX.Element {
  const money = (minor: number | null): React.ReactNode => (minor === null ? unset : moneyWords(minor, client.currency))
  return (
    <Section title={words.profile}>
      <PropertyList label={words.profile}>
        <Property label={fields.industry}>{textOr(client.industry)}</Property>
        <Property label={fields.phone}>{textOr(client.phone)}</Property>
        <Property label={fields.website}>{textOr(client.website.replace(/^https?:\/\/(www\.)?/, ''))}</Property>
        <Property label={fields.size}>{client.size === null ? unset : client.size.toLocaleString('en')}</Property>
        <Property label={fields.downtimeCost}>{money(client.downtimeCostPerHourMinor)}</Property>
        <Property label={fields.budget}>{money(client.budgetMinor)}</Property>
        <Property label={fields.riskTolerance}>{client.riskTolerance === null ? unset : riskToleranceWords[client.riskTolerance]}</Property>
        <Property label={fields.growth}>{client.growth === null ? unset : growthWords[client.growth]}</Property>
        <Property label={fields.inHouseIt}>{client.inHouseIt === null ? unset : inHouseItWords[client.inHouseIt]}</Property>
        <Property label={fields.tags}>{textOr(client.tags.join(', '))}</Property>
        <CustomProperties entity="client" values={client.custom} />
      </PropertyList>
      {client.notes !== '' && <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{client.notes}</p>}
    </Section>
  )
}

const unset = <Quiet>{formWords.notSet}</Quiet>

function textOr(text: string): React.ReactNode {
  return text === '' ? unset : text
}
