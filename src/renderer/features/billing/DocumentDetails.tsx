// What a document says beside its lines: client, dates, parties as they were frozen, and the documents it belongs with.

import type { Invoice, InvoiceParty } from '#core/billing/invoice.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { billingWords, documentWords as words } from '#core/words/rooms-billing.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'

/** `notes` credit it, all of it or in parts. */
export function DocumentDetails({ row, notes }: { row: Invoice; notes: readonly Invoice[] }): React.JSX.Element {
  const client = useRow<Client>('client', row.clientId).row
  const contract = useRow<Contract>('contract', row.contractId).row
  const credited = useRow<Invoice>('invoice', row.creditsId).row
  return (
    <Section title={words.details}>
      <PropertyList label={words.details}>
        <Property label={billingWords.client}>
          {client === null ? unset : <RecordLink href={`/clients/${client.id}`}>{client.name}</RecordLink>}
        </Property>
        {contract !== null && (
          <Property label={billingWords.contract}>
            <RecordLink href={`/contracts/${contract.id}`}>{contract.name}</RecordLink>
          </Property>
        )}
        {row.ticketId !== null && (
          <Property label={billingWords.ticket}>
            <RecordLink href={`/tickets/${row.ticketId}`}>{billingWords.ticket}</RecordLink>
          </Property>
        )}
        {row.periodThrough !== null && (
          <Property label={words.period}>
            {row.periodFrom === null ? '' : `${calendarDateWords(row.periodFrom)} – `}
            {calendarDateWords(row.periodThrough)}
          </Property>
        )}
        <Property label={words.issued}>{row.issuedOn === null ? unset : calendarDateWords(row.issuedOn)}</Property>
        <Property label={words.due}>{row.dueOn === null ? unset : calendarDateWords(row.dueOn)}</Property>
        <Property label={words.fields.buyerReference}>{row.buyerReference === '' ? unset : row.buyerReference}</Property>
        {credited !== null && <Property label={words.credits}>{documentLink(credited)}</Property>}
        {notes.map((note) => (
          <Property key={note.id} label={words.creditedBy}>
            {documentLink(note)}, {moneyWords(note.grossMinor, note.currency)}
          </Property>
        ))}
        {row.seller !== null && <Property label={words.seller}>{partyWords(row.seller)}</Property>}
        {row.buyer !== null && <Property label={words.buyer}>{partyWords(row.buyer)}</Property>}
      </PropertyList>
    </Section>
  )
}

const unset = <Quiet>{formWords.notSet}</Quiet>

function documentLink(row: Invoice): React.JSX.Element {
  return <RecordLink href={`/billing/documents/${row.id}`}>{row.number ?? row.title}</RecordLink>
}

function partyWords(party: InvoiceParty): string {
  return [party.name, party.street.replaceAll('\n', ', '), [party.postcode, party.city].join(' ').trim(), party.vatId]
    .filter((part) => part !== '')
    .join(', ')
}
