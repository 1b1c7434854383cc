// The terms of a contract as properties, with the records that they name.

import type { Client } from '#core/clients/client.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { contractModelWords } from '#core/words/records.ts'
import { contractFieldWords as fields, contractWords as words, intervalWords, renewalWords } from '#core/words/rooms-contracts.ts'
import { CustomProperties, moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { calendarDateWords, shortDuration } from '#renderer/ui/moments.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'
import { feeWords } from './contract-columns.tsx'

export function ContractTerms({ contract }: { contract: Contract }): React.JSX.Element {
  const client = useRow<Client>('client', contract.clientId).row
  const { indexation, hourlyRateMinor } = contract
  const includedMinutes = contract.includedMinutes ?? contract.prepaidMinutes
  return (
    <Section title={words.terms}>
      <PropertyList label={words.terms}>
        <Property label={words.client}>{client !== null && <RecordLink href={`/clients/${client.id}`}>{client.name}</RecordLink>}</Property>
        <Property label={words.model}>{contractModelWords[contract.model]}</Property>
        <Property label={words.fee}>{feeWords(contract)}</Property>
        <Property label={fields.startsOn}>{calendarDateWords(contract.startsOn)}</Property>
        <Property label={words.ends}>{contract.endsOn === null ? words.openEnd : calendarDateWords(contract.endsOn)}</Property>
        {contract.endsOn !== null && <Property label={fields.renewal}>{renewalWords[contract.renewal]}</Property>}
        <Property label={words.notice}>{words.noticeDays(contract.noticeDays)}</Property>
        {includedMinutes ? (
          <Property label={words.included}>{words.includedOf(shortDuration(includedMinutes), intervalWords[contract.interval])}</Property>
        ) : null}
        {indexation ? (
          <Property label={fields.indexation}>
            {words.indexationOf(indexation.basisPoints / 100, indexation.everyMonths, calendarDateWords(indexation.from))}
          </Property>
        ) : null}
        <Property label={words.promise}>
          <Named entity="sla_policy" id={contract.slaPolicyId} part="sla-policies" none={contract.slaPolicyName ?? words.noPromise} />
        </Property>
        <Property label={words.calendar}>
          <Named entity="calendar" id={contract.calendarId} part="calendars" none={words.usualCalendar} />
        </Property>
        <Property label={words.prices}>
          <Named entity="price_list" id={contract.priceListId} part="prices" none={words.usualPrices} />
        </Property>
        {hourlyRateMinor !== null && <Property label={fields.hourlyRate}>{moneyWords(hourlyRateMinor, contract.currency)}</Property>}
        <CustomProperties entity="contract" values={contract.custom} />
      </PropertyList>
      {contract.notes !== '' && <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{contract.notes}</p>}
    </Section>
  )
}

interface NamedProps {
  readonly entity: string
  readonly id: string | null | undefined
  /** Part of the settings in which the record stands. */
  readonly part: string
  readonly none: string
}

/** A record of the settings by its name. */
function Named({ entity, id, part, none }: NamedProps): React.JSX.Element {
  const { row } = useRow<{ readonly id: string; readonly name: string }>(entity, id ?? null)
  if (row === null) return <Quiet>{none}</Quiet>
  return <RecordLink href={`/settings/${part}`}>{row.name}</RecordLink>
}
