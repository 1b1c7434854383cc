// Asks for what a ticket shows first while the hand is still on its row, so that it is there when the ticket is opened.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useComments } from './use-comments.ts'

export function AskAhead({ id }: { id: string }): null {
  useRow<Ticket>('ticket', id)
  useComments(id)
  return null
}
