// The provider as the seller on its invoices: what every document says of it, and where money is to be paid.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { sellerFieldWords as fields, settingsWords as words } from '#core/words/rooms-settings.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { type FormFieldSpec, Quiet, RecordForm } from '#renderer/features/records/index.ts'
import { countryName } from '#renderer/ui/names.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'
import { useAct } from '#renderer/ui/use-act.ts'

const half = true

const sellerForm: readonly FormFieldSpec[] = [
  { name: 'legalName', label: fields.legalName, kind: 'line', hint: fields.legalNameHint },
  { name: 'street', label: fields.street, kind: 'text' },
  { name: 'postcode', label: fields.postcode, kind: 'line', half },
  { name: 'city', label: fields.city, kind: 'line', half },
  { name: 'country', label: fields.country, kind: 'line', half, hint: fields.countryHint },
  { name: 'vatId', label: fields.vatId, kind: 'line', half, group: fields.taxGroup },
  { name: 'taxNumber', label: fields.taxNumber, kind: 'line', half, hint: fields.taxNumberHint },
  { name: 'registration', label: fields.registration, kind: 'line', half },
  { name: 'billingContact', label: fields.billingContact, kind: 'line', half, group: fields.contactGroup },
  { name: 'billingEmail', label: fields.billingEmail, kind: 'line', half },
  { name: 'billingPhone', label: fields.billingPhone, kind: 'line', half },
  { name: 'bankName', label: fields.bankName, kind: 'line', half, group: fields.paymentGroup },
  { name: 'iban', label: fields.iban, kind: 'line', half },
  { name: 'bic', label: fields.bic, kind: 'line', half },
  { name: 'paymentDays', label: fields.paymentDays, kind: 'number', half },
  { name: 'documentNote', label: fields.documentNote, kind: 'text' }
]

export function SellerSection({ organisation, may }: { organisation: Organisation; may: boolean }): React.JSX.Element {
  const [editing, setEditing] = useState(false)
  const act = useAct()
  const told = sellerForm.flatMap(({ name, label }) => {
    const value = organisation[name as keyof Organisation]
    return value === null || value === undefined || value === ''
      ? []
      : [{ name, label, text: name === 'country' ? countryName(String(value)) : String(value) }]
  })
  return (
    <Section
      title={words.onInvoices}
      actions={
        may && (
          <Button variant="default" aria-label={words.editInvoices} onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        )
      }
    >
      <Quiet>{words.onInvoicesLead}</Quiet>
      {told.length === 0 ? (
        <Quiet>{formWords.notSet}</Quiet>
      ) : (
        <PropertyList label={words.onInvoices}>
          {told.map(({ name, label, text }) => (
            <Property key={name} label={label}>
              <span style={{ whiteSpace: 'pre-line' }}>{text}</span>
            </Property>
          ))}
        </PropertyList>
      )}
      {editing && (
        <RecordForm
          title={words.onInvoices}
          draftKey="organisation:seller"
          fields={sellerForm}
          initial={organisation}
          currency={organisation.currency}
          onClose={() => setEditing(false)}
          onSave={(values, refused) =>
            act(
              { name: 'organisation.edit', input: { id: organisation.id, fields: values } },
              { done: words.saved(words.onInvoices), quietRefusal: true, refused }
            )
          }
        />
      )}
    </Section>
  )
}
