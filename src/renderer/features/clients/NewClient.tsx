// The forms that create and change a client.

import { useMemo } from 'react'
import type { Client } from '#core/clients/client.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { gatherCustom, RecordForm, spreadCustom, useCustomFields } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { clientForm, newClientValues } from './client.forms.ts'

/** Creates a client. */
export function NewClient({ onClose }: { onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const { definitions, ready } = useCustomFields('client')
  const fields = useMemo(() => clientForm(definitions), [definitions])
  if (organisation.loading || !ready) return null
  const currency = organisation.rows[0]?.currency ?? 'EUR'
  const defaults = newClientValues(currency)
  return (
    <RecordForm
      title={words.newClient}
      draftKey="client:new"
      fields={fields}
      initial={defaults}
      currency={currency}
      saveLabel={words.create}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'client.create', input: { ...defaults, ...gatherCustom(values, {}) } },
          { done: words.created(String(values['name'])), quietRefusal: true, refused }
        )
      }
    />
  )
}

/** Changes a client. */
export function EditClient({ client, onClose }: { client: Client; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const { definitions, ready } = useCustomFields('client')
  const fields = useMemo(() => clientForm(definitions), [definitions])
  if (!ready) return null
  return (
    <RecordForm
      title={words.editClient(client.name)}
      draftKey={`client:${client.id}`}
      fields={fields}
      initial={spreadCustom(client)}
      currency={client.currency}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'client.edit', input: { id: client.id, fields: gatherCustom(values, client.custom) } },
          { done: words.saved(client.name), quietRefusal: true, refused }
        )
      }
    />
  )
}
