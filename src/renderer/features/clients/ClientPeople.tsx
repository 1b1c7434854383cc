// The client's people as cards, with the form that adds and changes them.

import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Contact } from '#core/clients/contact.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import {
  Card,
  Cards,
  CustomLines,
  gatherCustom,
  Quiet,
  RecordForm,
  spreadCustom,
  useCustomFields
} from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { contactForm } from './client.forms.ts'
import { notArchived, ofClient } from './client.queries.ts'

export function ClientPeople({ clientId, currency }: { clientId: string; currency: string }): React.JSX.Element {
  const [editing, setEditing] = useState<Contact | 'new' | null>(null)
  const people = useQuery<Contact>({
    entity: 'contact',
    where: [ofClient(clientId), notArchived],
    sort: [
      { field: 'main', direction: 'descending' },
      { field: 'name', direction: 'ascending' }
    ],
    limit: 60
  })
  return (
    <Section title={words.contacts} actions={<AddButton label={words.newContact} onClick={() => setEditing('new')} />}>
      {people.total === 0 && !people.loading ? (
        <Quiet>{words.noContacts}</Quiet>
      ) : (
        <Cards>
          {people.rows.map((contact) => (
            <ContactCard key={contact.id} contact={contact} onEdit={() => setEditing(contact)} />
          ))}
        </Cards>
      )}
      {editing !== null && (
        <ContactForm
          clientId={clientId}
          currency={currency}
          contact={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

function ContactCard({ contact, onEdit }: { contact: Contact; onEdit: () => void }): React.JSX.Element {
  return (
    <Card
      title={contact.name}
      actions={
        <>
          {contact.vip && <StatusChip tone="wait" label={words.vip} />}
          {contact.main && <StatusChip tone="active" label={words.main} />}
          <Button size="compact-xs" variant="subtle" onClick={onEdit} aria-label={words.editContact(contact.name)}>
            {words.edit}
          </Button>
        </>
      }
    >
      {contact.position !== '' && <Quiet>{contact.position}</Quiet>}
      {contact.email !== '' && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
      {[contact.phone, contact.mobile].filter((number) => number !== '').join(' · ')}
      <CustomLines entity="contact" values={contact.custom} />
    </Card>
  )
}

interface ContactFormProps {
  readonly clientId: string
  readonly currency: string
  readonly contact: Contact | null
  readonly onClose: () => void
}

function ContactForm({ clientId, currency, contact, onClose }: ContactFormProps): React.JSX.Element | null {
  const act = useAct()
  const { definitions, ready } = useCustomFields('contact')
  const fields = useMemo(() => contactForm(clientId, definitions), [clientId, definitions])
  if (!ready) return null
  return (
    <RecordForm
      title={contact === null ? words.newContact : words.editContact(contact.name)}
      draftKey={contact === null ? `contact:new:${clientId}` : `contact:${contact.id}`}
      fields={fields}
      initial={contact === null ? {} : spreadCustom(contact)}
      currency={currency}
      onClose={onClose}
      onSave={(values, refused) =>
        contact === null
          ? act(
              { name: 'contact.create', input: { clientId, ...gatherCustom(values, {}) } },
              { done: words.created(String(values['name'])), quietRefusal: true, refused }
            )
          : act(
              { name: 'contact.edit', input: { id: contact.id, fields: gatherCustom(values, contact.custom) } },
              { done: words.saved(contact.name), quietRefusal: true, refused }
            )
      }
    />
  )
}

/** The small button that adds to a section. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }): React.JSX.Element {
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  )
}
