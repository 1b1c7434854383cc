// Callers that aren't in the books yet: client and contact are made of what was typed, and the rest of them is filled in when there is time.

import { deriveId } from '#core/kernel/ids.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { newTicketWords as words } from '#core/words/rooms-tickets.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import type { EntityPickerProps } from '#renderer/ui/EntityPicker.tsx'
import { type ActCall, useAct } from '#renderer/ui/use-act.ts'
import { clientCode } from './client-code.ts'
import type { NewTicketDraft } from './new-ticket-draft.ts'

type NewOne = EntityPickerProps['newOne']

/** Undefined where this person may not make them. */
export function useNewcomers(
  clientId: string | null,
  onChange: (part: Partial<NewTicketDraft>) => void
): { readonly newClient: NewOne; readonly newContact: NewOne } {
  const act = useAct()
  const { clients } = useDirectory()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  if (!useMay('client.edit')) return { newClient: undefined, newContact: undefined }
  const make = (call: ActCall, name: string, choose: (id: string) => void): void => {
    // The record is the first thing that the command makes.
    const saved = ([commandId]: readonly string[]): void => {
      if (commandId !== undefined) choose(deriveId(commandId, 1))
    }
    void act(call, { done: words.newcomer(name), saved })
  }
  return {
    newClient: {
      label: words.newClient,
      make: (name) => {
        const code = clientCode(name, new Set([...clients.values()].map((client) => client.code)))
        const currency = organisation.rows[0]?.currency ?? 'EUR'
        const choose = (id: string): void => onChange({ clientId: id, contactId: null, siteId: null, assetId: null })
        make({ name: 'client.create', input: { name, code, currency } }, name, choose)
      }
    },
    newContact: {
      label: words.newContact,
      make: (name) => make({ name: 'contact.create', input: { clientId, name } }, name, (id) => onChange({ contactId: id }))
    }
  }
}
