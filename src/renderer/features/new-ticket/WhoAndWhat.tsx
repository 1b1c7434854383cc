// Client, contact, asset and site: each found by a few letters, each narrowing the next. A contact or an asset chosen brings its site.

import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'
import { newTicketWords } from '#core/words/rooms-tickets.ts'
import type { Problems } from './NewTicketForm.tsx'
import styles from './new-ticket.module.css'
import type { NewTicketDraft } from './new-ticket-draft.ts'
import { useNewcomers } from './use-newcomers.ts'

interface WhoAndWhatProps {
  readonly value: NewTicketDraft
  readonly problems: Problems
  readonly onChange: (part: Partial<NewTicketDraft>) => void
}

export function WhoAndWhat({ value, problems, onChange }: WhoAndWhatProps): React.JSX.Element {
  const { clientId } = value
  const ofClient = [
    { op: 'is', field: 'clientId', value: clientId },
    { op: 'empty', field: 'archivedAt' }
  ] as const
  const { newClient, newContact } = useNewcomers(clientId, onChange)
  return (
    <div className={styles['pair']}>
      <EntityPicker
        entity="client"
        label={newTicketWords.client}
        placeholder={newTicketWords.clientHint}
        required
        autoFocus
        value={clientId}
        error={problems.clientId}
        where={[{ op: 'empty', field: 'archivedAt' }]}
        labelOf={(row) => fieldText(row, 'name')}
        noteOf={(row) => fieldTexts(row, 'code', 'phone')}
        newOne={newClient}
        onChange={(id) => onChange({ clientId: id, contactId: null, siteId: null, assetId: null })}
      />
      <EntityPicker
        entity="contact"
        label={newTicketWords.contact}
        value={value.contactId}
        where={ofClient}
        disabled={clientId === null}
        clearable
        labelOf={(row) => fieldText(row, 'name')}
        noteOf={(row) => fieldTexts(row, 'position', 'phone')}
        newOne={newContact}
        onChange={(id, row) => onChange({ contactId: id, ...siteOf(row) })}
      />
      <EntityPicker
        entity="asset"
        label={newTicketWords.asset}
        value={value.assetId}
        where={ofClient}
        disabled={clientId === null}
        clearable
        labelOf={(row) => fieldText(row, 'name')}
        noteOf={(row) => fieldTexts(row, 'tag', 'model')}
        onChange={(id, row) => onChange({ assetId: id, ...siteOf(row) })}
      />
      <EntityPicker
        entity="site"
        label={newTicketWords.site}
        value={value.siteId}
        where={ofClient}
        disabled={clientId === null}
        clearable
        labelOf={(row) => fieldText(row, 'name')}
        noteOf={(row) => fieldTexts(row, 'city')}
        onChange={(id) => onChange({ siteId: id })}
      />
    </div>
  )
}

/** A contact or an asset brings its site. */
function siteOf(row: { readonly [field: string]: unknown } | null): Partial<NewTicketDraft> {
  return typeof row?.['siteId'] === 'string' ? { siteId: row['siteId'] } : {}
}
