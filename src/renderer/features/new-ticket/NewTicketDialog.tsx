// The dialog around the form for a new ticket; Esc closes it at any time, the draft stays.

import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { newTicketWords } from '#core/words/rooms-tickets.ts'
import { useNewTicket } from './new-ticket.ui-store.ts'

const NewTicketForm = lazy(async () => ({ default: (await import('./NewTicketForm.tsx')).NewTicketForm }))

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
