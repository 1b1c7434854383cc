// The dialog around the form for a new ticket; Esc closes it at any time, the draft stays.

import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { newTicketWords } from '#core/words/rooms-tickets.ts'
import { useNewTicket } from './new-ticket.ui-store.ts'

const loadForm = async () => ({ default: (await import('./NewTicketForm.tsx')).NewTicketForm })
const NewTicketForm = lazy(loadForm)

/** Fetches the form's code before it is needed, so that it opens without a network. */
export async function preloadNewTicket(): Promise<void> {
  await loadForm()
}

export function NewTicketDialog(): React.JSX.Element {
  const { opened, close } = useNewTicket()
  return (
    <Modal
      opened={opened !== null}
      onClose={close}
      title={newTicketWords.title}
      size={880}
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': newTicketWords.close }}
    >
      <Suspense fallback={null}>{opened !== null && <NewTicketForm start={opened} onClose={close} />}</Suspense>
    </Modal>
  )
}
