// What is typed into the form, kept as a draft from the first letter on, and the command's input made of it.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { NewTicketStart } from './new-ticket.ui-store.ts'

export interface NewTicketDraft {
  readonly clientId: string | null
  readonly contactId: string | null
  readonly siteId: string | null
  readonly assetId: string | null
  readonly subject: string
  readonly description: string
  readonly channel: Ticket['channel']
  readonly kind: Ticket['kind']
  readonly impact: Ticket['impact']
  readonly urgency: Ticket['urgency']
  readonly mine: boolean
}

export const draftKey = 'new-ticket'

export function blankDraft(start: NewTicketStart): NewTicketDraft {
  return {
    clientId: start.clientId ?? null,
    contactId: start.contactId ?? null,
    siteId: null,
    assetId: start.assetId ?? null,
    subject: '',
    description: '',
    channel: 'phone',
    kind: 'incident',
    impact: 3,
    urgency: 2,
    mine: true
  }
}

/** True when there is something in it that somebody would miss. */
export function isTyped(draft: NewTicketDraft): boolean {
  return draft.subject !== '' || draft.description !== '' || draft.clientId !== null
}

/** Input of `ticket.open`. */
export function openInput(draft: NewTicketDraft, personId: string | null): Record<string, unknown> {
  const { clientId, contactId, siteId, assetId, subject, description, channel, kind, impact, urgency } = draft
  return {
    clientId,
    subject: subject.trim(),
    description,
    channel,
    kind,
    impact,
    urgency,
    contactId,
    siteId,
    assetIds: assetId === null ? [] : [assetId],
    ...(draft.mine && personId !== null ? { assigneeId: personId } : {})
  }
}
