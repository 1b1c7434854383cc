// Saving one field of a ticket from where it stands; a refusal comes back as its sentence and is shown at the field.

import { useCallback } from 'react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { useAct } from '#renderer/ui/use-act.ts'

/** Answers null when saved, else why not. */
export type SaveFields = (fields: Partial<Ticket>, what: string) => Promise<string | null>

export function useSaveFields(id: string): SaveFields {
  const act = useAct()
  return useCallback((fields, what) => act({ name: 'ticket.edit', input: { id, fields } }, { done: what, quietRefusal: true }), [act, id])
}
